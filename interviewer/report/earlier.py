"""How an interview compares with the ones before it."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.conversation.selection.outcomes import judged_grade
from interviewer.conversation.state.state import Setup
from interviewer.conversation.state.stored import Record
from interviewer.report.kind import SessionKind, kind_of
from interviewer.report.moments import day
from interviewer.report.records import Before
from interviewer.report.score import interview_score
from knowledge.text.plurals import counted


def last_interview(record: Record, others: Sequence[Record]) -> Before | None:
    """The last finished interview of the same kind and sections before this one; for a drill, of the same questions.

    Scores are not comparable across kinds, since a coach helps, or across sections.
    """
    for other in reversed(_before(record, others)):
        score = interview_score(other)
        if _like(other.state.setup) == _like(record.state.setup) and score is not None and other.phase == "finished":
            return Before(score, day(other.created_at), other.title)
    return None


def before_each(record: Record, others: Sequence[Record]) -> dict[str, Before]:
    """By question id, how it went the last time it was asked before this interview."""
    found: dict[str, Before] = {}
    for other in _before(record, others):
        for attempt in other.state.attempts:
            grade = judged_grade(attempt)
            if grade is not None:
                found[attempt.question_id] = Before(grade.score, day(other.created_at), other.title)
    return found


def compared(now: float | None, before: Before | None) -> str:
    """A sentence that compares two scores, "" if there is only one."""
    if now is None or before is None:
        return ""
    points = round(100 * now) - round(100 * before.score)
    size = counted(abs(points), "point")
    change = "the same" if not points else f"{size} better" if points > 0 else f"{size} lower"
    return f"Last time ({before.date}) it was {before.score:.0%}, so this is {change}."


def _like(setup: Setup) -> tuple[SessionKind, frozenset[str], frozenset[str]]:
    return kind_of(setup), frozenset(setup.sections), frozenset(setup.pool if setup.drill else ())


def _before(record: Record, others: Sequence[Record]) -> list[Record]:
    """The interviews that began before this one, oldest first."""
    found = [other for other in others if other.id != record.id and other.created_at < record.created_at]
    return sorted(found, key=lambda other: other.created_at)
