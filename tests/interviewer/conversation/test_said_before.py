"""What the interviewer has said of a question."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.said_before import said_before
from interviewer.conversation.state import QuestionAttempt
from knowledge.schema import Bank


def test_hints_given_and_probes_put_are_what_was_said(bank: Bank) -> None:
    question = bank["training-06a"]
    attempt = QuestionAttempt(question.id)
    assert said_before(question, attempt) == ()
    first, second = question.criteria[0], question.criteria[1]
    attempt = replace(attempt, hints=(1, 0), probed=(first.id,), probing=second.id)
    count = len(question.hints)
    assert said_before(question, attempt) == (
        f"Hint 1 of {count}: {question.hints[1]}",
        f"Hint 2 of {count}: {question.hints[0]}",
        first.probe,
        second.probe,
    )


def test_what_the_bank_no_longer_has_was_not_said(bank: Bank) -> None:
    question = replace(bank["training-06a"], hints=())
    attempt = replace(QuestionAttempt(question.id), hints=(0,), probed=("gone",))
    assert said_before(question, attempt) == ()
