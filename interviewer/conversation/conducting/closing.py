"""How closed questions, and verdicts changed by an appeal, enter the schedule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from interviewer.conversation.state.state import Appealed, InterviewState, QuestionAttempt
from interviewer.conversation.state.stored import Rated
from interviewer.grading.grade import Grade

RateClosed = Callable[[str, Grade, datetime], Sequence[Rated]]
"""Gives the ratings that follow from a question's grade, by its id and when it was closed."""


def ratings_of_closed(before: InterviewState, after: InterviewState, rate: RateClosed | None) -> list[Rated]:
    """The ratings of the questions that an event has closed.

    Args:
        rate: None if nothing is rated.
    """
    known = {attempt.question_id for attempt in before.attempts if attempt.closed}
    again = {attempt.question_id for attempt in before.attempts if attempt.closed_at}
    return [
        # a question that was left and resumed is rated once, by the last grade
        replace(item, replaces=attempt.question_id in again)
        for attempt in after.attempts
        if attempt.closed and attempt.question_id not in known and attempt.grade is not None and not attempt.seen
        for item in _rated(attempt, attempt.grade, rate)
    ]


def ratings_after_appeal(attempt: QuestionAttempt, event: Appealed, rate: RateClosed | None) -> list[Rated]:
    """The rating of a verdict that an appeal changed, which replaces the earlier rating.

    Args:
        rate: None if nothing is rated.
    """
    if event.after == event.before or not attempt.closed_at or attempt.seen:
        return []
    settled = replace(event.grade, criteria=(event.grade.criterion(event.criterion_id),))
    return [replace(item, replaces=True) for item in _rated(attempt, settled, rate)]


def ratings_after_regrade(attempt: QuestionAttempt, grade: Grade, rate: RateClosed | None) -> list[Rated]:
    """The ratings of the points that got a verdict when they were read again, dated to when the question was closed.

    Args:
        attempt: As it was before, with the grade that lacks those verdicts.
        rate: None if nothing is rated.
    """
    if attempt.grade is None or not attempt.closed_at or attempt.seen:
        return []
    left = {item.id for item in attempt.grade.ungraded}
    read = replace(grade, criteria=tuple(item for item in grade.criteria if item.id in left))
    return [replace(item, replaces=True) for item in _rated(attempt, read, rate)]


def _rated(attempt: QuestionAttempt, grade: Grade, rate: RateClosed | None) -> Sequence[Rated]:
    if rate is None:
        return ()
    return rate(attempt.question_id, grade, datetime.fromtimestamp(attempt.closed_at, UTC))
