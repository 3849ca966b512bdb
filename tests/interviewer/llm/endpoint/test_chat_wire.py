"""The real client against a local server that speaks the OpenAI protocol, well and badly."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from interviewer.errors import ModelReplyError, ModelTimeoutError, UnavailableError
from interviewer.grading.grader import Grader
from interviewer.grading.llm_judge import LLMJudge
from interviewer.llm.endpoint.chat import OpenAIChat
from interviewer.llm.wire.faults import vendor_errors
from knowledge.schema import Bank
from tests.interviewer.llm.stub import Answered, Body, Count, Endpoint, completion, stream_of


def chat(endpoint: Endpoint, timeout: float = 5.0, retries: int = 0) -> OpenAIChat:
    return OpenAIChat("stub", lambda: endpoint.url, "secret-key", timeout, retries)


def test_structured_replies_and_usage(endpoint: Endpoint) -> None:
    endpoint.answer = lambda body: (200, completion('{"a": 1}'))
    model = chat(endpoint)
    assert model.structured("s", "u", Count) == Count(a=1)
    spent = model.take_usage()
    assert (spent.calls, spent.input_tokens, spent.cached_tokens, spent.output_tokens) == (1, 50, 20, 7)
    assert model.take_usage().calls == 0
    assert endpoint.bodies[0]["response_format"]["type"] == "json_schema"
    endpoint.answer = lambda body: (200, completion('```json\n{"a": 2}\n```'))
    assert model.structured("s", "u", Count) == Count(a=2)


@pytest.mark.parametrize("text", ["not json", "[1, 2]", '{"a": ', ""])
def test_a_reply_that_is_not_the_json_asked_for(endpoint: Endpoint, text: str) -> None:
    endpoint.answer = lambda body: (200, completion(text))
    model = chat(endpoint)
    with pytest.raises(ModelReplyError):
        model.structured("s", "u", Pick)
    assert [ways(body) for body in endpoint.bodies] == ["json_schema", "text"], "once more in words, and no more"
    assert model.take_usage().calls == 2, "what cannot be read was paid for, too"


class Pick(BaseModel):
    """What is picked."""

    verdict: Literal["met", "not_met"]
    quotes: list[str]


GOOD = '{"verdict": "met", "quotes": ["a"]}'


def ways(body: Body) -> str:
    return str(body.get("response_format", {}).get("type", "text"))


def test_a_record_is_asked_for_by_its_schema(endpoint: Endpoint) -> None:
    endpoint.answer = lambda body: (200, completion(GOOD))
    assert chat(endpoint).structured("s", "u", Pick, 77) == Pick(verdict="met", quotes=["a"])
    (body,) = endpoint.bodies
    sent: Any = body["response_format"]["json_schema"]
    assert (sent["name"], sent["strict"]) == ("Pick", True)
    assert sent["schema"]["required"] == ["verdict", "quotes"] and not sent["schema"]["additionalProperties"]
    assert sent["schema"]["properties"]["verdict"]["enum"] == ["met", "not_met"]
    assert [m["content"] for m in body["messages"]] == ["s", "u"]
    assert 77 in (body.get("max_tokens"), body.get("max_completion_tokens"))


@pytest.mark.parametrize("status", [400, 422])
@pytest.mark.parametrize("known", ["json_object", "text"])
def test_an_endpoint_that_refuses_a_schema_is_asked_in_another_way(endpoint: Endpoint, known: str, status: int) -> None:
    def answer(body: Body) -> Answered:
        if ways(body) != known:
            return status, {"error": {"message": "response_format is not supported"}}
        return 200, completion(f"Sure, here it is:\n```json\n{GOOD}\n```\nAnything else?")

    endpoint.answer = answer
    model = chat(endpoint)
    assert model.structured("Be {fair}.", "u", Pick).verdict == "met"
    tried = [ways(body) for body in endpoint.bodies]
    assert tried == ["json_schema", "json_object", "text"][: len(tried)] and tried[-1] == known
    system = endpoint.bodies[-1]["messages"][0]["content"]
    assert system.startswith("Be {fair}.") and '"not_met"' in system, "the model is told the form in words"
    endpoint.bodies.clear()
    assert model.structured("s", "u", Pick).verdict == "met"
    assert [ways(body) for body in endpoint.bodies] == [known], "what worked is remembered"


def test_an_endpoint_that_overlooks_the_schema_is_told_in_words(endpoint: Endpoint) -> None:
    def answer(body: Body) -> Answered:
        told = "JSON schema" in body["messages"][0]["content"]
        return 200, completion(GOOD if told else "It is met, I would say.")

    endpoint.answer = answer
    assert chat(endpoint).structured("s", "u", Pick).verdict == "met"


def test_a_reply_of_another_form_is_not_a_record(endpoint: Endpoint) -> None:
    endpoint.answer = lambda body: (200, completion('{"verdict": "splendid", "quotes": []}'))
    with pytest.raises(ModelReplyError, match="JSON of the wrong shape"):
        chat(endpoint).structured("s", "u", Pick)


def test_a_reply_that_is_cut_short_is_not_asked_for_again(endpoint: Endpoint) -> None:
    endpoint.answer = lambda body: (200, completion('{"verdict": "m', finish_reason="length"))
    model = chat(endpoint)
    with pytest.raises(ModelReplyError, match="cut short"):
        model.structured("s", "u", Pick)
    assert len(endpoint.bodies) == 1 and model.take_usage().calls == 1


def test_a_fault_of_our_own_is_not_called_the_models(endpoint: Endpoint) -> None:
    with pytest.raises(ZeroDivisionError), vendor_errors("stub"):
        _ = 1 / 0


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "refused the key; check VIVA_LLM_API_KEY"),
        (404, "has no model 'stub'; check VIVA_LLM_MODEL"),
        (429, "rate limit or quota exceeded"),
        (500, "HTTP 500"),
        (400, "HTTP 400"),
    ],
)
def test_refusals_become_one_line_without_the_key(endpoint: Endpoint, status: int, said: str) -> None:
    endpoint.answer = lambda body: (status, {"error": {"message": "no"}})
    with pytest.raises(UnavailableError) as caught:
        chat(endpoint).structured("s", "u", Count)
    assert said in str(caught.value)
    assert "secret-key" not in str(caught.value)


@pytest.mark.slow
def test_garbage_a_slow_and_a_dead_endpoint(endpoint: Endpoint) -> None:
    endpoint.answer = lambda body: (200, b"<html>not an api</html>")
    with pytest.raises(UnavailableError):
        chat(endpoint).structured("s", "u", Count)

    def slow(body: Body) -> Answered:
        time.sleep(1.5)
        return 200, completion("late")

    endpoint.answer = slow
    with pytest.raises(ModelTimeoutError, match="VIVA_LLM_TIMEOUT"):
        chat(endpoint, timeout=0.3).structured("s", "u", Count)
    dead = OpenAIChat("stub", lambda: "http://127.0.0.1:9/v1", "k", 2, 0)
    with pytest.raises(UnavailableError, match="check VIVA_LLM_BASE_URL"):
        dead.structured("s", "u", Count)


@pytest.mark.slow
def test_a_passing_fault_is_tried_again(endpoint: Endpoint) -> None:
    replies: Iterator[Answered] = iter([(500, {"error": {"message": "busy"}}), (200, completion('{"a": 1}'))])
    endpoint.answer = lambda body: next(replies)
    assert chat(endpoint, retries=2).structured("s", "u", Count) == Count(a=1)


def test_streaming_gives_pieces(endpoint: Endpoint) -> None:
    endpoint.answer = lambda body: (200, stream_of("What ", "would ", "you ", "do?"))
    assert list(chat(endpoint).stream("s", "u")) == ["What ", "would ", "you ", "do?"]


def test_a_whole_grade_over_the_wire(endpoint: Endpoint, bank: Bank) -> None:
    answer = "w = w - lr * grad, minus because the gradient points uphill"
    data = {
        "criteria": [
            {"id": "update-rule", "quotes": ["w = w - lr * grad"], "reason": "there", "verdict": "met"},
            {"id": "direction", "quotes": ["the gradient points uphill"], "reason": "there", "verdict": "met"},
            {"id": "learning-rate", "quotes": [], "reason": "missing", "verdict": "not_met"},
            {"id": "where-evaluated", "quotes": ["on each batch"], "reason": "made up", "verdict": "met"},
        ],
        "misconceptions": [],
    }
    endpoint.answer = lambda body: (200, completion(json.dumps(data)))
    grade = Grader(LLMJudge(chat(endpoint))).grade(bank["training-02"], answer)
    assert [c.verdict for c in grade.criteria] == ["met", "met", "not_met", "ungraded"]
    assert grade.usage.calls == 2, "a quote that is not there is asked for once more"
    assert answer in endpoint.bodies[0]["messages"][1]["content"]
