"""The rows of the list of questions, and which of them match: decided here, without Gradio."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from interviewer.conversation.selection.outcomes import judged_grade
from interviewer.conversation.state.stored import Record, Review
from interviewer.study.schedule import FROM_A_GRADE
from interviewer.web.progress.points import FAIR_TOPIC, GOOD_TOPIC
from knowledge.schema import Bank

Status = Literal["", "new", "asked", "due", "skipped"]
Strength = Literal["", "weak", "fair", "strong"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    """One question of the bank, and how the candidate has done on it.

    Attributes:
        score: The latest score, 0..1, None if it was never graded.
        at: When that score was earned.
        times: How often it was graded.
        skipped: Whether it was skipped when it was last asked.
        carded: Whether a card of it was ever answered, here or in Anki.
        due: Whether one of its points is due again.
    """

    id: str
    title: str
    section: str
    topics: tuple[str, ...]
    difficulty: int
    score: float | None
    at: datetime | None
    times: int
    skipped: bool
    carded: bool
    due: bool
    bookmarked: bool

    @property
    def strength(self) -> Strength:
        """How the latest answer went, in a word; "" if there is none."""
        if self.score is None:
            return ""
        if self.score >= GOOD_TOPIC:
            return "strong"
        return "fair" if self.score >= FAIR_TOPIC else "weak"


@dataclass(frozen=True, kw_only=True)
class QuestionFilter:
    """The filters of the list; an empty one does not narrow it.

    Attributes:
        found: Ids that a search found, nearest first; None if there was no search.
    """

    section: str = ""
    topic: str = ""
    status: Status = ""
    strength: Strength = ""
    bookmarked: bool = False
    found: tuple[str, ...] | None = None


def question_rows(
    bank: Bank,
    records: Sequence[Record],
    due: Collection[str],
    bookmarked: Collection[str],
    log: Sequence[Review] = (),
) -> tuple[QuestionRow, ...]:
    """Every approved question, section by section in the order of the bank.

    Args:
        records: Every interview, oldest first.
        due: Ids of the questions with a point that is due.
        log: Every rating.
    """
    latest: dict[str, tuple[float, datetime]] = {}
    times: dict[str, int] = {}
    skipped: dict[str, bool] = {}
    for record in records:
        for attempt in record.state.attempts:
            grade = judged_grade(attempt)
            if grade is not None:
                latest[attempt.question_id] = (grade.score, record.created_at)
                times[attempt.question_id] = times.get(attempt.question_id, 0) + 1
            if grade is not None or attempt.skipped:
                skipped[attempt.question_id] = grade is None
    carded = {review.question_id for review in log if review.source not in FROM_A_GRADE}
    order = {section: number for number, section in enumerate(bank.sections)}
    return tuple(
        QuestionRow(
            id=question.id,
            title=question.short_title,
            section=question.section,
            topics=question.topics,
            difficulty=question.difficulty,
            score=latest[question.id][0] if question.id in latest else None,
            at=latest[question.id][1] if question.id in latest else None,
            times=times.get(question.id, 0),
            skipped=skipped.get(question.id, False),
            carded=question.id in carded,
            due=question.id in due,
            bookmarked=question.id in bookmarked,
        )
        for question in sorted(bank.approved, key=lambda question: order[question.section])
    )


def wanted_rows(rows: Sequence[QuestionRow], wanted: QuestionFilter) -> tuple[QuestionRow, ...]:
    """The rows that pass the filters, in the order of the search if there is one, otherwise in that of the bank."""
    kept = [row for row in rows if _fits(row, wanted)]
    if wanted.found is not None:
        place = {question_id: number for number, question_id in enumerate(wanted.found)}
        kept = sorted((row for row in kept if row.id in place), key=lambda row: place[row.id])
    return tuple(kept)


def _fits(row: QuestionRow, wanted: QuestionFilter) -> bool:
    return (
        wanted.section in ("", row.section)
        and (not wanted.topic or wanted.topic in row.topics)
        and (not wanted.status or _has_status(row, wanted.status))
        and wanted.strength in ("", row.strength)
        and (row.bookmarked or not wanted.bookmarked)
    )


def _has_status(row: QuestionRow, status: Status) -> bool:
    match status:
        case "new":
            return row.score is None and not row.skipped and not row.carded
        case "asked":
            return row.score is not None or row.carded
        case "due":
            return row.due
        case "skipped":
            return row.skipped
        case _:
            return True
