"""What today holds, on the progress tab and where a candidate comes back."""

from __future__ import annotations

import html
from collections.abc import Sequence

from interviewer.study.progress import GradedAnswer
from interviewer.study.schedule import DailyPlan
from knowledge.schema import Bank

SHOWN = 6
"""Questions of a kind that are named."""


def today_html(plan: DailyPlan, bank: Bank) -> str:
    """What today holds, in one card."""
    names = "".join(
        f"<li>{html.escape(bank[i].short_title)} <small>{kind}</small></li>"
        for kind, ids in (("due", plan.due_questions), ("new", plan.new))
        for i in ids[:SHOWN]
    )
    return _card(plan, f"<ul>{names}</ul>" if names else f"<p class=quiet>{_NOTHING_DUE}</p>")


def welcome_html(plan: DailyPlan, answers: Sequence[GradedAnswer], bank: Bank) -> str:
    """The same in short for who comes back: what is due, and how the last interview went."""
    last = [a for a in answers if a.interview_id == answers[-1].interview_id] if answers else []
    lines = []
    if last:
        mean = sum(a.score for a in last) / len(last)
        weakest = min(last, key=lambda a: a.score)
        told = f"Last time: {html.escape(last[0].title)}, {mean:.0%}."
        if len(last) > 1 and weakest.score < 1:
            told += f" Weakest was <i>{html.escape(bank[weakest.question_id].short_title)}</i> at {weakest.score:.0%}."
        lines.append(told)
    if plan.due:
        titles = ", ".join(html.escape(bank[i].short_title) for i in plan.due_questions[:3])
        rest = len(plan.due_questions) - 3
        lines.append(f"To bring back: {titles}{f' and {rest} more' if rest > 0 else ''}.")
    elif not plan.new:
        lines.append(_NOTHING_DUE)
    return _card(plan, "".join(f"<p class=quiet>{line}</p>" for line in lines))


_NOTHING_DUE = "Nothing is due. Come back tomorrow, or drill a section."


def _card(plan: DailyPlan, below: str) -> str:
    facts = [
        f"<b>{len(plan.due)}</b> point{'s' if len(plan.due) != 1 else ''} due",
        f"<b>{len(plan.new)}</b> new question{'s' if len(plan.new) != 1 else ''}",
        f"<b>{plan.done_today}</b> reviewed today",
    ]
    if plan.streak > 1:
        facts.append(f"<b>{plan.streak}</b> days in a row")
    if plan.days_left is not None:
        facts.append(f"<b>{plan.days_left}</b> day{'s' if plan.days_left != 1 else ''} to your interview")
    return f'<section class="today" aria-label="Today"><p>{" · ".join(facts)}</p>{below}</section>'
