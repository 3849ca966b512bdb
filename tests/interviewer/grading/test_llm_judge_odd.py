"""Replies in odd spelling: what is read of them."""

from __future__ import annotations

from typing import Any

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.llm_judge import LLMJudge
from knowledge.schema import Bank
from tests.conftest import FakeChat

ANSWER = "w = w - lr * g, computed on a batch"


def reply(bank: Bank, **fields: Any) -> dict[str, Any]:
    row = {"quotes": ["w = w - lr * g"], "reason": "r", "verdict": "met", **fields}
    return {"criteria": [{"id": c.id, **row} for c in bank["training-02"].criteria], "misconceptions": []}


@pytest.mark.parametrize("respelled", [str.upper, lambda i: i.replace("-", " "), lambda i: i.replace("-", "_").title()])
def test_ids_in_another_spelling_are_known(bank: Bank, respelled: Any) -> None:
    said = reply(bank)
    for row in said["criteria"]:
        row["id"] = respelled(row["id"])
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
