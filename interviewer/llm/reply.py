"""A model's structured reply: how it is requested, and how it is parsed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from interviewer.errors import ModelReplyError
from interviewer.json_data import JsonObject
from interviewer.llm.thoughts import without_thoughts
from prompts import load_prompt

Reply = TypeVar("Reply", bound=BaseModel)
"""A pydantic model of a reply."""
ReplySchema = type[BaseModel] | JsonObject
"""A model of a reply, or a JSON schema with a title. Schemas go once every caller has a model."""
ReplyMode = Literal["json_schema", "json_mode", "text"]
MODES: tuple[ReplyMode, ...] = ("json_schema", "json_mode", "text")
"""Ways to request a structured reply, the strictest first: not every endpoint supports all of them."""

MOST_STARTS = 400
"""Most braces of a reply at which an object is looked for, so that a text full of them costs little time; a judgement."""


def schema_of(form: ReplySchema) -> JsonObject:
    """The JSON schema of a form."""
    return form.model_json_schema() if isinstance(form, type) else form


def messages_for(mode: ReplyMode, system: str, user: str, form: ReplySchema) -> list[tuple[str, str]]:
    """The messages of a call. If the endpoint does not get the schema, the prompt contains it."""
    if mode != "json_schema":
        system, user = load_prompt("form").fill(system=system, user=user, schema=json.dumps(schema_of(form)))
    return [("system", system), ("human", user)]


def read_reply(text: str, form: ReplySchema, model: str) -> BaseModel | JsonObject:
    """The last JSON object of this form in a text; thoughts, code fences and words around it are skipped.

    Raises:
        ModelReplyError: There is none of this form.
    """
    said = without_thoughts(text)
    found = [] if said.lstrip().startswith("[") else list(_objects(said))
    if not found:
        raise ModelReplyError(f"{model} answered with something that is not a JSON object")
    fault: ValidationError | None = None
    for piece in reversed(found):
        try:
            if isinstance(form, type):
                return form.model_validate_json(piece)
            return TypeAdapter(dict[str, Any]).validate_json(piece)
        except ValidationError as error:
            fault = fault or error
    raise ModelReplyError(f"{model} replied with JSON of the wrong shape") from fault


def _objects(text: str) -> Iterator[str]:
    """Every complete outermost JSON object in a text."""
    decoder, start = json.JSONDecoder(), text.find("{")
    for _ in range(MOST_STARTS):
        if start < 0:
            return
        try:
            _, end = decoder.raw_decode(text, start)
            yield text[start:end]
        except (ValueError, RecursionError):
            end = start + 1
        start = text.find("{", end)
