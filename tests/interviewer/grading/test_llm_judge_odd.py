"""Replies in odd spelling, and replies that bring nothing: what is read of them, and how often the model is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewer.errors import ModelReplyError
from interviewer.grading.grader import Grader
from interviewer.grading.llm_judge import LLMJudge
from interviewer.llm.replies.chat_reply import DeclinedError
from knowledge.schema import Bank
from tests.stand_ins import FakeChat

ANSWER = "w = w - lr * g, computed on a batch"


def reply(bank: Bank, **fields: str | list[str]) -> dict[str, list[dict[str, str | list[str]]]]:
    row = {"quotes": ["w = w - lr * g"], "reason": "r", "verdict": "met", **fields}
    return {"criteria": [{"id": c.id, **row} for c in bank["training-02"].criteria], "misconceptions": []}


@pytest.mark.parametrize("respelled", [str.upper, lambda i: i.replace("-", " "), lambda i: i.replace("-", "_").title()])
def test_ids_in_another_spelling_are_known(bank: Bank, respelled: Callable[[str], str]) -> None:
    said = reply(bank)
    for row in said["criteria"]:
        row["id"] = respelled(str(row["id"]))
    chat = FakeChat(said)
    assert Grader(LLMJudge(chat)).grade(bank["training-02"], ANSWER).score == 1.0 and len(chat.asked) == 1


def test_a_misconception_by_another_spelling_is_heard(bank: Bank) -> None:
    question = next(q for q in bank.values() if q.misconceptions)
    first = question.misconceptions[0]
    rows = [{"id": c.id, "verdict": "no"} for c in question.criteria]
    said = {"criteria": rows, "misconceptions": [{"id": first.id.upper(), "quote": "it never fails"}]}
    grade = Grader(LLMJudge(FakeChat(said))).grade(question, "I would say that it never fails at all.")
    assert [m.id for m in grade.misconceptions] == [first.id]


@pytest.mark.parametrize(
    ("answer", "quote"),
    [
        (r"I take $w - \eta \nabla L$ as the step", "w - \\eta \nabla L"),
        (r"I take $\theta - \frac{1}{n} g$ as the step", "\theta - \frac{1}{n} g"),
        (r"I take $w - \beta \rho$ as the step", "w - \beta \rho"),
    ],
)
def test_latex_that_lost_its_backslashes_to_json_is_found(bank: Bank, answer: str, quote: str) -> None:
    chat = FakeChat(reply(bank, quotes=[quote]))
    grade = Grader(LLMJudge(chat)).grade(bank["training-02"], answer)
    assert len(chat.asked) == 1 and not grade.ungraded
    assert {e.quote for c in grade.criteria for e in c.evidence} == {answer.split("$")[1]}


def test_what_the_model_declines_is_not_asked_for_point_by_point(bank: Bank) -> None:
    chat = FakeChat(*[DeclinedError("fake declined to answer: I cannot help")] * 5)
    grade = Grader(LLMJudge(chat)).grade(bank["training-02"], ANSWER)
    assert {c.reason for c in grade.ungraded} == {"fake declined to answer: I cannot help"}
    assert len(chat.asked) == 1 and len(grade.ungraded) == 4


def test_calls_for_one_point_end_after_two_that_bring_nothing(bank: Bank) -> None:
    chat = FakeChat(*[ModelReplyError("garbage")] * 9)
    judge = LLMJudge(chat)
    counts = []
    for _ in range(4):
        before = len(chat.asked)
        grade = Grader(judge).grade(bank["training-02"], ANSWER)
        counts.append(len(chat.asked) - before)
    assert counts == [3, 3, 1, 1], "and are not made at all after two such answers"
    assert "garbage); set VIVA_LLM_MODEL" in grade.criteria[0].reason


def test_one_point_that_can_be_read_brings_the_others(bank: Bank) -> None:
    one = [{"criteria": [row]} for row in reply(bank)["criteria"]]
    chat = FakeChat(ModelReplyError("garbage"), ModelReplyError("garbage"), *one[1:])
    grade = Grader(LLMJudge(chat)).grade(bank["training-02"], ANSWER)
    assert len(chat.asked) == 5 and len(grade.ungraded) == 1
    assert grade.ungraded[0].reason == "fake sent no readable verdict (garbage); grade it again"
