"""What is due today: on the progress tab, and briefly when a candidate comes back."""

from __future__ import annotations

import html

from interviewer.conversation.selection.outcomes import counted_score, judged_grade
from interviewer.conversation.state.stored import Record
from interviewer.grading.rubric.spoken import count_word
from interviewer.report.kind import kind_of
from interviewer.report.name import interview_name
from interviewer.report.score import interview_score
from interviewer.study.today import NEW_A_DAY, DailyPlan, done_line
from interviewer.web.words import count
from knowledge.schema import Bank

SHOWN = 6
"""How many due and how many new questions are named: two short columns. A judgement."""
SHOWN_IN_SHORT = 3
"""How many titles are shown; the rest are counted."""
_MORE = "For more, drill a section or start an interview."


def today_html(plan: DailyPlan, bank: Bank) -> str:
    """Today's plan, naming the questions."""
    if plan.nothing_left:
        return _box(plan, f"<p class=quiet>{_MORE}</p>")
    names = "".join(
        f"<li>{html.escape(bank[i].short_title)} <small>{kind}</small></li>"
        for kind, ids in (("due", plan.due_questions), ("new", plan.new))
        for i in ids[:SHOWN]
    )
    return _box(plan, f"{_how_many(plan)}<ul>{names}</ul>")


def welcome_html(plan: DailyPlan, last: Record | None, bank: Bank) -> str:
    """A short version: how the last interview went, and what is due.

    Args:
        last: The last interview that has a score, None if there is none.
    """
    lines = [_last_time(last, bank)] if last else []
    if plan.due:
        titles = ", ".join(html.escape(bank[i].short_title) for i in plan.due_questions[:SHOWN_IN_SHORT])
        rest = len(plan.due_questions) - SHOWN_IN_SHORT
        lines.append(f"Due again: {titles}{f' and {rest} more' if rest > 0 else ''}.")
    elif plan.nothing_left:
        lines.append(_MORE)
    return _box(plan, "".join(f"<p class=quiet>{line}</p>" for line in lines) + _how_many(plan))


def _last_time(last: Record, bank: Bank) -> str:
    score = interview_score(last)
    kind = "" if last.state.setup.drill else f" · {kind_of(last.state.setup)}"
    line = f"Last time: {html.escape(interview_name(last, bank))}{kind} · {score or 0:.0%}."
    counted = [
        (earned, attempt)
        for attempt in last.state.attempts
        if (earned := counted_score(attempt)) is not None and attempt.question_id in bank
    ]
    if len(counted) < 2:
        return line
    earned, weakest = min(counted, key=lambda row: row[0])
    title = f"<i>{html.escape(bank[weakest.question_id].short_title)}</i>"
    if judged_grade(weakest) is None:
        return f"{line} You left {title} unanswered."
    return f"{line} Your weakest answer was {title}, at {earned:.0%}." if earned < 1 else line


def _box(plan: DailyPlan, below: str) -> str:
    facts = [_fact(len(plan.due), "point", "to go over again")] if plan.due else []
    facts += [_fact(len(plan.new), "new question")] if plan.new else []
    facts = [f"Today: {' and '.join(facts)}"] if facts else []
    if plan.done_today:
        facts.append(f"{_fact(plan.done_today, 'point')} reviewed today")
    if plan.streak > 1:
        facts.append(f"<b>{plan.streak}</b> days in a row")
    if plan.days_left is not None:
        facts.append(_fact(plan.days_left, "day", "to your interview"))
    told = f"<p>{done_line(plan)}</p>" if plan.nothing_left else ""
    told += f"<p>{' · '.join(facts)}</p>" if facts else ""
    return f'<section class="today" aria-label="Today">{told}{below}</section>'


def _how_many(plan: DailyPlan) -> str:
    """Why there are so many points and questions, for new users; "" if there are none."""
    why = []
    if plan.due:
        why.append("A point is one thing that a good answer says; it comes back a few days later, so you remember it.")
    if plan.new and plan.days_left is None:
        most = count_word(NEW_A_DAY)
        why.append(f"You get at most {most} new questions a day: each one adds several points to your reviews.")
    elif plan.new:
        why.append("At this pace you’ll see every question before your interview.")
    return f"<p class=quiet>{' '.join(why)}</p>" if why else ""


def _fact(number: int, noun: str, rest: str = "") -> str:
    shown, _, word = count(number, noun).partition(" ")
    return f"<b>{shown}</b> {word} {rest}".rstrip()
