"""What real servers send outside the protocol: whole grades over the wire, at one call each."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from interviewer.errors import ModelReplyError
from interviewer.grading.grader import Grader
from interviewer.grading.llm_judge import LLMJudge
from interviewer.json_data import JsonObject, JsonValue
from interviewer.llm.endpoint.chat import OpenAIChat
from interviewer.llm.endpoint.dialect import Dialect
from interviewer.llm.replies.reply import MODES, ReplyMode
from interviewer.llm.wire.events import completion_of
from knowledge.schema import Bank
from tests.interviewer.llm.stub import Count, Endpoint, completion, stream_of

ANSWER = "w = w - lr * grad, because the gradient points uphill"
GOOD = '{"a": 1}'


def message(finish_reason: str = "stop", **fields: JsonValue) -> JsonObject:
    return completion("", finish_reason=finish_reason, message={"role": "assistant", "content": None, **fields})


def called(arguments: str) -> JsonObject:
    tool: JsonObject = {"id": "1", "type": "function", "function": {"name": "Grade", "arguments": arguments}}
    return message("tool_calls", tool_calls=[tool])


def events_of(*deltas: JsonObject, finish: str = "stop") -> bytes:
    chunks: list[JsonObject] = [{"choices": [{"index": 0, "delta": delta}]} for delta in deltas]
    chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}], "usage": completion("")["usage"]})
    return b": hello\n\n" + b"".join(f"data: {json.dumps(c)}\n\n".encode() for c in chunks) + b"data: [DONE]\n\n"


REPLIES: dict[str, Callable[[str], JsonValue | bytes]] = {
    "thoughts without content": lambda text: message(reasoning_content=f"So I say:\n{text}"),
    "thoughts by another name": lambda text: message(reasoning=text, content=""),
    "thoughts with their own end": lambda text: message(reasoning_content=f"Hm.</think>{text}"),
    "a tool call": called,
    "a tool call of nearly JSON": lambda text: called(text[:-1] + ",}"),
    "a function call": lambda text: message(function_call={"name": "form", "arguments": text}),
    "parts of content": lambda text: message(content=[{"type": "text", "text": text}]),
    "events": lambda text: stream_of(text[:9], text[9:], finish="stop"),
    "events that think": lambda text: events_of(
        {"reasoning_content": "Hm."}, {"content": text[:5]}, {"content": text[5:]}
    ),
    "events of a tool call": lambda text: events_of(
        *({"tool_calls": [{"index": 0, "function": {"arguments": part}}]} for part in (text[:7], text[7:]))
    ),
    "one event with a message": lambda text: f"data: {json.dumps(completion(text))}".encode(),
    "nearly JSON": lambda text: completion(text[:-1] + ",}"),
    "Python": lambda text: completion(str(json.loads(text))),
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_is_read_wherever_a_server_puts_it(endpoint: Endpoint, name: str, mode: ReplyMode) -> None:
    endpoint.answer = lambda body: (200, REPLIES[name](GOOD))
    model = OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0, dialect=Dialect(mode=mode))
    assert model.structured("s", "u", Count).a == 1
    assert len(endpoint.bodies) == 1 and model.dialect.mode == mode
    assert model.take_usage().calls == 1


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("cut", [True, False])
def test_thoughts_that_do_not_end_with_a_reply_are_none(endpoint: Endpoint, mode: ReplyMode, cut: bool) -> None:
    thoughts = f"Perhaps {GOOD}" if cut else f"Perhaps {GOOD}, or"
    endpoint.answer = lambda body: (200, message("length" if cut else "stop", reasoning_content=thoughts))
    with pytest.raises(ModelReplyError):
        OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0, dialect=Dialect(mode=mode)).structured("s", "u", Count)


@pytest.mark.parametrize("mode", MODES)
def test_events_are_known_by_their_type_too(endpoint: Endpoint, mode: ReplyMode) -> None:
    def write(handler: BaseHTTPRequestHandler) -> None:
        data = stream_of(GOOD, finish="stop")
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n")
        handler.wfile.write(f"Content-Length: {len(data)}\r\n\r\n".encode() + data)

    endpoint.raw = write
    model = OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0, dialect=Dialect(mode=mode))
    assert model.structured("s", "u", Count).a == 1 and model.reply("s", "u") == GOOD
    assert len(endpoint.bodies) == 2


@pytest.mark.parametrize("mode", MODES)
def test_an_error_among_the_events_is_said(endpoint: Endpoint, mode: ReplyMode) -> None:
    endpoint.answer = lambda body: (200, b'data: {"error": {"message": "the model was unloaded"}}\n\n')
    model = OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0, dialect=Dialect(mode=mode))
    with pytest.raises(ModelReplyError, match="it says: the model was unloaded"):
        model.structured("s", "u", Count)


@pytest.mark.parametrize("mode", MODES)
def test_events_that_were_cut_short_are_a_cut_reply(endpoint: Endpoint, mode: ReplyMode) -> None:
    endpoint.answer = lambda body: (200, stream_of('{"a": ', finish="length"))
    model = OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0, dialect=Dialect(mode=mode))
    with pytest.raises(ModelReplyError, match="cut short"):
        model.structured("s", "u", Count)
    assert len(endpoint.bodies) == 1


@pytest.mark.parametrize(
    "body", ["", "<html></html>", "data", "data: [DONE]", '{"choices": []}', "data: 5", "[" * 9999]
)
def test_a_body_without_events_is_no_completion(body: str) -> None:
    assert completion_of(body) is None


@pytest.mark.parametrize("name", REPLIES)
def test_a_whole_grade_takes_one_call(endpoint: Endpoint, bank: Bank, name: str) -> None:
    question = bank["training-02"]
    row = {"quotes": ["w = w - lr * grad"], "reason": "r", "verdict": "met"}
    text = json.dumps({"criteria": [{"id": c.id, **row} for c in question.criteria], "misconceptions": []})
    endpoint.answer = lambda body: (200, REPLIES[name](text))
    grade = Grader(LLMJudge(OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0))).grade(question, ANSWER)
    assert grade.score == 1.0 and len(endpoint.bodies) == 1
