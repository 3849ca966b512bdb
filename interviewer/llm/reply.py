"""A model's reply in a form that was asked for: how it is asked for, and how it is read."""

from __future__ import annotations

import json
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from interviewer.errors import ModelReplyError
from prompts import load_prompt

Reply = TypeVar("Reply", bound=BaseModel)
"""A model of a reply."""
Form = type[Reply] | dict[str, Any]
"""A model of a reply, or a JSON schema with a title. Schemas go once every caller has a model."""
Mode = Literal["json_schema", "json_mode", "text"]
MODES: tuple[Mode, ...] = ("json_schema", "json_mode", "text")
"""Ways to ask for a form, the strictest first: not every endpoint knows each of them."""


def schema_of(form: Form[Any]) -> dict[str, Any]:
    """The JSON schema of a form."""
    return form if isinstance(form, dict) else form.model_json_schema()


def messages_for(mode: Mode, system: str, user: str, form: Form[Any]) -> list[tuple[str, str]]:
    """The messages of a call. Where the endpoint is not told the schema, the prompt tells the model."""
    if mode != "json_schema":
        system, user = load_prompt("form").fill(system=system, user=user, schema=json.dumps(schema_of(form)))
    return [("system", system), ("human", user)]


def read_reply(text: str, form: Form[Any], model: str) -> Any:
    """The one JSON object in a text, checked; code fences and words around it are passed over.

    Raises:
        ModelReplyError: There is none of this form.
    """
    adapter: TypeAdapter[Any] = TypeAdapter(dict[str, Any] if isinstance(form, dict) else form)
    found = text[text.find("{") : text.rfind("}") + 1]
    if not found or text.lstrip().startswith("["):
        raise ModelReplyError(f"{model} answered with something that is not a JSON object")
    try:
        return adapter.validate_json(found)
    except ValidationError as error:
        raise ModelReplyError(f"{model} answered with JSON of another form") from error
