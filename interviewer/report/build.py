"""Builds the report of an interview as one record; the page, Markdown, JSON and PDF all show just that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from interviewer.conversation.debrief.as_said import as_said
from interviewer.conversation.selection.outcomes import counted_score, counts_as_skipped, judged_grade
from interviewer.conversation.selection.readiness import DEFAULT_LEVEL
from interviewer.conversation.state.state import QuestionAttempt, Turn
from interviewer.conversation.state.stored import Record
from interviewer.conversation.wording.spending import spent_on
from interviewer.grading.feedback.correction import correct_point
from interviewer.grading.feedback.feedback import write_feedback
from interviewer.grading.feedback.praise import retold
from interviewer.grading.grade import Grade, loss
from interviewer.grading.remark import Remark
from interviewer.grading.rubric.reference import best_sentence, nearest_passage
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from interviewer.report.earlier import before_each, last_interview
from interviewer.report.entered import pictures_of
from interviewer.report.excerpt import excerpt
from interviewer.report.kind import kind_of
from interviewer.report.moments import moment
from interviewer.report.name import interview_name
from interviewer.report.passing import passing
from interviewer.report.priorities import first_points, study_plan
from interviewer.report.quotes import shown_quote
from interviewer.report.records import MissedPoint, QuestionReport, Report, WrongPoint
from interviewer.report.remarks import remarks
from interviewer.report.score import interview_score
from interviewer.report.unanswered import unanswered
from knowledge.schema import Bank, Question

__all__ = ["MissedPoint", "QuestionReport", "Report", "WrongPoint", "build_report"]

_SHOWN = 3
"""How many points are listed as strongest, and as weakest."""


def build_report(
    record: Record,
    turns: Sequence[Turn],
    bank: Bank,
    passage: Callable[[Question, str], str] = nearest_passage,
    others: Sequence[Record] = (),
    metered: bool = False,
    level: str = DEFAULT_LEVEL,
) -> Report:
    """Everything the report says, from the stored interview; nothing is recomputed later.

    Args:
        passage: Finds the reference passage nearest to a text.
        others: Other interviews to compare this one with; later ones are ignored.
        metered: Whether an endpoint is set, so that the use of the language model is reported.
        level: What the candidate is preparing for, one of ``LEVELS``.
    """
    attempts = [as_said(attempt, turns) for attempt in record.state.attempts if attempt.question_id in bank]
    questions = _questions(record, attempts, bank, passage, others)
    graded = [q for q in questions if q.score is not None]
    first = first_points(questions, bank)
    criteria = [(q, c) for q in graded for c in (q.grade.criteria if q.grade else ()) if c.verdict != "ungraded"]
    return Report(
        interview_id=record.id,
        title=interview_name(record, bank),
        mode=record.mode,
        kind=kind_of(record.state.setup),
        date=moment(record.created_at),
        minutes_planned=record.state.setup.minutes,
        minutes_used=round(record.state.elapsed / 60, 1),
        ended=record.state.ended,
        score=interview_score(record),
        sections=_section_scores(attempts, bank) if graded else {},
        wrong=tuple((q.title, point.quote, point.right) for q in questions for point in q.wrong),
        strongest=tuple(
            (q.title, c.claim, shown_quote(c, q.answer))
            for q, c in sorted(criteria, key=lambda i: -i[1].weight * i[1].probability)
            if c.verdict == "met" and c.evidence
        )[:_SHOWN],
        weakest=tuple(
            (q.title, c.claim)
            for q, c in sorted(criteria, key=lambda i: -loss(i[1]))
            if loss(c) > 0 and not c.called_wrong
        )[:_SHOWN],
        study=study_plan(questions, first),
        questions=questions,
        transcript=tuple(turns),
        pictures=pictures_of(turns, bank),
        first=first,
        last_time=last_interview(record, others),
        passing=None if record.state.setup.drill else passing(attempts, bank, level),
        metered=metered,
    )


def _questions(
    record: Record,
    attempts: Sequence[QuestionAttempt],
    bank: Bank,
    passage: Callable[[Question, str], str],
    others: Sequence[Record],
) -> tuple[QuestionReport, ...]:
    """The questions in the order they were asked; the wording of praise varies between them."""

    def whole(question: Question, about: str) -> str:
        return excerpt(question, passage(question, about))

    before = before_each(record, others)
    questions = [
        replace(
            _question_report(attempt, bank[attempt.question_id], whole),
            before=before.get(attempt.question_id),
            unanswered=unanswered(attempt, record.state.ended),
        )
        for attempt in attempts
    ]
    told = retold([_remarks(item, bank[item.question_id], passage) for item in questions])
    return tuple(replace(question, remarks=text) for question, text in zip(questions, told, strict=True))


def _section_scores(attempts: Sequence[QuestionAttempt], bank: Bank) -> dict[str, float]:
    """The mean of each section; a section whose questions were all skipped has 0."""
    by: dict[str, list[float]] = {}
    for attempt in attempts:
        score = counted_score(attempt)
        if score is not None:
            by.setdefault(bank[attempt.question_id].section, []).append(score)
    return {name: sum(values) / len(values) for name, values in by.items()}


def _question_report(
    attempt: QuestionAttempt, question: Question, passage: Callable[[Question, str], str]
) -> QuestionReport:
    judged = judged_grade(attempt)
    grade = judged if attempt.seen and judged is not None else attempt.grade  # show the grade that counts
    missed = tuple(
        MissedPoint(claim=c.claim, verdict=c.verdict, weight=c.weight, passage=_sentence(question, c.claim, passage))
        for c in sorted(grade.criteria if grade else (), key=lambda c: -loss(c))
        if c.verdict in {"not_met", "partly_met"}
        and not c.called_wrong
        and not c.bonus  # a bonus never counts as missed
    )
    return QuestionReport(
        question_id=attempt.question_id,
        section=question.section,
        title=question.short_title,
        question=question.question,
        answer=attempt.answer,
        score=judged.score if judged else None,
        grade=grade,
        wrong=_wrong_points(question, grade, passage, attempt.answer),
        missed=missed,
        changes=attempt.changes,
        hints=len(attempt.hints),
        usage=spent_on(attempt),
        seconds=attempt.seconds,
        skipped=counts_as_skipped(attempt),
        reference=question.reference,
        deeper=question.deeper,
        sources=question.sources,
        confidence=attempt.confidence,
    )


def _remarks(item: QuestionReport, question: Question, passage: Callable[[Question, str], str]) -> tuple[Remark, ...]:
    """The remaining feedback. That of an older grade is a single text and is written again, to separate its parts."""
    grade = item.grade
    if grade is not None and grade.feedback and not grade.remarks:
        cut = len(item.answer) > MAX_GRADED_CHARACTERS
        written = write_feedback(question, grade.criteria, grade.misconceptions, passage, cut, item.answer)
        grade = grade.with_remarks(written)
    return remarks(grade) if grade else ()


def _sentence(question: Question, claim: str, passage: Callable[[Question, str], str]) -> str:
    """The sentence of the reference answer that makes a point, or the passage if no sentence makes sense by itself."""
    found = passage(question, claim)
    return best_sentence(question, found, claim) or found


def _wrong_points(
    question: Question, grade: Grade | None, passage: Callable[[Question, str], str], answer: str
) -> tuple[WrongPoint, ...]:
    """The contradicted points, the heaviest first; including bonuses, since a false statement earns none."""
    if grade is None:
        return ()
    points = []
    for item in sorted((c for c in grade.criteria if c.called_wrong), key=lambda c: -c.weight):
        told = correct_point(question, item, grade.misconceptions, passage, answer)
        points.append(WrongPoint(item.claim, item.weight, told.quote, told.fact, told.passage))
    return tuple(points)
