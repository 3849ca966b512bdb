"""What the interviewer's words cost: each call of a language model is booked to the question that it was made for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import replace
from functools import partial

from interviewer.conversation.state import InterviewState, QuestionAttempt
from interviewer.llm.usage import Usage

Book = Callable[[Usage], None]


def _nobody(spent: Usage) -> None:
    """What is asked outside an interview belongs to none."""


_BOOK: ContextVar[Book] = ContextVar("viva_book", default=_nobody)


def book() -> Book:
    """Where what is spent now belongs; to be taken before a call goes to a thread of its own."""
    return _BOOK.get()


class UsageLedger:
    """What was spent on each question of each interview and is not stored yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spent: dict[str, dict[str, Usage]] = {}

    def charge(self, interview_id: str, question_id: str) -> None:
        """Book to this question whatever is asked from here on, until another is named."""
        _BOOK.set(partial(self._add, interview_id, question_id))

    def take(self, interview_id: str) -> Mapping[str, Usage]:
        """What was spent on an interview since this was last asked, by question."""
        with self._lock:
            return self._spent.pop(interview_id, {})

    def _add(self, interview_id: str, question_id: str, spent: Usage) -> None:
        if interview_id and spent.calls:
            with self._lock:
                of = self._spent.setdefault(interview_id, {})
                of[question_id] = of.get(question_id, Usage()) + spent


def with_spent(state: InterviewState, spent: Mapping[str, Usage]) -> InterviewState:
    """The state with what was spent added to its questions; of one that is asked no more it goes to the last."""
    if not spent or not state.attempts:
        return state
    known = {attempt.question_id: number for number, attempt in enumerate(state.attempts)}
    attempts = list(state.attempts)
    for question_id, usage in spent.items():
        number = known.get(question_id, len(attempts) - 1)
        attempts[number] = replace(attempts[number], spent=attempts[number].spent + usage)
    return replace(state, attempts=tuple(attempts))


def spent_on(*attempts: QuestionAttempt) -> Usage:
    """What questions took of a language model: their grades with all that was graded again, and what was worded."""
    total = Usage()
    for attempt in attempts:
        total += attempt.spent
        total += attempt.grade.usage if attempt.grade else Usage()
    return total
