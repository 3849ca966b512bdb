"""A candidate's progress: what was covered, how strong each point is, ability by section, and how sure they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewer.conversation.selection.ability import Ability, estimate
from interviewer.conversation.selection.outcomes import earlier_outcomes, judged_grade
from interviewer.conversation.state.stored import Record
from interviewer.grading.grade import Grade, VerdictKind
from knowledge.schema import Bank


@dataclass(frozen=True)
class PastAnswer:
    """One graded answer to a question part, as it went.

    Attributes:
        confidence: How sure the candidate was before the grade, 0..1, None if they did not say.
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


def graded_answers(records: Sequence[Record], bank: Bank) -> list[PastAnswer]:
    """Every graded answer, in the order of the interviews."""
    out = []
    for record in records:
        for attempt in record.state.attempts:
            grade = judged_grade(attempt)
            if grade is not None and attempt.question_id in bank:
                at = record.created_at  # the time that its report names
                out.append(
                    PastAnswer(
                        record.id,
                        title=record.title,
                        question_id=attempt.question_id,
                        at=at,
                        score=grade.score,
                        answer=attempt.answer,
                        grade=grade,
                        confidence=attempt.confidence,
                    )
                )
    return out


def abilities(records: Sequence[Record], bank: Bank) -> dict[str, Ability]:
    """The estimate for each section, from its latest answers."""
    rows, _ = earlier_outcomes(records, bank)
    return {section: estimate([o for o in rows if bank[o.question_id].section == section]) for section in bank.sections}


def coverage(answers: Sequence[PastAnswer], bank: Bank, by: str = "section") -> list[Coverage]:
    """What was asked of each section, or of each topic."""
    latest = {given.question_id: given.score for given in answers}
    groups: dict[str, list[str]] = {}
    for question in bank.approved:
        for name in (question.section,) if by == "section" else question.topics:
            groups.setdefault(name, []).append(question.id)
    out = []
    for name, ids in groups.items():
        scores = [latest[i] for i in ids if i in latest]
        out.append(Coverage(name, len(scores), len(ids), sum(scores) / len(scores) if scores else None))
    return out


def histories(answers: Sequence[PastAnswer]) -> dict[tuple[str, str], list[tuple[datetime, VerdictKind]]]:
    """The verdicts on each criterion over time, as they are shown; what was not judged is left out."""
    out: dict[tuple[str, str], list[tuple[datetime, VerdictKind]]] = {}
    for given in answers:
        for item in given.grade.criteria:
            if item.verdict != "ungraded":
                out.setdefault((given.question_id, item.id), []).append((given.at, item.kind))
    return out


def own_calibration(answers: Sequence[PastAnswer]) -> list[tuple[float, float, int]]:
    """What was earned at each confidence that was stated: confidence, mean score, answers."""
    by: dict[float, list[float]] = {}
    for given in answers:
        if given.confidence is not None:
            by.setdefault(given.confidence, []).append(given.score)
    return [(stated, sum(scores) / len(scores), len(scores)) for stated, scores in sorted(by.items())]


def earlier_attempt(answers: Sequence[PastAnswer], question_id: str, interview_id: str) -> PastAnswer | None:
    """The last graded answer to a question in another interview."""
    found = [a for a in answers if a.question_id == question_id and a.interview_id != interview_id]
    return found[-1] if found else None
