"""What the report view shows: decided here, without Gradio."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.conversation.debrief.as_said import as_said
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Turn
from interviewer.grading.grade import verdict_words
from interviewer.grading.rubric.spoken import achieved, point
from interviewer.grading.text.quotation import quoted
from interviewer.report.earlier import compared
from interviewer.report.excerpt import once, without_excerpt
from interviewer.report.moments import duration
from interviewer.report.passing import would_pass
from interviewer.report.priorities import advice
from interviewer.report.records import QuestionReport, Report
from interviewer.report.sureness import sureness
from interviewer.report.told import answers_counted, line, spent, told
from interviewer.report.verdicts import beliefs_left, corrections_left
from interviewer.web.links import Link
from interviewer.web.markdown import safe_line, safe_markdown
from interviewer.web.objections import Contest, second_looks
from interviewer.web.verdicts import verdicts_html
from knowledge.schema import Bank, section_title
from knowledge.text.pictures import embedded


@dataclass(frozen=True, kw_only=True)
class ShownQuestion:
    """One question of the report. ``verdicts``, ``facts`` and ``again`` are HTML, the other texts Markdown.

    Attributes:
        asked: What was asked about it since the end, with the replies; "" if nothing was.
    """

    question_id: str
    title: str
    question: str
    verdicts: str
    feedback: str
    facts: str
    again: str
    missed: str
    asked: str = ""


def shown_questions(report: Report, state: InterviewState, bank: Bank) -> tuple[ShownQuestion, ...]:
    """The questions of a report as they are shown, in the order they were asked."""
    return tuple(
        _question(
            number,
            item,
            state,
            bank,
            Contest(f"q{number}", second_looks(report.transcript, item.question_id)),
            report,
        )
        for number, item in enumerate(report.questions, start=1)
    )


def grade_at(report: Report, state: InterviewState, bank: Bank, turns: int) -> str:
    """The final grade of the question that the last of the first ``turns`` turns is about, as HTML; "" if there is none."""
    question_id = next((t.question_id for t in reversed(report.transcript[:turns]) if t.question_id), "")
    attempt = _attempt(state, question_id, report)
    if attempt is None or question_id not in bank:
        return ""
    return f'<p class="quiet">Final grade for this question</p>{verdicts_html(attempt, bank[question_id])}'


def head_html(report: Report) -> str:
    """The top of the report: the score and its basis, the comparison with last time, and the sections."""
    score = f"{report.score:.0%}" if report.score is not None else "–"
    bars = "".join(_bar(name, value) for name, value in report.sections.items())
    last = compared(report.score, report.last_time)
    lines = "".join(f"<p>{html.escape(text)}</p>" for text in (would_pass(report), sureness(report)) if text)
    left = (("Skipped", report.skipped), ("Set aside and never answered", report.set_aside))
    used = f'<p class="quiet">{html.escape(spent(report))}</p>' if spent(report) else ""
    skipped = "".join(f"<p>{how}: {html.escape(', '.join(titles))}.</p>" for how, titles in left if titles)
    return (
        f'<section class="report"><header><div class="big">{score}</div><div><h1>{html.escape(report.title)}</h1>'
        f"<p>{html.escape(line(report))}</p>"
        f"<p>{answers_counted(report)}</p>{f'<p><b>{last}</b></p>' if last else ''}{lines}{skipped}{used}</div></header>"
        + (f'<ul class="bars">{bars}</ul>' if bars else "<p>No answer was graded, so there is no score.</p>")
        + "</section>"
    )


def points_markdown(report: Report) -> str:
    """What to work on first, what went well, and what to study, with formulas typeset; "" if nothing was graded."""
    out: list[str] = []
    if report.first:
        out += ["## Work on these first", ""]
        out += [f"{n}. **{safe_line(p.title)}** · {safe_line(advice(p))}" for n, p in enumerate(report.first, start=1)]
        out.append("")
    if report.strongest:
        out += ["## What went well", ""]
        for title, claim, quote in report.strongest:
            said = f" *{safe_markdown(quoted(quote), plain=True)}*" if quote else ""
            out.append(f"- **{safe_line(title)}** · {safe_line(achieved(claim))}{said}")
        out.append("")
    if report.study:
        out += ["## What to study", ""] + [f"{n}. {safe_line(item)}" for n, item in enumerate(report.study, start=1)]
    return "\n".join(out)


def question_title(number: int, item: QuestionReport) -> str:
    """One line for a question of the report: how it went, and how long it took."""
    return " · ".join(part for part in (f"{number}. {item.title}", item.outcome, duration(item.seconds)) if part)


def missed_markdown(item: QuestionReport) -> str:
    """What was wrong, then what was missed, each with the passage of the reference that covers it, and the whole reference.

    A bonus that was left out does not count as missed.
    """
    missed = [lost for lost in item.missed if lost.weight]
    passages = iter(once([*(p.passage for p in item.wrong), *(p.passage for p in missed)]))
    out = []
    for wrong in item.wrong:
        out += [
            f"**Wrong:** {safe_markdown(wrong.said, plain=True)} {safe_line(without_excerpt(wrong.right, wrong.passage))}",
            "",
            *(f"> {line}" for line in safe_markdown(next(passages)).splitlines()),
            "",
        ]
    for lost in missed:
        out += [
            f"**{verdict_words(lost.verdict).capitalize()}:** {safe_line(point(lost.claim))}.",
            "",
            *(f"> {line}" for line in safe_markdown(next(passages)).splitlines()),
            "",
        ]
    if not missed and not item.wrong and item.score is not None:
        beliefs = "".join(f"**Not quite right:** {safe_line(text)}\n\n" for text in corrections_left(item))
        out.append(
            f"You covered every point{', but one thing you said counts against you' if _charged(item) else ''}.\n\n{beliefs}"
        )
    out += ["---", "### Reference answer", "", safe_markdown(item.reference), ""]
    if item.deeper:
        out += ["### Going deeper", "", safe_markdown(item.deeper), ""]
    if item.sources:
        out.append("*Sources: " + "; ".join(map(safe_line, item.sources)) + "*")
    return "\n".join(out)


def asked_markdown(turns: Sequence[Turn], question_id: str) -> str:
    """What was asked about a question since the interview ended, with the replies.

    A verdict contested with its button is left out: the outcome is shown with the verdict.
    """
    end = next((n for n, turn in enumerate(turns) if turn.kind == "closing"), len(turns))
    out: list[str] = []
    pressed = False
    for turn in turns[end:]:
        if turn.question_id != question_id:
            continue
        if turn.role == "candidate":
            pressed = turn.kind == "appeal"
        if not pressed:
            mine = turn.role == "candidate"
            out.append(said_markdown(turn.text) if mine else safe_markdown(turn.text))
    return "\n\n".join(out)


def said_markdown(text: str) -> str:
    """Words of the candidate's as a quotation."""
    return "\n".join(f"> {line}" for line in f"**You:** {safe_markdown(text, plain=True)}".splitlines())


def _question(
    number: int, item: QuestionReport, state: InterviewState, bank: Bank, contest: Contest, report: Report
) -> ShownQuestion:
    attempt, facts = _attempt(state, item.question_id, report), told(item, report.metered)
    return ShownQuestion(
        question_id=item.question_id,
        title=question_title(number, item),
        question=embedded(safe_markdown(item.question), *bank.roots),
        verdicts=verdicts_html(attempt, bank[item.question_id], contest, _corrected(item)) if attempt else "",
        feedback=safe_markdown(item.remarks),
        facts=f'<p class="quiet">{html.escape(facts)}</p>' if facts else "",
        again=f'<a class="again" href="{Link("question", item.question_id).address}">Try this question again</a>',
        missed=embedded(missed_markdown(item), *bank.roots),
        asked=embedded(asked_markdown(report.transcript, item.question_id), *bank.roots),
    )


def _charged(item: QuestionReport) -> bool:
    return any(m.penalty for m in (item.grade.misconceptions if item.grade else ()))


def _corrected(item: QuestionReport) -> list[str]:
    """The corrections that are given with a contradicted point."""
    heard, left = item.grade.misconceptions if item.grade else (), beliefs_left(item)
    return [m.correction for m in heard if m not in left]


def _attempt(state: InterviewState, question_id: str, report: Report) -> QuestionAttempt | None:
    """The attempt at a question in the candidate's own words; None if it was not asked."""
    found = next((attempt for attempt in state.attempts if attempt.question_id == question_id), None)
    return as_said(found, report.transcript) if found else None


def _bar(section: str, score: float) -> str:
    return (
        f'<li><span>{html.escape(section_title(section))}</span><div class="bar"><i style="width:{score:.0%}"></i></div>'
        f"<b>{score:.0%}</b></li>"
    )
