"""Undoes a skip as long as it has had no effect: the next question has not begun and no verdict was contested."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.conversation.phrases import notices
from interviewer.conversation.probing.numbering import current_wording
from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.state.steps import Step, turn
from interviewer.conversation.understanding.intent import is_long, read_intent
from knowledge.schema import Bank

_CLAUSES = re.compile(r"[.,;:!?…–—]+\s+|\s+(?:but|and|so|because|since|as)\s+|[\s.!?…]+$")
"""Where a clause ends."""
_OF_THE_INTERVIEW = re.compile(r"\b(?:you|we|us|please|skip\w*|question|one|undo|unskip)\b", re.IGNORECASE)
"""In a clause that is not the first: "take a step, go back, and take another" describes an algorithm."""


def asks_back(state: InterviewState, text: str) -> bool:
    """Whether a message asks to undo the last skip, whatever else it says: "I hit skip by accident, can we go back?"."""
    if read_intent(text) == "back":
        return True
    if is_long(text) or read_intent(text) == "later" or not can_unskip(state):
        return False
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    says = [clause for clause in clauses if read_intent(clause) == "back"]
    return any(clause == clauses[0] or _OF_THE_INTERVIEW.search(clause) for clause in says)


def can_unskip(state: InterviewState) -> bool:
    """Whether the last skip can be taken back: in coach mode until the next question, otherwise until that is begun."""
    if state.phase == "reviewing":
        skipped = state.attempts[-1]
        return skipped.left_at is not None and not skipped.appealed
    if state.setup.mode == "coach" or state.phase != "answering" or len(state.attempts) < 2:
        return False
    skipped, now = state.attempts[-2:]
    # a question that was returned to is not dropped because of it
    untouched = not (now.answer or now.hints or now.grade or now.set_aside)
    return skipped.left_at is not None and untouched


def unskip(state: InterviewState, at: float, bank: Bank) -> Step:
    """Go back to the question or follow-up that was skipped; the question asked instead can still come later.

    A coach has shown the answer by then, so what is answered now is practice, and what was earned before counts. The ability
    estimate does not change, since a skip plays no part in it.
    """
    shown = state.phase == "reviewing"
    kept, rest = (state.attempts, ()) if shown else (state.attempts[:-1], state.attempts[-1:])
    if not can_unskip(state) or kept[-1].question_id not in bank:
        return state, [turn("note", notices.NO_SKIP, at, state.current)]
    known = {criterion.id for criterion in bank[kept[-1].question_id].criteria}
    left_at = kept[-1].left_at or ""
    skipped = replace(
        kept[-1],
        skipped=False,
        closed=False,
        closed_at=kept[-1].closed_at if kept[-1].grade else 0.0,
        probing=left_at if left_at in known else "",
        left_at=None,
        seen=shown or kept[-1].seen,
        earned=kept[-1].grade if shown and not kept[-1].seen else kept[-1].earned,
        seconds=kept[-1].seconds + sum(attempt.seconds for attempt in rest),
    )
    lead = notices.SKIP_UNDONE
    if shown:
        lead = notices.SKIP_UNDONE_EMPTY if skipped.earned is None else notices.SKIP_UNDONE_SEEN
    text = f"{lead}\n\n{current_wording(skipped, bank[skipped.question_id])}"
    state = replace(state, phase="answering", attempts=(*kept[:-1], skipped), bridges=())
    return state, [turn("ask", text, at, skipped)]
