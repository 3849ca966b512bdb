"""Which of the bank's follow-ups on a point is asked at each go, and which words were asked last.

A follow-up whose words were just said is skipped.
"""

from __future__ import annotations

from interviewer.conversation.state.state import QuestionAttempt
from knowledge.probes import probe_at, probes_of
from knowledge.schema import Question


def numbers_in_order(attempt: QuestionAttempt, criterion_id: str, question: Question) -> tuple[int, ...]:
    """The numbers of a point's follow-ups, from 1, in the order in which they are asked: skipped ones come last."""
    criterion = next((c for c in question.criteria if c.id == criterion_id), None)
    count = len(probes_of(criterion)) if criterion else 0
    passed = tuple(number for known, number in attempt.passed_over if known == criterion_id and number <= count)
    return (*(number for number in range(1, count + 1) if number not in passed), *passed)


def number_of(attempt: QuestionAttempt, criterion_id: str, question: Question, go: int | None = None) -> int:
    """The number of the follow-up for a given attempt at a point, from 1; the last one is asked again if there are no more.

    Args:
        go: The number of the attempt, from 1; by default the last one.
    """
    order = numbers_in_order(attempt, criterion_id, question)
    nth = attempt.probed.count(criterion_id) if go is None else go
    return order[min(max(nth, 1), len(order)) - 1] if order else 1


def asked_numbers(attempt: QuestionAttempt, criterion_id: str, question: Question) -> frozenset[int]:
    """The numbers of the follow-ups on a point that were asked, including the current one."""
    goes = max(attempt.probed.count(criterion_id), int(criterion_id == attempt.probing))
    return frozenset(numbers_in_order(attempt, criterion_id, question)[:goes])


def current_wording(attempt: QuestionAttempt, question: Question) -> str:
    """What the candidate was last asked: the question, or a follow-up."""
    if attempt.probing:
        return probe_at(question.criterion(attempt.probing), number_of(attempt, attempt.probing, question))
    return question.question
