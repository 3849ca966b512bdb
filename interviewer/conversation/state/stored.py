"""What is stored about interviews, and what a store must be able to do. ``interviewer.storage`` implements it in SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from interviewer.conversation.state.state import Event, InterviewState, Turn
from interviewer.grading.grade import Verdict
from interviewer.json_data import JsonObject

TODAYS_PLAN = "today's plan"
"""What the interviewer calls a drill of what is due and new today. What it is about is its ``Drilled``."""


@dataclass(frozen=True)
class Record:
    """One interview as it is stored. ``version`` grows by one with each event."""

    id: str
    title: str
    mode: str
    phase: str
    version: int
    created_at: datetime
    updated_at: datetime
    state: InterviewState


@dataclass(frozen=True)
class AppealCase:
    """A contested verdict, kept so that the grader can be checked against it."""

    at: float
    question_id: str
    criterion_id: str
    answer: str
    argument: str
    before: Verdict
    after: Verdict
    judge: str


@dataclass(frozen=True)
class Review:
    """One rating of a criterion. ``at`` is seconds since the epoch, ``rating`` 1 (again) to 4 (easy)."""

    at: float
    question_id: str
    criterion_id: str
    rating: int
    source: str


@dataclass(frozen=True)
class Scheduled:
    """When a criterion is due next, and the state of it that FSRS keeps, which its library calls a card."""

    due: datetime
    fsrs_card: JsonObject


Rescheduler = Callable[[Sequence[Review], date | None], Scheduled]
"""Works out when a criterion is due from all of its ratings, oldest first, and the date of the interview."""


@dataclass(frozen=True)
class Rated:
    """A rating to be logged, and the function that reschedules the point from the log including that rating.

    Both happen in one transaction, so that neither of two simultaneous ratings is lost.

    Attributes:
        replaces: Whether it replaces the rating given at the same moment. One that the candidate has since corrected is kept.
    """

    review: Review
    make: Rescheduler
    replaces: bool = False


class InterviewStore(Protocol):
    """Stores interviews. Every event is stored before it is acted on."""

    def create(self, state: InterviewState, title: str, event: Event | None = None, turns: Sequence[Turn] = ()) -> str:
        """Store a new interview and return its id; with its first event and turns in one transaction, at version 1.

        Without an event it is at version 0.
        """
        ...

    def load(self, interview_id: str) -> Record:
        """The stored interview.

        Raises:
            UsageError: There is none with this id.
            StorageError: It cannot be read.
        """
        ...

    def exists(self, interview_id: str) -> bool:
        """Whether there is an interview with this id."""
        ...

    def append(
        self,
        interview_id: str,
        version: int,
        event: Event,
        state: InterviewState,
        turns: Sequence[Turn],
        rated: Sequence[Rated] = (),
        case: AppealCase | None = None,
    ) -> int:
        """Store an event with its resulting state, turns, ratings and case in one transaction; returns the new version.

        Raises:
            ConflictError: The interview has moved on since ``version``.
            StorageError: It cannot be written; nothing was stored.
        """
        ...

    def touch(self, interview_id: str, version: int, state: InterviewState) -> None:
        """Store a state with an advanced clock; does nothing if the interview has moved on elsewhere."""
        ...

    def transcript(self, interview_id: str) -> list[Turn]:
        """The turns of an interview, in order."""
        ...

    def all(self, limit: int = 200) -> list[Record]:
        """Interviews in any phase, oldest first; only the latest if there are more than ``limit``."""
        ...
