"""How closed questions, and verdicts changed by an appeal, enter the schedule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from interviewer.conversation.state import Appealed, InterviewState, QuestionAttempt
from interviewer.conversation.stored import Rated
from interviewer.grading.grade import Grade

RateClosed = Callable[[str, Grade, datetime], Sequence[Rated]]
"""Gives the ratings that the grade of a question stands for, by its id and when it was closed."""


def ratings_of_closed(before: InterviewState, after: InterviewState, rate: RateClosed | None) -> list[Rated]:
    """What the questions that an event has closed stand for.

    Args:
        rate: None where nothing is rated.
    """
    known = {attempt.question_id for attempt in before.attempts if attempt.closed}
    again = {attempt.question_id for attempt in before.attempts if attempt.closed_at}
    return [
        # who went on and came back is rated once, by the last grade
        replace(item, replaces=attempt.question_id in again)
        for attempt in after.attempts
        if attempt.closed and attempt.question_id not in known and attempt.grade is not None and not attempt.seen
        for item in _rated(attempt, attempt.grade, rate)
    ]


def ratings_after_appeal(attempt: QuestionAttempt, event: Appealed, rate: RateClosed | None) -> list[Rated]:
    """What a verdict that an appeal changed stands for, in the place of what the grade gave.

    Args:
        rate: None where nothing is rated.
    """
    if event.after == event.before or not attempt.closed_at or attempt.seen:
        return []
    settled = replace(event.grade, criteria=(event.grade.criterion(event.criterion_id),))
    return [replace(item, replaces=True) for item in _rated(attempt, settled, rate)]


def ratings_after_regrade(attempt: QuestionAttempt, grade: Grade, rate: RateClosed | None) -> list[Rated]:
    """What the points stand for that another reading gave a verdict, as of when the question was closed.

    Args:
        attempt: As it was before, with the grade that lacks them.
        rate: None where nothing is rated.
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
