"""What is above the question: the clock and the heading."""

from __future__ import annotations

import html

from interviewer.conversation.state.state import InterviewState
from interviewer.web.words import count
from knowledge.schema import Bank, section_title

LOW_SECONDS = 300
"""Seconds left from which the clock is shown in red. A judgement."""
MAX_DIFFICULTY = 5
"""The highest difficulty that a question can have."""


def clock_html(state: InterviewState) -> str:
    """The time that is left; the page's script counts down between two updates."""
    if state.setup.drill:
        return '<div class="clock" role="timer"><b>Drill</b><small>no time limit</small></div>'
    left = int(state.seconds_left)
    running = state.phase == "answering" and not state.paused
    low = " low" if left < LOW_SECONDS else ""
    return (
        f'<div class="clock{low}" role="timer" data-left="{left}" data-running="{int(running)}" '
        f'data-stamp="{state.elapsed:.1f}"><b>{left // 60}:{left % 60:02d}</b>'
        f"<small>{'left' if running else 'left, paused'}</small></div>"
    )


def heading_html(state: InterviewState, bank: Bank) -> str:
    """Number, section, difficulty and title of the current question; "" if there is none."""
    attempt = state.current
    if attempt is None or attempt.question_id not in bank:
        return ""
    question = bank[attempt.question_id]
    most = state.setup.questions_in_all
    of = f" of {most}" if most else ""
    # it has the number of when it was asked first, which nothing keeps, and the last number belongs to another question
    place = "Back to an earlier question" if attempt.set_aside else f"Question {len(state.attempts)}{of}"
    hints = f" · {count(len(attempt.hints), 'hint')} used" if attempt.hints else ""
    return (
        # the question replaces the page's visible heading; this one is for screen readers
        '<h1 class="spoken">Interview</h1>'
        f'<div class="qcard"><div class="qmeta">{place} · '
        f"{html.escape(section_title(question.section))} · {_difficulty(question.difficulty)}{hints}</div>"
        f"<h2>{html.escape(question.short_title)}</h2></div>"
    )


def _difficulty(level: int) -> str:
    words = f"difficulty {level} of {MAX_DIFFICULTY}"
    dots = "●" * level + "○" * (MAX_DIFFICULTY - level)
    return f'<span title="{words}" aria-label="{words}">{dots}</span>'
