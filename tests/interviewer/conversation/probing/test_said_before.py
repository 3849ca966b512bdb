"""What the interviewer has said of a question."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.probing.said_before import said_before
from interviewer.conversation.state.state import QuestionAttempt
from knowledge.schema import Bank


def test_hints_given_and_probes_put_are_what_was_said(bank: Bank) -> None:
    question = bank["training-06a"]
    attempt = QuestionAttempt(question.id)
    assert said_before(question, attempt) == ()
    first, second = question.criteria[0], question.criteria[1]
    attempt = replace(attempt, hints=(1, 0), probed=(first.id,), probing=second.id)
    assert said_before(question, attempt) == (
        question.hints[1],
        question.hints[0],
        first.probe,
        second.probe,
    )


def test_what_the_bank_no_longer_has_was_not_said(bank: Bank) -> None:
    question = replace(bank["training-06a"], hints=())
    attempt = replace(QuestionAttempt(question.id), hints=(0,), probed=("gone",))
    assert said_before(question, attempt) == ()


def test_each_go_at_a_point_was_said_and_no_question_that_was_not_put(bank: Bank) -> None:
    question = bank["training-06a"]
    first, second = question.criteria[0], question.criteria[1]
    attempt = QuestionAttempt(question.id, probed=(second.id, first.id, first.id), probing=first.id)
    assert said_before(question, attempt) == (first.probe, first.further_probes[0], second.probe)
    attempt = replace(attempt, probed=(first.id,) * 3, probing="")
    assert said_before(question, attempt) == (first.probe, *first.further_probes)
    bare = replace(question, criteria=tuple(replace(c, further_probes=()) for c in question.criteria))
    assert said_before(bare, attempt) == (first.probe,), "asked with a lead, it is the same question"
