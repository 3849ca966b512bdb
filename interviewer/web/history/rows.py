"""The rows of the history, and the trend of the scores: decided here, without Gradio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewer.conversation.stored import Record
from interviewer.report.kind import Kind, kind_of
from interviewer.report.moments import moment
from interviewer.report.score import interview_score
from knowledge.schema import Bank, section_title


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One interview or drill.

    Attributes:
        at: When it began, which is the time that its report names.
        kind: What it is called.
        score: The one of its report, 0..1, None if none was graded.
        told: Everything that a search looks through, in lower case.
    """

    id: str
    title: str
    at: datetime
    finished: bool
    kind: Kind
    questions: int
    score: float | None
    told: str


def history_rows(records: Sequence[Record], bank: Bank) -> tuple[HistoryRow, ...]:
    """Every interview, the newest first."""
    rows = [_row(record, bank) for record in records]
    return tuple(sorted(rows, key=lambda row: row.at, reverse=True))


def searched(rows: Sequence[HistoryRow], text: str) -> tuple[HistoryRow, ...]:
    """The rows that hold every word of a text: in the title, the date, a section, or the title of a question."""
    words = text.lower().split()
    return tuple(row for row in rows if all(word in row.told for word in words))


def trend(rows: Sequence[HistoryRow]) -> tuple[tuple[datetime, float], ...]:
    """When each finished interview was and what it scored, oldest first."""
    return tuple((row.at, row.score) for row in reversed(rows) if row.finished and row.score is not None)


def _row(record: Record, bank: Bank) -> HistoryRow:
    attempts = record.state.attempts
    asked = [bank[attempt.question_id] for attempt in attempts if attempt.question_id in bank]
    kind = kind_of(record.state.setup)
    told = [record.title, moment(record.created_at), kind]
    told += [text for question in asked for text in (question.short_title, section_title(question.section))]
    return HistoryRow(
        id=record.id,
        title=record.title,
        at=record.created_at,
        finished=record.phase == "finished",
        kind=kind,
        questions=len(attempts),
        score=interview_score(record),
        told=" ".join(told).lower(),
    )
