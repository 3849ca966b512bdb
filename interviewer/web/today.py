"""What today holds: on the progress tab, and in short where a candidate comes back."""

from __future__ import annotations

import html
from collections.abc import Sequence

from interviewer.study.progress import GradedAnswer
from interviewer.study.schedule import DailyPlan
from interviewer.web.words import count
from knowledge.schema import Bank

SHOWN = 6
"""Due and new questions that are named, of each: two short columns. A judgement."""
SHOWN_IN_SHORT = 3
_NOTHING_DUE = "Nothing is due today. Come back tomorrow, or drill a section."


def today_html(plan: DailyPlan, bank: Bank) -> str:
    """What today holds, with the questions by name."""
    names = "".join(
        f"<li>{html.escape(bank[i].short_title)} <small>{kind}</small></li>"
        for kind, ids in (("due", plan.due_questions), ("new", plan.new))
        for i in ids[:SHOWN]
    )
    return _box(plan, f"<ul>{names}</ul>" if names else f"<p class=quiet>{_NOTHING_DUE}</p>")


def welcome_html(plan: DailyPlan, answers: Sequence[GradedAnswer], bank: Bank) -> str:
    """The same in short: how the last interview went, and what is due."""
    lines = [_last_time(answers, bank)] if answers else []
    if plan.due:
        titles = ", ".join(html.escape(bank[i].short_title) for i in plan.due_questions[:SHOWN_IN_SHORT])
        rest = len(plan.due_questions) - SHOWN_IN_SHORT
        lines.append(f"Due again: {titles}{f' and {rest} more' if rest > 0 else ''}.")
    elif not plan.new:
        lines.append(_NOTHING_DUE)
    return _box(plan, "".join(f"<p class=quiet>{line}</p>" for line in lines))


def _last_time(answers: Sequence[GradedAnswer], bank: Bank) -> str:
    last = [a for a in answers if a.interview_id == answers[-1].interview_id]
    mean = sum(a.score for a in last) / len(last)
    line = f"Last time: {html.escape(last[0].title)}, {mean:.0%}."
    weakest = min(last, key=lambda a: a.score)
    if len(last) > 1 and weakest.score < 1:
        title = html.escape(bank[weakest.question_id].short_title)
        line += f" Your weakest answer was <i>{title}</i>, at {weakest.score:.0%}."
    return line


def _box(plan: DailyPlan, below: str) -> str:
    facts = [
        _fact(len(plan.due), "point", "due"),
        _fact(len(plan.new), "new question"),
        f"<b>{plan.done_today}</b> reviewed today",
    ]
    if plan.streak > 1:
        facts.append(f"<b>{plan.streak}</b> days in a row")
    if plan.days_left is not None:
        facts.append(_fact(plan.days_left, "day", "to your interview"))
    return f'<section class="today" aria-label="Today"><p>{" · ".join(facts)}</p>{below}</section>'


def _fact(number: int, noun: str, rest: str = "") -> str:
    shown, _, word = count(number, noun).partition(" ")
    return f"<b>{shown}</b> {word} {rest}".rstrip()
