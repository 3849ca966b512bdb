"""What the report view shows: decided here, without Gradio."""

from __future__ import annotations

import html
from dataclasses import dataclass

from interviewer.conversation.state import InterviewState, QuestionAttempt
from interviewer.grading.grade import verdict_words
from interviewer.grading.quotation import you_said
from interviewer.report.build import QuestionReport, Report
from interviewer.web.links import Link
from interviewer.web.markdown import safe_markdown
from interviewer.web.verdicts import Choice, contestable, deniable, verdicts_html
from interviewer.web.words import short_quote
from knowledge.pictures import embedded
from knowledge.schema import Bank, section_title


@dataclass(frozen=True, kw_only=True)
class ShownQuestion:
    """One question of the report. ``verdicts`` and ``again`` are HTML, the other texts Markdown."""

    question_id: str
    title: str
    question: str
    verdicts: str
    feedback: str
    again: str
    missed: str
    contestable: tuple[Choice, ...]
    deniable: tuple[Choice, ...]


def shown_questions(report: Report, state: InterviewState, bank: Bank) -> tuple[ShownQuestion, ...]:
    """The questions of a report as they are shown, in the order they were asked."""
    return tuple(_question(number, item, state, bank) for number, item in enumerate(report.questions, start=1))


def grade_at(report: Report, state: InterviewState, bank: Bank, turns: int) -> str:
    """The final grade of the question that is spoken of in the last of so many turns, as HTML; "" where there is none."""
    question_id = next((t.question_id for t in reversed(report.transcript[:turns]) if t.question_id), "")
    attempt = _attempt(state, question_id)
    if attempt is None or question_id not in bank:
        return ""
    return f'<p class="quiet">Final grade of this question</p>{verdicts_html(attempt, bank[question_id])}'


def head_html(report: Report) -> str:
    """The top of the report: the score, the sections, what was said wrongly, what went well or not, what to study."""
    graded = sum(q.score is not None for q in report.questions)
    score = f"{report.score:.0%}" if report.score is not None else "–"
    bars = "".join(_bar(name, value) for name, value in report.sections.items())
    wrong = "".join(
        f"<li><b>{html.escape(title)}</b> {html.escape(f'{you_said(quote)} {right}')}</li>"
        for title, quote, right in report.wrong
    )
    strong = "".join(
        f"<li><b>{html.escape(title)}</b> {html.escape(claim)}{f'<q>{html.escape(short_quote(quote))}</q>' if quote else ''}</li>"
        for title, claim, quote in report.strongest
    )
    weak = "".join(f"<li><b>{html.escape(title)}</b> {html.escape(claim)}</li>" for title, claim in report.weakest)
    study = "".join(f"<li>{html.escape(item)}</li>" for item in report.study)
    return (
        f'<section class="report"><header><div class="big">{score}</div><div><h1>{html.escape(report.title)}</h1>'
        f"<p>{report.date} · {report.mode} mode · {report.minutes_used:g} of {report.minutes_planned:g} minutes</p>"
        f"<p>{graded} of {len(report.questions)} questions graded · {html.escape(report.ending)}</p></div></header>"
        + (f'<ul class="bars">{bars}</ul>' if bars else "<p>No answer was graded, so there is no score.</p>")
        + (f"<h2>Said wrongly</h2><ul>{wrong}</ul>" if wrong else "")
        + '<div class="two">'
        + (f"<div><h2>Strongest</h2><ul>{strong}</ul></div>" if strong else "")
        + (f"<div><h2>Weakest</h2><ul>{weak}</ul></div>" if weak else "")
        + "</div>"
        + (f"<h2>What to study</h2><ol>{study}</ol>" if study else "")
        + "</section>"
    )


def question_title(number: int, item: QuestionReport) -> str:
    """One line for a question of the report."""
    if item.score is not None:
        outcome = f"{item.score:.0%}"
    else:
        outcome = "skipped" if item.skipped else "not graded"
    return f"{number}. {item.title} · {outcome}"


def missed_markdown(item: QuestionReport) -> str:
    """What was said wrongly, then what was missed, with the passages of the reference that cover it, and the whole reference.

    A bonus that was left out is not missing.
    """
    missed = [point for point in item.missed if point.weight]
    out = []
    for wrong in item.wrong:
        out += [
            f"**Said wrongly:** {safe_markdown(you_said(wrong.quote))} {wrong.right}",
            "",
            *(f"> {line}" for line in wrong.passage.splitlines()),
            "",
        ]
    for point in missed:
        out += [
            f"**{verdict_words(point.verdict).capitalize()}:** {point.claim}.",
            "",
            *(f"> {line}" for line in point.passage.splitlines()),
            "",
        ]
    if not missed and not item.wrong and item.score is not None:
        out.append("You covered every point.\n")
    out += ["---", "#### Reference answer", "", item.reference, ""]
    if item.deeper:
        out += ["#### Going deeper", "", item.deeper, ""]
    if item.sources:
        out.append("*Sources: " + "; ".join(item.sources) + "*")
    return "\n".join(out)


def _question(number: int, item: QuestionReport, state: InterviewState, bank: Bank) -> ShownQuestion:
    attempt = _attempt(state, item.question_id)
    return ShownQuestion(
        question_id=item.question_id,
        title=question_title(number, item),
        question=embedded(item.question, bank.root),
        verdicts=verdicts_html(attempt, bank[item.question_id]) if attempt else "",
        feedback=safe_markdown(item.grade.feedback) if item.grade else "",
        again=f'<a class="again" href="{Link("question", item.question_id).address}">Try this question again</a>',
        missed=embedded(missed_markdown(item), bank.root),
        contestable=contestable(attempt),
        deniable=deniable(attempt),
    )


def _attempt(state: InterviewState, question_id: str) -> QuestionAttempt | None:
    return next((attempt for attempt in state.attempts if attempt.question_id == question_id), None)


def _bar(section: str, score: float) -> str:
    return (
        f'<li><span>{html.escape(section_title(section))}</span><div class="bar"><i style="width:{score:.0%}"></i></div>'
        f"<b>{score:.0%}</b></li>"
    )
