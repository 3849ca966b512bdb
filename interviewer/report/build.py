"""The report of an interview: one record, shown as Markdown, JSON and on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from interviewer.conversation.state import Change, QuestionAttempt, Turn
from interviewer.conversation.stored import Record
from interviewer.grading.feedback import nearest_passage
from interviewer.grading.grade import CREDIT, CriterionGrade, Grade
from knowledge.pictures import described
from knowledge.schema import Bank, Question, section_title

MAX_STUDY_ITEMS = 5


@dataclass(frozen=True)
class MissedPoint:
    """A criterion that was not fully met, with the passage of the reference answer that covers it."""

    claim: str
    verdict: str
    weight: float
    passage: str


@dataclass(frozen=True)
class QuestionReport:
    """One question part of the report. ``score`` is None where nothing was graded."""

    question_id: str
    section: str
    title: str
    question: str
    answer: str
    score: float | None
    grade: Grade | None
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
    """A whole interview, ready to show. ``score`` is the mean over graded questions, 0..1, or None."""

    interview_id: str
    title: str
    mode: str
    date: str
    minutes_planned: float
    minutes_used: float
    ended: str
    score: float | None
    sections: dict[str, float]
    strongest: tuple[tuple[str, str, str], ...]
    weakest: tuple[tuple[str, str], ...]
    study: tuple[str, ...]
    questions: tuple[QuestionReport, ...]
    transcript: tuple[Turn, ...]

    @property
    def ending(self) -> str:
        """Why the interview ended, or that it has not."""
        return self.ended or "still open"

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON data; grades are as ``viva grade --json`` prints them."""
        data = asdict(self)
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
        strongest=tuple(
            (q.title, c.claim, c.evidence[0].quote)
            for q, c in sorted(criteria, key=lambda i: -i[1].weight * i[1].probability)
            if c.verdict == "met" and c.evidence
        )[:3],
        weakest=tuple((q.title, c.claim) for q, c in sorted(criteria, key=_lost) if c.verdict != "met")[:3],
        study=_study_plan(questions),
        questions=questions,
        transcript=tuple(turns),
    )


def _lost(item: tuple[QuestionReport, CriterionGrade]) -> float:
    return -item[1].weight * (1 - CREDIT[item[1].verdict])


def _question_report(
    attempt: QuestionAttempt, question: Question, passage: Callable[[Question, str], str]
) -> QuestionReport:
    grade = attempt.grade
    judged = grade is not None and grade.judged
    missed = tuple(
        MissedPoint(c.claim, c.verdict, c.weight, passage(question, c.claim))
        for c in (grade.criteria if grade else ())
        if c.verdict in {"not_met", "partly_met"}
    )
    return QuestionReport(
        attempt.question_id,
        question.section,
        question.short_title,
        question.question,
        attempt.answer,
        grade.score if grade is not None and judged else None,
        attempt.grade,
        missed,
        attempt.changes,
        len(attempt.hints),
        attempt.seconds,
        attempt.skipped,
        question.reference,
        question.deeper,
        question.sources,
    )


def _study_plan(questions: Sequence[QuestionReport]) -> tuple[str, ...]:
    weak = sorted((q for q in questions if (q.score or 0.0) < 0.8), key=lambda q: q.score or 0.0)
    items = []
    for question in weak[:MAX_STUDY_ITEMS]:
        source = f" Read {question.sources[0]}." if question.sources else ""
        focus = (
            f" Above all, a strong answer {question.missed[0].claim[:1].lower()}{question.missed[0].claim[1:]}."
            if question.missed
            else ""
        )
        items.append(f"{question.title}.{focus}{source}")
    return tuple(items)


def to_markdown(report: Report) -> str:
    """The report as one Markdown document."""
    out = [f"# Interview report: {report.title}", ""]
    out += [
        f"{report.date} · {report.mode} mode · {report.minutes_used:g} of {report.minutes_planned:g} minutes · "
        f"{report.ending}",
        "",
    ]
    asked, graded = len(report.questions), sum(q.score is not None for q in report.questions)
    if report.score is None:
        out += ["**No answer was graded.**", ""]
    else:
        out += [
            f"**Overall {report.score:.0%}** over {graded} graded of {asked} asked question{'s' if asked != 1 else ''}.",
            "",
        ]
        out += ["| section | score |", "|---|---|"]
        out += [f"| {section_title(name)} | {value:.0%} |" for name, value in report.sections.items()] + [""]
    if report.strongest:
        out += ["## Strongest", ""]
        out += [f"- **{title}**: {claim}\n  > {_one_line(quote)}" for title, claim, quote in report.strongest] + [""]
    if report.weakest:
        out += ["## Weakest", ""] + [f"- **{title}**: {claim}" for title, claim in report.weakest] + [""]
    if report.study:
        out += ["## What to study", ""] + [f"{n}. {item}" for n, item in enumerate(report.study, start=1)] + [""]
    out += ["## Question by question", ""]
    for number, question in enumerate(report.questions, start=1):
        out += _question_markdown(number, question)
    out += ["## Transcript", ""]
    for turn in report.transcript:
        if turn.kind == "reveal":
            continue
        who = "You" if turn.role == "candidate" else "Interviewer"
        out += [f"**{who}:**", "", *(f"> {line}" if line else ">" for line in turn.text.splitlines()), ""]
    return "\n".join(out).rstrip() + "\n"


MARKS = {"met": "✓ met", "partly_met": "◐ partly met", "not_met": "✗ not met", "ungraded": "? ungraded"}


def _question_markdown(number: int, question: QuestionReport) -> list[str]:
    score = "skipped" if question.skipped else "not graded" if question.score is None else f"{question.score:.0%}"
    out = [f"### {number}. {question.title} ({score})", "", described(question.question), ""]
    if question.hints:
        out += [f"Hints used: {question.hints}.", ""]
    if question.grade:
        grade = question.grade
        out += [grade.feedback, ""]
        for item in grade.criteria:
            out.append(f"- {MARKS[item.verdict]}: {item.claim}")
            out += [f"  > {_one_line(e.quote)}" for e in item.evidence[:1]]
            if item.verdict == "ungraded":
                out.append(f"  ({item.reason})")
            if item.uncertain:
                out.append(f"  (uncertain, {item.probability:.0%} likely met: check it yourself)")
        out.append("")
        out += [f"**To correct:** {m.correction}\n" for m in grade.misconceptions]
    for change in question.changes:
        out.append(
            f"After a follow-up, *{change.criterion_id}* went from {change.before.replace('_', ' ')} "
            f"to {change.after.replace('_', ' ')} ({change.score_before:.0%} to {change.score_after:.0%})."
        )
    if question.changes:
        out.append("")
    for point in question.missed:
        out += [
            f"**Missed:** {point.claim}.",
            "",
            *(f"> {line}" if line else ">" for line in point.passage.splitlines()),
            "",
        ]
    out += ["<details><summary>Reference answer</summary>", "", described(question.reference), "", "</details>", ""]
    if question.sources:
        out += ["Sources: " + "; ".join(question.sources), ""]
    return out


def _one_line(text: str) -> str:
    return " ".join(text.split())


def file_name(report: Report, suffix: str) -> str:
    """A name for the downloaded report."""
    safe = re.sub(r"[^a-z0-9]+", "-", report.title.lower()).strip("-")[:40] or "interview"
    return f"viva-{safe}-{datetime.now(UTC):%Y%m%d-%H%M}.{suffix}"
