"""One reply from the sandboxed process: anything that candidates' code could write is checked here before it is used."""

from __future__ import annotations

import json

from interviewer.grading.forms.sandbox.inside.values import Json, NotReadableError

MAX_REPLY_BYTES = 16 << 20
"""Most bytes of one reply; the largest value has 200,000 numbers, about 2 MB."""
DEEPEST_REPLY = 40
"""Deepest nesting of lists and objects; a value of the deepest kind, as a parameter's default, takes 24."""
_TYPES: dict[str, type] = {
    "error": str,
    "message": str,
    "line": int,
    "ref": int,
    "after": list,
    "steps": list,
    "names": list,
    "failed": str,
}
"""The type each field must have, if present; values are checked when they are decoded."""
_LARGEST = 1 << 31
"""Whole numbers in a reply are below this. By hand."""


def read_reply(line: bytes) -> Json:
    """The reply in a line.

    Raises:
        NotReadableError: It is not JSON, is too long or too deep, or has a field of the wrong type.
    """
    if len(line) > MAX_REPLY_BYTES:
        raise NotReadableError("a reply that is too long")
    try:
        reply = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotReadableError("a reply that is not JSON, or nested too deeply") from error
    if not isinstance(reply, dict) or not isinstance(reply.get("ok"), bool):
        raise NotReadableError("a reply that does not say how it went")
    if not reply["ok"] and not isinstance(reply.get("error"), str):
        raise NotReadableError("a fault without a name")
    for name, kind in _TYPES.items():
        if name in reply and not _is(reply[name], kind):
            raise NotReadableError(f"a reply whose {name} is of the wrong kind")
    if not _is_shallow(reply):
        raise NotReadableError("a reply that is too deep")
    return reply


def _is(value: object, kind: type) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST
    # half of a surrogate pair can be sent but neither stored nor shown
    return isinstance(value, kind) and not (isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value))


def _is_shallow(reply: object) -> bool:
    level = [reply]
    for _ in range(DEEPEST_REPLY):
        level = [
            item
            for value in level
            if isinstance(value, dict | list)
            for item in (value.values() if isinstance(value, dict) else value)
            if isinstance(item, dict | list)
        ]
        if not level:
            return True
    return False
