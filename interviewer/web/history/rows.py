"""The rows of the history, and the trend of the scores: decided here, without Gradio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewer.conversation.state.stored import Record
from interviewer.report.kind import KINDS, SessionKind, kind_of
from interviewer.report.moments import moment
from interviewer.report.name import interview_name
from interviewer.report.score import interview_score
from knowledge.schema import Bank, section_title


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One interview or drill.

    Attributes:
        at: When it began, which is also the time in its report.
        kind: What kind it is, in words.
        score: The score in its report, 0..1, None if nothing was graded.
        told: The text that a search looks through, in lower case.
    """

    id: str
    title: str
    at: datetime
    finished: bool
    kind: SessionKind
    questions: int
    score: float | None
    told: str


def history_rows(records: Sequence[Record], bank: Bank) -> tuple[HistoryRow, ...]:
    """Every interview, the newest first."""
    rows = [_row(record, bank) for record in records]
    return tuple(sorted(rows, key=lambda row: row.at, reverse=True))


def searched(rows: Sequence[HistoryRow], text: str) -> tuple[HistoryRow, ...]:
    """The rows with every word of a text in their title, date, sections or question titles."""
    words = text.lower().split()
    return tuple(row for row in rows if all(word in row.told for word in words))


def trends(rows: Sequence[HistoryRow]) -> Mapping[SessionKind, tuple[tuple[datetime, float], ...]]:
    """The date and score of each finished interview by kind, oldest first: scores under a coach, who helps, say nothing of others."""
    found: dict[SessionKind, tuple[tuple[datetime, float], ...]] = {}
    for kind in KINDS:
        alike = [row for row in reversed(rows) if row.kind == kind and row.finished]
        found[kind] = tuple((row.at, row.score) for row in alike if row.score is not None)
    return found


def _row(record: Record, bank: Bank) -> HistoryRow:
    attempts = record.state.attempts
    asked = [bank[attempt.question_id] for attempt in attempts if attempt.question_id in bank]
    kind = kind_of(record.state.setup)
    told = [record.title, moment(record.created_at), kind]
    told += [text for question in asked for text in (question.short_title, section_title(question.section))]
    return HistoryRow(
        id=record.id,
        title=interview_name(record, bank),
        at=record.created_at,
        finished=record.phase == "finished",
        kind=kind,
        questions=len(attempts),
        score=interview_score(record),
        told=" ".join(told).lower(),
    )
