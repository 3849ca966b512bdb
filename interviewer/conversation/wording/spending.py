"""What the interviewer's words cost: each call to a language model is charged to the question it was made for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import replace
from functools import partial

from interviewer.conversation.state.state import InterviewState, QuestionAttempt
from interviewer.llm.usage import Usage

Book = Callable[[Usage], None]


def _nobody(spent: Usage) -> None:
    """Calls made outside an interview are charged to none."""


_BOOK: ContextVar[Book] = ContextVar("viva_book", default=_nobody)


def book() -> Book:
    """Where spending is currently charged; get it before a call moves to another thread."""
    return _BOOK.get()


class UsageLedger:
    """What was spent on each question of each interview but not stored yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spent: dict[str, dict[str, Usage]] = {}

    def charge(self, interview_id: str, question_id: str) -> None:
        """Charge all calls from here on to this question, until another is named."""
        _BOOK.set(partial(self._add, interview_id, question_id))

    def take(self, interview_id: str) -> Mapping[str, Usage]:
        """What was spent on an interview since the last call, by question."""
        with self._lock:
            return self._spent.pop(interview_id, {})

    def _add(self, interview_id: str, question_id: str, spent: Usage) -> None:
        if interview_id and spent.calls:
            with self._lock:
                of = self._spent.setdefault(interview_id, {})
                of[question_id] = of.get(question_id, Usage()) + spent


def with_spent(state: InterviewState, spent: Mapping[str, Usage]) -> InterviewState:
    """The state with spending added to its questions; for a question no longer in it, the last one is charged."""
    if not spent or not state.attempts:
        return state
    known = {attempt.question_id: number for number, attempt in enumerate(state.attempts)}
    attempts = list(state.attempts)
    for question_id, usage in spent.items():
        number = known.get(question_id, len(attempts) - 1)
        attempts[number] = replace(attempts[number], spent=attempts[number].spent + usage)
    return replace(state, attempts=tuple(attempts))


def spent_on(*attempts: QuestionAttempt) -> Usage:
    """What these questions used of a language model: for grades, including repeated ones, and for wording."""
    total = Usage()
    for attempt in attempts:
        total += attempt.spent
        total += attempt.grade.usage if attempt.grade else Usage()
    return total
