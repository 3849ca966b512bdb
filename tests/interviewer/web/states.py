"""Handmade interviews and grades for the tests of what is shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, TypedDict, Unpack

from interviewer.conversation.state.state import InterviewState, Mode, QuestionAttempt, Setup
from interviewer.conversation.state.stored import Record
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, Verdict, weighted_score
from knowledge.schema import Bank

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
ANSWER = "the loss jumps"
Phase = Literal["new", "answering", "working", "reviewing", "finished"]


class SetupFields(TypedDict, total=False):
    """What a test may set of how an interview was started."""

    drill: bool
    questions: int | None
    sections: tuple[str, ...]


class AttemptFields(TypedDict, total=False):
    """What a test may set of an attempt."""

    closed: bool
    skipped: bool
    set_aside: bool
    hints: tuple[int, ...]
    left_at: str | None


def state(
    *attempts: QuestionAttempt, phase: Phase = "answering", mode: Mode = "coach", **setup: Unpack[SetupFields]
) -> InterviewState:
    """An interview of 30 minutes in some phase."""
    made = Setup(mode=mode, minutes=30, pool=("training-01",), seed=1, title="All sections", **setup)
    return InterviewState(made, phase=phase, attempts=attempts)


def attempt(question_id: str, grade: Grade | None = None, **fields: Unpack[AttemptFields]) -> QuestionAttempt:
    """An attempt whose answer is ``ANSWER``."""
    return QuestionAttempt(question_id, answer=ANSWER if grade else "", grade=grade, **fields)


def graded(bank: Bank, question_id: str, *verdicts: Verdict) -> Grade:
    """A grade for a question in the bank: the first criteria get these verdicts, and the rest are not met."""
    items = []
    for number, criterion in enumerate(bank[question_id].criteria):
        verdict = verdicts[number] if number < len(verdicts) else "not_met"
        found = verdict in {"met", "partly_met"}
        items.append(
            CriterionVerdict(
                id=criterion.id,
                claim=criterion.claim,
                weight=criterion.weight,
                verdict=verdict,
                probability={"met": 0.9, "partly_met": 0.5}.get(verdict, 0.1),
                evidence=(Evidence("the loss", 0, 8),) if found else (),
                reason=f"why {verdict}",
            )
        )
    return Grade(question_id, weighted_score(tuple(items)), tuple(items), feedback="Some feedback.")


def record(interview_id: str, of: InterviewState, at: datetime = NOON) -> Record:
    """A stored interview."""
    return Record(
        id=interview_id,
        title=of.setup.title,
        mode=of.setup.mode,
        phase=of.phase,
        version=1,
        created_at=at,
        updated_at=at,
        state=of,
    )
