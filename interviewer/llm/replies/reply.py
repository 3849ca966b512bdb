"""A model's structured reply: how it is requested, and how it is parsed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Literal, TypeVar

from pydantic import BaseModel, ValidationError

from interviewer.errors import ModelReplyError
from interviewer.json_data import JsonValue
from interviewer.llm.replies.loose_json import CutJsonError, Decoded, decode
from interviewer.llm.replies.thoughts import endless_thoughts, without_thoughts
from prompts import load_prompt

Reply = TypeVar("Reply", bound=BaseModel)
"""A pydantic model of a reply."""
ReplyMode = Literal["json_schema", "json_mode", "text"]
MODES: tuple[ReplyMode, ...] = ("json_schema", "json_mode", "text")
"""Ways to request a structured reply, the strictest first: not every endpoint supports all of them."""

MOST_STARTS = 400
"""Most brackets of a reply at which a value is looked for, so that a text full of them costs little time; a judgement."""
MOST_WRAPPINGS = 3
"""How deep a reply may be wrapped, as in ``{"result": {"grade": {…}}}``; a judgement."""
_OPENING = re.compile(r"[{\[]")
"""Where JSON may begin in a reply."""


class WrongShapeError(ModelReplyError):
    """A reply was JSON, but not of the form."""


def messages_for(mode: ReplyMode, system: str, user: str, form: type[BaseModel]) -> tuple[str, str]:
    """The system's and the user's words in a call. If the endpoint does not get the schema, the prompt contains it."""
    if mode == "json_schema":
        return system, user
    return load_prompt("form").fill(system=system, user=user, schema=json.dumps(form.model_json_schema()))


def read_reply(text: str, form: type[Reply], model: str, whole: bool = True) -> Reply:
    """The last JSON value of this form in a text; thoughts, code fences, words around it and wrappings are skipped.

    JSON that is only nearly right is read where no other is of the form. A value that the text's end cuts off is not read,
    and no part of it is. If the thoughts never end, what they end with is the reply.

    Args:
        whole: Whether the model ended its text by itself. If not, thoughts that never end have no reply at their end.

    Raises:
        WrongShapeError: There is JSON, but none of this form.
        ModelReplyError: There is no JSON object.
    """
    found = list(_values(without_thoughts(text)))
    if not found and whole:
        thoughts = endless_thoughts(text)
        found = [last for last in list(_values(thoughts))[-1:] if not thoughts[last.end :].strip(" \t\r\n`")]
    if not found:
        raise ModelReplyError(f"{model} answered with something that is not a JSON object")
    last_first = found[::-1]
    last_first.sort(key=lambda decoded: not decoded.strict)
    for decoded in last_first:
        if (reply := _as_form(decoded.value, form)) is not None:
            return reply
    raise WrongShapeError(f"{model} replied with JSON of the wrong shape")


def _values(text: str) -> Iterator[Decoded]:
    """Every complete outermost object or list of objects in a text, up to one that the end of the text cuts off."""
    opening = _OPENING.search(text)
    for _ in range(MOST_STARTS):
        if not opening:
            return
        end = opening.end()
        try:
            decoded = decode(text, opening.start())
        except CutJsonError:
            return
        except ValueError:
            pass
        else:
            end = decoded.end
            if _holds_objects(decoded.value):
                yield decoded
        opening = _OPENING.search(text, end)


def _holds_objects(value: JsonValue) -> bool:
    """Whether a value can be a reply. Words have lists such as [1] in them, too."""
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _as_form(value: JsonValue, form: type[Reply], wrappings: int = MOST_WRAPPINGS) -> Reply | None:
    """A value as a record of the form; of an object that only wraps one such value, that value."""
    try:
        return form.model_validate_json(json.dumps(value))
    except (ValidationError, RecursionError):
        if not isinstance(value, dict) or not wrappings:
            return None
    inner = (_as_form(_unpacked(part), form, wrappings - 1) for part in value.values())
    fitting = [reply for reply in inner if reply is not None]
    # of two, such as a draft and a last word, nobody can say which is meant
    return fitting[0] if len(fitting) == 1 else None


def _unpacked(part: JsonValue) -> JsonValue:
    """A part of an object; the arguments of a tool are JSON within a string."""
    if isinstance(part, str) and part.lstrip().startswith("{"):
        try:
            return decode(part, part.index("{")).value
        except ValueError:
            pass
    return part
