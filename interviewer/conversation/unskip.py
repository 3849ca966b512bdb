"""Takes a skip back as long as nothing has come of it: neither the answer was shown nor the next question begun."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation import notices
from interviewer.conversation.asking import current_wording
from interviewer.conversation.state import InterviewState
from interviewer.conversation.steps import Step, turn
from knowledge.schema import Bank


def can_unskip(state: InterviewState) -> bool:
    """Whether the last skip can be taken back. A coach has shown the answer by then, so there it cannot."""
    if state.setup.mode == "coach" or state.phase != "answering" or len(state.attempts) < 2:
        return False
    skipped, now = state.attempts[-2:]
    # a question that was come back to is not dropped for it
    untouched = not (now.answer or now.hints or now.grade or now.set_aside)
    return skipped.skipped and skipped.grade is None and untouched


def unskip(state: InterviewState, at: float, bank: Bank) -> Step:
    """Go back to the question that was skipped; the one asked in its place may still come later.

    The estimate of the ability stays as it is, since a skip is no part of it.
    """
    if not can_unskip(state) or state.attempts[-2].question_id not in bank:
        return state, [turn("note", notices.NO_SKIP, at, state.current)]
    skipped = replace(state.attempts[-2], skipped=False, closed=False, closed_at=0.0)
    attempts = (*state.attempts[:-2], skipped)
    text = f"{notices.SKIP_UNDONE}\n\n{current_wording(skipped, bank[skipped.question_id])}"
    state = replace(state, attempts=attempts, bridges=())
    return state, [turn("ask", text, at, skipped)]
