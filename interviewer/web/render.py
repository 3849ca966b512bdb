"""Turns records into what the page shows. Whatever a candidate wrote is escaped here."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from interviewer.conversation.outcomes import mean_score
from interviewer.conversation.state import InterviewState, QuestionAttempt, Turn
from interviewer.conversation.stored import Record
from interviewer.grading.grade import CriterionGrade, Grade
from interviewer.report.build import QuestionReport, Report
from interviewer.services import Part
from interviewer.study.progress import GradedAnswer
from knowledge.pictures import described, embedded
from knowledge.schema import Bank, Question, section_title

LATEX = [
    {"left": "$$", "right": "$$", "display": True},
    {"left": "$", "right": "$", "display": False},
    {"left": "\\(", "right": "\\)", "display": False},
    {"left": "\\[", "right": "\\]", "display": True},
]
VERDICT_WORDS = {"met": "met", "partly_met": "partly met", "not_met": "not met", "ungraded": "ungraded"}
_ICONS = {"met": "✓", "partly_met": "◐", "not_met": "✗", "ungraded": "?"}
OPEN_POINT = "A point that is still open; it is named when the question is closed"
_HIDDEN_KINDS = {"reveal"}


def chat_messages(turns: Sequence[Turn], root: Path) -> list[dict[str, Any]]:
    """Turns as messages of the chat. ``root`` is the bank's folder, where its figures are."""
    return [chat_message(turn, root) for turn in turns if turn.kind not in _HIDDEN_KINDS]


def chat_message(turn: Turn, root: Path, text: str | None = None) -> dict[str, Any]:
    """One turn as a message; ``text`` shows a part of it while it streams."""
    shown = turn.text if text is None else text
    if turn.role == "candidate":
        return {"role": "user", "content": described(safe_markdown(shown))}
    # the interviewer quotes the candidate, so what it says is made safe as well
    return {"role": "assistant", "content": embedded(safe_markdown(shown), root)}


def safe_markdown(text: str) -> str:
    """Markdown with every tag shown as it was typed, outside code and formulas."""
    parts = re.split(r"(```.*?(?:```|\Z)|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$)", text, flags=re.DOTALL)
    escaped = [
        part if number % 2 else re.sub(r"&(?=#?\w+;)", "&amp;", part).replace("<", "&lt;")
        for number, part in enumerate(parts)
    ]
    return "".join(escaped)


def loading_strip(parts: Sequence[Part]) -> str:
    """How far the models are, as a strip above the page."""
    if all(part.state in {"ready", "off"} for part in parts):
        return ""
    chips = []
    for part in parts:
        words = {"waiting": "waits", "loading": "loading…", "ready": "ready", "off": "off", "failed": "not available"}
        detail = f' title="{html.escape(part.detail, quote=True)}"' if part.detail else ""
        chips.append(
            f'<span class="chip {part.state}"{detail}><i aria-hidden="true"></i>{part.name}: {words[part.state]}</span>'
        )
    failed = [part for part in parts if part.state == "failed"]
    if failed:
        note = " ".join(f"{html.escape(part.name)}: {html.escape(part.detail)}." for part in failed)
        return f'<div class="strip" role="status">{"".join(chips)}<p class="strip-note">{note}</p></div>'
    note = "You can start now; the interviewer speaks the bank's own words until the models are ready."
    return f'<div class="strip" role="status">{"".join(chips)}<p class="strip-note">{note}</p></div>'


def clock(state: InterviewState) -> str:
    """The time that is left; the page's script counts it down between two updates."""
    if state.setup.drill:
        return '<div class="clock" role="timer"><b>Drill</b><small>no time limit</small></div>'
    left = int(state.seconds_left)
    running = "1" if state.phase == "answering" else "0"
    low = " low" if left < 300 else ""
    label = "left" if running == "1" else "left, paused"
    return (
        f'<div class="clock{low}" role="timer" data-left="{left}" data-running="{running}" '
        f'data-stamp="{state.elapsed:.1f}"><b>{left // 60}:{left % 60:02d}</b><small>{label}</small></div>'
    )


def question_card(state: InterviewState, bank: Bank) -> str:
    """The question under way, for the side panel; its text stands in Markdown beside."""
    attempt = state.current
    if attempt is None or attempt.question_id not in bank:
        return ""
    question = bank[attempt.question_id]
    of = f" of {state.setup.questions}" if state.setup.questions else ""
    level = f'<span title="difficulty {question.difficulty} of 5" aria-label="difficulty {question.difficulty} of 5">{"●" * question.difficulty}{"○" * (5 - question.difficulty)}</span>'
    hints = f" · {len(attempt.hints)} hint{'s' if len(attempt.hints) != 1 else ''} used" if attempt.hints else ""
    return (
        f'<div class="qcard"><div class="qmeta">Question {len(state.attempts)}{of} · {html.escape(section_title(question.section))}'
        f" · {level}{hints}</div><h2>{html.escape(question.short_title)}</h2></div>"
    )


def verdicts(attempt: QuestionAttempt, question: Question) -> str:
    """The verdict on each criterion, and the answer with its quotes marked.

    While the question is still open, what is missing is counted but not named: the claims would tell the answer.
    """
    if attempt.grade is None:
        return '<p class="quiet">Not graded yet.</p>' if not attempt.skipped else '<p class="quiet">Skipped.</p>'
    grade = attempt.grade
    changed = {change.criterion_id: change for change in attempt.changes}
    cards = []
    for number, item in enumerate(grade.criteria, start=1):
        quote = f"<q>{html.escape(_short(item.evidence[0].quote))}</q>" if item.evidence else ""
        explained = item.verdict == "ungraded" or (item.verdict == "partly_met" and attempt.closed)
        reason = f"<small>{html.escape(item.reason)}</small>" if explained else ""
        sure = confidence(item, attempt.closed)
        change = changed.get(item.id)
        moved = f'<small class="moved">was {VERDICT_WORDS[change.before]}</small>' if change else ""
        told = item.claim if attempt.closed or item.verdict == "met" else OPEN_POINT
        cards.append(
            f'<li class="verdict {item.verdict}"><span class="mark" aria-hidden="true">{_ICONS[item.verdict]}</span><div>'
            f'<p>{html.escape(told)}</p>{quote}<div class="vmeta"><span class="tag">{VERDICT_WORDS[item.verdict]}'
            f"{f' [{number}]' if item.evidence else ''}</span><small>weight {item.weight:g}</small>{sure}{moved}{reason}</div></div></li>"
        )
    heard = "".join(
        f'<div class="misconception"><b>To correct</b><p>{html.escape(m.correction)}</p></div>'
        for m in (grade.misconceptions if attempt.closed else ())
    )
    score = f"{grade.score:.0%}" if grade.judged else "–"
    return (
        f'<section class="verdicts" aria-label="Grade"><div class="score"><b>{score}</b><span>{html.escape(question.short_title)}</span></div>'
        f'<ul>{"".join(cards)}</ul>{heard}<h3>Your words</h3><div class="answer">{marked_answer(attempt.answer, grade)}</div></section>'
    )


def confidence(item: CriterionGrade, closed: bool) -> str:
    """How sure the judge is; where it is not, the candidate is asked to check the point, once it may be named."""
    if item.verdict == "ungraded":
        return ""
    title = 'title="calibrated probability that it is met"'
    if not item.uncertain:
        return f'<small class="sure" {title}>{item.probability:.0%} likely met</small>'
    check = " Check it yourself: does your answer say this?" if closed else ""
    return f'<small class="unsure" {title}>uncertain, {item.probability:.0%} likely met.{check}</small>'


def marked_answer(answer: str, grade: Grade) -> str:
    """The candidate's text, escaped, with the quotes of met and partly met criteria marked and numbered."""
    text = answer[:12_000]
    spans = sorted(
        (e.start, e.end, number, item.verdict)
        for number, item in enumerate(grade.criteria, start=1)
        for e in item.evidence
        if 0 <= e.start < e.end <= len(text)
    )
    cuts = sorted({0, len(text), *(s[0] for s in spans), *(s[1] for s in spans)})
    out = []
    for start, end in itertools.pairwise(cuts):
        over = [s for s in spans if s[0] <= start and end <= s[1]]
        piece = html.escape(text[start:end]).replace("\n", "<br>")
        if over:
            kind = "met" if any(s[3] == "met" for s in over) else "partly_met"
            ends = "".join(f"<sup>{s[2]}</sup>" for s in over if s[1] == end)
            piece = f'<mark class="{kind}">{piece}{ends}</mark>'
        out.append(piece)
    if len(answer) > len(text):
        out.append(f'<p class="quiet">… and {len(answer) - len(text):,} more characters, kept but not read.</p>')
    return "".join(out)


def earlier_answer(attempt: GradedAnswer) -> str:
    """An earlier answer to the same question, with its marks."""
    open_points = "".join(
        f"<li>{html.escape(item.claim)}</li>" for item in attempt.grade.criteria if item.verdict != "met"
    )
    return (
        f'<section class="verdicts"><div class="score"><b>{attempt.score:.0%}</b><span>{attempt.at:%d %b %Y}</span></div>'
        f'<div class="answer">{marked_answer(attempt.answer, attempt.grade)}</div>'
        f"{f'<h3>Open then</h3><ul class=open>{open_points}</ul>' if open_points else ''}</section>"
    )


def report_head(report: Report) -> str:
    """The top of the report."""
    graded = sum(q.score is not None for q in report.questions)
    score = f"{report.score:.0%}" if report.score is not None else "–"
    bars = "".join(
        f'<li><span>{html.escape(section_title(name))}</span><div class="bar"><i style="width:{value:.0%}"></i></div><b>{value:.0%}</b></li>'
        for name, value in report.sections.items()
    )
    strong = "".join(
        f"<li><b>{html.escape(title)}</b> {html.escape(claim)}<q>{html.escape(_short(quote))}</q></li>"
        for title, claim, quote in report.strongest
    )
    weak = "".join(f"<li><b>{html.escape(title)}</b> {html.escape(claim)}</li>" for title, claim in report.weakest)
    study = "".join(f"<li>{html.escape(item)}</li>" for item in report.study)
    return (
        f'<section class="report"><header><div class="big">{score}</div><div><h1>{html.escape(report.title)}</h1>'
        f"<p>{report.date} · {report.mode} mode · {report.minutes_used:g} of {report.minutes_planned:g} minutes</p>"
        f"<p>{graded} of {len(report.questions)} questions graded · {html.escape(report.ending)}</p></div></header>"
        + (f'<ul class="bars">{bars}</ul>' if bars else "<p>No answer was graded, so there is no score.</p>")
        + '<div class="two">'
        + (f"<div><h2>Strongest</h2><ul>{strong}</ul></div>" if strong else "")
        + (f"<div><h2>Weakest</h2><ul>{weak}</ul></div>" if weak else "")
        + "</div>"
        + (f"<h2>What to study</h2><ol>{study}</ol>" if study else "")
        + "</section>"
    )


def question_title(number: int, item: QuestionReport) -> str:
    """One line for a question of the report."""
    score = (
        "skipped"
        if item.skipped and item.score is None
        else "not graded"
        if item.score is None
        else f"{item.score:.0%}"
    )
    return f"{number}. {item.title} · {score}"


def missed_markdown(item: QuestionReport) -> str:
    """What was missed, with the passages of the reference that cover it, and the whole reference."""
    out = []
    for point in item.missed:
        out += [
            f"**{VERDICT_WORDS[point.verdict].capitalize()}:** {point.claim}.",
            "",
            *(f"> {line}" for line in point.passage.splitlines()),
            "",
        ]
    if not item.missed and item.score is not None:
        out.append("Nothing was missed.\n")
    out += ["---", "#### Reference answer", "", item.reference, ""]
    if item.deeper:
        out += ["#### Going deeper", "", item.deeper, ""]
    if item.sources:
        out.append("*Sources: " + "; ".join(item.sources) + "*")
    return "\n".join(out)


def interview_label(record: Record) -> str:
    """An interview in a list."""
    when = record.updated_at.astimezone().strftime("%d %b %H:%M")
    attempts = record.state.attempts
    if record.phase == "finished":
        score = mean_score(attempts)
        earned = "" if score is None else f" · {score:.0%}"
        return f"{record.title} · {len(attempts)} question{'s' if len(attempts) != 1 else ''}{earned} · {when}"
    left = "" if record.state.setup.drill else f" · {record.state.seconds_left / 60:.0f} min left"
    return f"{record.title} · question {len(attempts)}{left} · {when}"


def attempt_of(state: InterviewState, question_id: str) -> QuestionAttempt | None:
    """The attempt of a question."""
    return next((attempt for attempt in state.attempts if attempt.question_id == question_id), None)


def _short(quote: str, words: int = 24) -> str:
    parts = quote.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")
