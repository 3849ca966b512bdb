"""Where a candidate stands: what was covered, how strong each point is, how able in each section, and how sure they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from interviewer.conversation.ability import Ability, Outcome, estimate, learnt_difficulties
from interviewer.conversation.state import Run
from interviewer.grading.grade import CREDIT, Grade
from knowledge.schema import Bank

if TYPE_CHECKING:
    from interviewer.storage.interviews import Record

LATEST_OUTCOMES = 40
"""Answers that an estimate rests on; a candidate is who they are now."""


@dataclass(frozen=True)
class Attempt:
    """One graded answer to a question part, as it went.

    Attributes:
        confidence: How sure the candidate was before the grade, 0..1, None where they did not say.
    """

    interview_id: str
    title: str
    question_id: str
    at: datetime
    score: float
    answer: str
    grade: Grade
    confidence: float | None


@dataclass(frozen=True)
class Coverage:
    """Of a section or topic: parts asked, parts there are, and the mean of the latest scores."""

    name: str
    asked: int
    parts: int
    score: float | None


def attempts_of(records: Sequence[Record], bank: Bank) -> list[Attempt]:
    """Every graded answer, in the order of the interviews."""
    out = []
    for record in records:
        for run in record.state.runs:
            grade = _judged(run)
            if grade is not None and run.question_id in bank:
                at = record.updated_at
                out.append(
                    Attempt(
                        record.id,
                        record.title,
                        run.question_id,
                        at,
                        grade.score,
                        run.answer,
                        grade,
                        run.confidence,
                    )
                )
    return out


def outcomes_of(runs: Iterable[Run], bank: Bank, difficulties: Mapping[str, float] | None = None) -> list[Outcome]:
    """What graded runs tell of the ability.

    Args:
        difficulties: What was learnt of questions; the author's word counts for the others.
    """
    known = difficulties or {}
    out = []
    for run in runs:
        grade = _judged(run)
        if grade is not None and run.question_id in bank:
            count = len(grade.criteria) - len(grade.ungraded)
            out.append(
                Outcome(
                    run.question_id, known.get(run.question_id, bank[run.question_id].difficulty), grade.score, count
                )
            )
    return out


def mean_score(runs: Iterable[Run]) -> float | None:
    """The mean score of the questions that were graded, 0..1; None where none was."""
    scores = [grade.score for run in runs if (grade := _judged(run)) is not None]
    return sum(scores) / len(scores) if scores else None


def earlier_outcomes(records: Sequence[Record], bank: Bank) -> tuple[tuple[Outcome, ...], dict[str, float]]:
    """The latest outcomes of earlier interviews, and the difficulties that all of them teach, which they carry.

    Each interview counts as a candidate of its own, since people improve.
    """
    told = [(record.id, o) for record in records for o in outcomes_of(record.state.runs, bank)]
    learnt = learnt_difficulties(told)
    latest = tuple(replace(o, difficulty=learnt[o.question_id]) for _, o in told[-LATEST_OUTCOMES:])
    return latest, learnt


def abilities(records: Sequence[Record], bank: Bank) -> dict[str, Ability]:
    """The estimate for each section, from its latest answers."""
    rows, _ = earlier_outcomes(records, bank)
    return {section: estimate([o for o in rows if bank[o.question_id].section == section]) for section in bank.sections}


def coverage(attempts: Sequence[Attempt], bank: Bank, by: str = "section") -> list[Coverage]:
    """What was asked of each section, or of each topic."""
    latest = {attempt.question_id: attempt.score for attempt in attempts}
    groups: dict[str, list[str]] = {}
    for question in bank.approved:
        for name in (question.section,) if by == "section" else question.topics:
            groups.setdefault(name, []).append(question.id)
    out = []
    for name, ids in groups.items():
        scores = [latest[i] for i in ids if i in latest]
        out.append(Coverage(name, len(scores), len(ids), sum(scores) / len(scores) if scores else None))
    return out


def strengths(attempts: Sequence[Attempt]) -> dict[tuple[str, str], list[tuple[datetime, float]]]:
    """The credit of each criterion over time, 0..1."""
    out: dict[tuple[str, str], list[tuple[datetime, float]]] = {}
    for attempt in attempts:
        for item in attempt.grade.criteria:
            if item.verdict != "ungraded":
                out.setdefault((attempt.question_id, item.id), []).append((attempt.at, CREDIT[item.verdict]))
    return out


def own_calibration(attempts: Sequence[Attempt]) -> list[tuple[float, float, int]]:
    """What was earned at each confidence that was stated: confidence, mean score, answers."""
    by: dict[float, list[float]] = {}
    for attempt in attempts:
        if attempt.confidence is not None:
            by.setdefault(attempt.confidence, []).append(attempt.score)
    return [(stated, sum(scores) / len(scores), len(scores)) for stated, scores in sorted(by.items())]


def earlier_attempt(attempts: Sequence[Attempt], question_id: str, interview_id: str) -> Attempt | None:
    """The last graded answer to a question in another interview."""
    found = [a for a in attempts if a.question_id == question_id and a.interview_id != interview_id]
    return found[-1] if found else None


def _judged(run: Run) -> Grade | None:
    if run.grade is None:
        return None
    grade = Grade.from_dict(run.grade)
    return grade if grade.judged else None
