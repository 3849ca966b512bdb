"""The report of an interview as one record; the page, Markdown, JSON and PDF show nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC

from interviewer.conversation.state import Change, QuestionAttempt, Turn
from interviewer.conversation.stored import Record
from interviewer.grading.correction import correct_point
from interviewer.grading.grade import Grade, loss
from interviewer.grading.quotation import first_quote
from interviewer.grading.reference import nearest_passage, phrase
from interviewer.json_data import JsonObject
from interviewer.report.entered import Picture, pictures_of
from knowledge.schema import Bank, Question

MAX_STUDY_ITEMS = 5
STUDY_BELOW = 0.8
"""Score below which a question is worth studying again. A judgement."""
_SHOWN = 3
"""Points listed as strongest and as weakest."""


@dataclass(frozen=True)
class MissedPoint:
    """A criterion that was not fully met, with the passage of the reference answer that covers it."""

    claim: str
    verdict: str
    weight: float
    passage: str


@dataclass(frozen=True)
class WrongPoint:
    """A criterion of which the answer says the contrary.

    Attributes:
        quote: The candidate's words that say so, verbatim.
        right: What is right, as whole sentences.
        passage: The passage of the reference answer that covers it.
    """

    claim: str
    weight: float
    quote: str
    right: str
    passage: str


@dataclass(frozen=True)
class QuestionReport:
    """One question part of the report. ``score`` is None where nothing was graded.

    Attributes:
        wrong: What was said wrongly, the heaviest first. None of it is in ``missed``.
    """

    question_id: str
    section: str
    title: str
    question: str
    answer: str
    score: float | None
    grade: Grade | None
    wrong: tuple[WrongPoint, ...]
    missed: tuple[MissedPoint, ...]
    changes: tuple[Change, ...]
    hints: int
    seconds: float
    skipped: bool
    reference: str
    deeper: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """A whole interview, ready to show. ``score`` is the mean over graded questions, 0..1, or None.

    Attributes:
        wrong: Title of the question, the candidate's words and what is right, of all that was said wrongly.
        weakest: What cost most of that which is missing.
        pictures: What was drawn or filled in, by the text of the block in the transcript that it stands for.
    """

    interview_id: str
    title: str
    mode: str
    date: str
    minutes_planned: float
    minutes_used: float
    ended: str
    score: float | None
    sections: dict[str, float]
    wrong: tuple[tuple[str, str, str], ...]
    strongest: tuple[tuple[str, str, str], ...]
    weakest: tuple[tuple[str, str], ...]
    study: tuple[str, ...]
    questions: tuple[QuestionReport, ...]
    transcript: tuple[Turn, ...]
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @property
    def ending(self) -> str:
        """Why the interview ended, or that it has not."""
        return self.ended or "still open"

    def to_dict(self) -> JsonObject:
        """The report as JSON data; grades are as ``viva grade --json`` prints them."""
        data = asdict(self)
        del data["pictures"]  # the transcript has the same as data
        for item, question in zip(data["questions"], self.questions, strict=True):
            item["grade"] = question.grade.to_dict() if question.grade else None
        return data


def build_report(
    record: Record,
    turns: Sequence[Turn],
    bank: Bank,
    passage: Callable[[Question, str], str] = nearest_passage,
) -> Report:
    """Everything the report says, from the stored interview; nothing is computed again later."""
    questions = tuple(
        _question_report(attempt, bank[attempt.question_id], passage)
        for attempt in record.state.attempts
        if attempt.question_id in bank
    )
    graded = [q for q in questions if q.score is not None]
    by_section: dict[str, list[float]] = {}
    for item in graded:
        by_section.setdefault(item.section, []).append(item.score or 0.0)
    criteria = [(q, c) for q in graded for c in (q.grade.criteria if q.grade else ()) if c.verdict != "ungraded"]
    return Report(
        interview_id=record.id,
        title=record.title,
        mode=record.mode,
        date=record.created_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        minutes_planned=record.state.setup.minutes,
        minutes_used=round(record.state.elapsed / 60, 1),
        ended=record.state.ended,
        score=sum(q.score or 0.0 for q in graded) / len(graded) if graded else None,
        sections={name: sum(values) / len(values) for name, values in by_section.items()},
        wrong=tuple((q.title, point.quote, point.right) for q in questions for point in q.wrong),
        strongest=tuple(
            (q.title, c.claim, first_quote(c))
            for q, c in sorted(criteria, key=lambda i: -i[1].weight * i[1].probability)
            if c.verdict == "met" and c.evidence
        )[:_SHOWN],
        weakest=tuple(
            (q.title, c.claim)
            for q, c in sorted(criteria, key=lambda i: -loss(i[1]))
            if loss(c) > 0 and not c.contradicted
        )[:_SHOWN],
        study=_study_plan(questions),
        questions=questions,
        transcript=tuple(turns),
        pictures=pictures_of(turns, bank),
    )


def _question_report(
    attempt: QuestionAttempt, question: Question, passage: Callable[[Question, str], str]
) -> QuestionReport:
    grade = attempt.grade
    judged = grade is not None and grade.judged
    missed = tuple(
        MissedPoint(claim=c.claim, verdict=c.verdict, weight=c.weight, passage=passage(question, c.claim))
        for c in (grade.criteria if grade else ())
        if c.verdict in {"not_met", "partly_met"} and not c.contradicted and not c.bonus  # a bonus is never missed
    )
    return QuestionReport(
        question_id=attempt.question_id,
        section=question.section,
        title=question.short_title,
        question=question.question,
        answer=attempt.answer,
        score=grade.score if grade is not None and judged else None,
        grade=grade,
        wrong=_wrong_points(question, grade, passage),
        missed=missed,
        changes=attempt.changes,
        hints=len(attempt.hints),
        seconds=attempt.seconds,
        skipped=attempt.skipped,
        reference=question.reference,
        deeper=question.deeper,
        sources=question.sources,
    )


def _wrong_points(
    question: Question, grade: Grade | None, passage: Callable[[Question, str], str]
) -> tuple[WrongPoint, ...]:
    """What was said wrongly, the heaviest first; a bonus too, since a false statement is no bonus."""
    if grade is None:
        return ()
    points = []
    for item in sorted((c for c in grade.criteria if c.contradicted), key=lambda c: -c.weight):
        told = correct_point(question, item, grade.misconceptions, passage)
        points.append(
            WrongPoint(claim=item.claim, weight=item.weight, quote=told.quote, right=told.fact, passage=told.passage)
        )
    return tuple(points)


def _study_plan(questions: Sequence[QuestionReport]) -> tuple[str, ...]:
    weak = sorted((q for q in questions if (q.score or 0.0) < STUDY_BELOW), key=lambda q: q.score or 0.0)
    items = []
    for question in weak[:MAX_STUDY_ITEMS]:
        source = f" Read {question.sources[0]}." if question.sources else ""
        lacking = [point.claim for point in question.wrong] + [point.claim for point in question.missed]
        focus = f" Above all, a strong answer {phrase(lacking[0])}." if lacking else ""
        items.append(f"{question.title}.{focus}{source}")
    return tuple(items)
