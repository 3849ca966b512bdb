"""What the start shows about earlier interviews: decided here, without Gradio."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.conversation.state.stored import Record
from interviewer.report.kind import kind_of
from interviewer.report.name import interview_name
from interviewer.report.score import interview_score
from interviewer.study.today import DailyPlan
from interviewer.web.today import welcome_html
from interviewer.web.words import count
from knowledge.schema import Bank

LONGEST_TITLE = 28
"""Longest title in a list, in characters, so that the score and the date are not cut off. Measured on a laptop."""


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """Earlier interviews, as the start shows them.

    Attributes:
        welcome: Today's plan and how it went last time, as HTML; "" on the first visit.
        unfinished: Label and id of interviews that can be resumed, newest first.
        finished: Label and id of interviews with a report, newest first.
    """

    welcome: str
    unfinished: tuple[tuple[str, str], ...]
    finished: tuple[tuple[str, str], ...]


def earlier_interviews(
    *,
    unfinished: Sequence[Record],
    finished: Sequence[Record],
    plan: DailyPlan,
    bank: Bank,
) -> Earlier:
    """What is shown about these interviews and today's plan; a paused interview does not count as the last one."""
    finished = sorted(finished, key=lambda record: record.created_at, reverse=True)
    last = next((record for record in finished if interview_score(record) is not None), None)
    return Earlier(
        welcome=welcome_html(plan, last, bank) if last or plan.due else "",
        unfinished=tuple((interview_label(record, bank), record.id) for record in unfinished),
        finished=tuple((interview_label(record, bank), record.id) for record in finished),
    )


def interview_label(record: Record, bank: Bank) -> str:
    """An interview's label in a list: its name, progress or score, and when it began.

    What tells two apart comes first, since a phone shows some thirty characters, and a laptop some fifty.
    """
    when = record.created_at.astimezone().strftime("%d %b %H:%M")
    attempts, kind = record.state.attempts, kind_of(record.state.setup)
    title = interview_name(record, bank)
    if len(title) > LONGEST_TITLE:
        title = f"{title[:LONGEST_TITLE].rstrip(' ,/')}…"
    if record.phase == "finished":
        score = interview_score(record)
        earned = "" if score is None else f" · {score:.0%}"
        return f"{title}{earned} · {when} · {kind} · {count(len(attempts), 'question')}"
    left = "" if record.state.setup.drill else f" · {record.state.seconds_left / 60:.0f} min left"
    return f"{title} · question {len(attempts)}{left} · {when} · {kind}"


def paused_html(record: Record, bank: Bank) -> str:
    """That an interview is paused, and the time it has left."""
    state = record.state
    left = int(state.seconds_left)
    clock = "" if state.setup.drill else f" {left // 60}:{left % 60:02d} left on the clock."
    what = f"{html.escape(interview_name(record, bank))}, question {len(state.attempts)}"
    return f'<section class="today" role="status" aria-label="Paused"><p><b>Paused</b> · {what}.{clock}</p></section>'
