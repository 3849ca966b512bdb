"""How often an endpoint is asked whose replies cannot be read."""

from __future__ import annotations

import json

import pytest

from interviewer.errors import ModelReplyError
from interviewer.grading.grader import Grader
from interviewer.grading.llm_judge import LLMJudge
from interviewer.llm.endpoint.chat import OpenAIChat
from interviewer.llm.endpoint.ways import Ways
from knowledge.schema import Bank
from tests.interviewer.llm.stub import Answered, Body, Count, Endpoint, completion

ANSWER = "w = w - lr * grad, because the gradient points uphill"


def way_of(body: Body) -> str:
    return {"json_object": "json_mode"}.get(kind := body.get("response_format", {}).get("type", "text"), kind)


def chat_of(endpoint: Endpoint) -> OpenAIChat:
    return OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0)


def graded(judge: LLMJudge, bank: Bank, endpoint: Endpoint) -> tuple[int, int, list[str]]:
    """How many points have a verdict, how many calls that took, and in which ways."""
    endpoint.bodies.clear()
    grade = Grader(judge).grade(bank["training-02"], ANSWER)
    assert len(grade.criteria) == 4
    return 4 - len(grade.ungraded), grade.usage.calls, [way_of(body) for body in endpoint.bodies]


def rows(body: Body, bank: Bank) -> str:
    """A verdict on each criterion that the prompt lists."""
    listed = body["messages"][-1]["content"]
    asked = [c.id for c in bank["training-02"].criteria if f"- {c.id}: " in listed]
    row = {"quotes": ["w = w - lr * grad"], "reason": "r", "verdict": "met"}
    return json.dumps({"criteria": [{"id": each, **row} for each in asked]})


@pytest.mark.parametrize("text", ["I would say that it is good.", '{"score": 11}', '{"criteria": [{"id": "upd'])
def test_replies_that_cannot_be_read_cost_four_calls_then_fewer_then_one(
    endpoint: Endpoint, bank: Bank, text: str
) -> None:
    endpoint.answer = lambda body: (200, completion(text))
    judge = LLMJudge(chat_of(endpoint))
    found = [graded(judge, bank, endpoint) for _ in range(4)]
    assert found[0] == (0, 4, ["json_schema", "text", "text", "json_schema"])
    assert [calls for _, calls, _ in found[1:]] == [3, 1, 1], "it is remembered"
    reasons = {c.reason for c in Grader(judge).grade(bank["training-02"], ANSWER).ungraded}
    assert all("set VIVA_LLM_MODEL to another model, or VIVA_JUDGE=local" in reason for reason in reasons)
    endpoint.answer = lambda body: (200, completion(rows(body, bank)))
    assert [graded(judge, bank, endpoint)[:2] for _ in range(2)] == [(4, 1)] * 2, "and forgotten once it can be read"


@pytest.mark.slow
def test_verdicts_that_nobody_can_read_cost_three_calls_and_then_one(endpoint: Endpoint, bank: Bank) -> None:
    endpoint.answer = lambda body: (200, completion(rows(body, bank).replace('"met"', '"splendid"')))
    judge = LLMJudge(chat_of(endpoint))
    assert [graded(judge, bank, endpoint)[:2] for _ in range(4)] == [(0, 3), (0, 3), (0, 1), (0, 1)]


def test_a_model_that_can_do_one_criterion_at_a_time_costs_six_calls_at_most(endpoint: Endpoint, bank: Bank) -> None:
    def answer(body: Body) -> Answered:
        text = rows(body, bank)
        return 200, completion(text if text.count('"id"') == 1 else text[:-9])

    endpoint.answer = answer
    judge = LLMJudge(chat_of(endpoint))
    assert graded(judge, bank, endpoint) == (4, 6, ["json_schema"] + ["text"] * 5)
    assert graded(judge, bank, endpoint) == (4, 5, ["text"] * 5)


@pytest.mark.parametrize("mute", [["json_schema"], ["json_schema", "json_mode"]])
def test_the_way_that_works_is_found_at_once_and_kept(endpoint: Endpoint, bank: Bank, mute: list[str]) -> None:
    endpoint.answer = lambda body: (200, completion("" if way_of(body) in mute else rows(body, bank)))
    judge = LLMJudge(chat_of(endpoint))
    assert graded(judge, bank, endpoint) == (4, 2, ["json_schema", "text"])
    assert graded(judge, bank, endpoint) == (4, 1, ["text"])


def test_a_way_that_has_worked_is_given_up_after_two_misses_in_a_row(endpoint: Endpoint) -> None:
    good, bad = completion('{"a": 1}'), completion("no")
    replies = iter([good, bad, good, good, bad, good, bad, good, good])
    endpoint.answer = lambda body: (200, next(replies))
    model = chat_of(endpoint)
    for _ in range(6):
        assert model.structured("s", "u", Count).a == 1
    schema, words = "json_schema", "text"
    assert [way_of(body) for body in endpoint.bodies] == [
        *(schema,),
        *(schema, words),
        *(schema,),
        *(schema, words),
        *(schema, words),
        *(words,),
    ]


def test_what_the_endpoint_refuses_is_remembered_though_its_reply_cannot_be_read(endpoint: Endpoint) -> None:
    def answer(body: Body) -> Answered:
        if "temperature" in body or way_of(body) == "json_schema":
            return 400, {"error": {"message": "temperature" if "temperature" in body else "response_format"}}
        return 200, completion("no")

    endpoint.answer = answer
    model = chat_of(endpoint)
    for _ in range(2):
        with pytest.raises(ModelReplyError):
            model.structured("s", "u", Count)
    assert [way_of(body) for body in endpoint.bodies] == ["json_schema"] * 2 + ["json_mode", "text"] + ["text"]


def test_a_reply_that_was_json_at_least_has_got_further() -> None:
    ways = Ways()
    ways.miss("json_schema", nearly=True)
    ways.miss("text", nearly=False)
    ways.lose()
    assert ways.first("json_schema") == "json_schema" and ways.second() is None
    ways.miss("json_schema", nearly=True)
    assert ways.first("json_schema") == "text", "what has missed twice is left for what has not"


def test_a_way_that_has_worked_is_not_left_for_one_that_never_has() -> None:
    ways = Ways()
    assert ways.read("json_schema", missed=None) == "json_schema"
    ways.miss("json_schema", nearly=False)
    ways.miss("text", nearly=True)
    ways.lose()
    assert ways.first("json_schema") == "json_schema"


def test_a_refusal_to_answer_is_not_asked_for_again(endpoint: Endpoint, bank: Bank) -> None:
    endpoint.answer = lambda body: (200, completion("", finish_reason="content_filter"))
    assert graded(LLMJudge(chat_of(endpoint)), bank, endpoint)[2] == ["json_schema"]
