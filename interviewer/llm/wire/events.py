"""A completion that a server sent as a stream of events, though a whole one was asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator

from interviewer.json_data import JsonObject, JsonValue, object_of, objects_of

_TEXTS = ("content", "reasoning_content", "reasoning", "refusal")


def completion_of(body: str) -> dict[str, JsonValue] | None:
    """The completion that events are the pieces of, or the error that the body or one event reports; None for neither."""
    chunks = list(_events(body))
    if error := next((chunk["error"] for chunk in (_object(body), *chunks) if chunk.get("error")), None):
        return {"error": error}
    if not chunks:
        return None
    choices = [choice for chunk in chunks for choice in objects_of(chunk.get("choices"))[:1]]
    # some send the whole message in one event
    parts = [object_of(choice.get("delta") or choice.get("message")) for choice in choices]
    said = {name: "".join(str(part[name]) for part in parts if part.get(name)) for name in _TEXTS}
    tools = [object_of(call.get("function")) for part in parts for call in objects_of(part.get("tool_calls"))[:1]]
    arguments = "".join(str(tool["arguments"]) for tool in tools if tool.get("arguments"))
    call: JsonObject = {"id": "call", "type": "function", "function": {"name": "form", "arguments": arguments}}
    message: JsonObject = {
        "role": "assistant",
        **{name: text for name, text in said.items() if text or name == "content"},
        **({"tool_calls": [call]} if arguments else {}),
    }
    reasons = [choice["finish_reason"] for choice in choices if choice.get("finish_reason")]
    usages = [chunk["usage"] for chunk in chunks if chunk.get("usage")]
    return {
        **{name: chunks[0].get(name) for name in ("id", "model", "created")},
        "choices": [{"index": 0, "finish_reason": reasons[-1] if reasons else None, "message": message}],
        "usage": usages[-1] if usages else None,
    }


def _events(body: str) -> Iterator[JsonObject]:
    # not splitlines: JSON may have other line separators in its strings
    for line in body.split("\n"):
        field, _, data = line.partition(":")
        if field.strip() != "data":
            continue
        if chunk := _object(data):  # not so [DONE]
            yield chunk


def _object(text: str) -> JsonObject:
    """The JSON object that a text is; an empty one if it is none."""
    try:
        return object_of(json.loads(text))
    except (ValueError, RecursionError):
        return {}
