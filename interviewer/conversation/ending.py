"""How an interview ends, and what becomes of the questions that are still open."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation import phrases
from interviewer.conversation.state import InterviewState, QuestionAttempt
from interviewer.conversation.steps import Step, turn


def time_up(state: InterviewState) -> bool:
    """Whether the candidate's time is used up; a drill has no clock."""
    return not state.setup.drill and state.seconds_left <= 0


def finish(state: InterviewState, at: float, why: str) -> Step:
    """End the interview, and say why."""
    state = replace(state, phase="finished", pending=None, ended=why, attempts=tuple(map(_left, state.attempts)))
    text = phrases.options(state.setup.style, "closing")[0].format(why=why)
    return state, [turn("closing", text, at)]


def _left(attempt: QuestionAttempt) -> QuestionAttempt:
    """A question as it is when the interview ends: one that was graded is closed, so that what was missed comes back."""
    if attempt.closed or attempt.grade is None:
        return replace(attempt, aside=False, skipped=attempt.skipped or attempt.aside)
    return replace(attempt.as_closed(), aside=False)
