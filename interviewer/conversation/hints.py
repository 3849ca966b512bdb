"""Which hint is given next, and how."""

from __future__ import annotations

from collections.abc import Collection

from interviewer.conversation import phrases
from interviewer.conversation.state import InterviewState
from interviewer.conversation.steps import Step, turn, with_attempt
from knowledge.schema import Question


def give_hint(state: InterviewState, question: Question, at: float) -> Step:
    """Give the next hint for what is open, or say that there is none."""
    attempt = state.attempts[-1]
    chosen = next_hint(question, attempt.hints, attempt.met, attempt.probing)
    if chosen is None:
        return state, [turn("note", phrases.NO_HINT, at, attempt)]
    given = (*attempt.hints, chosen)
    text = hint_text(question, chosen, len(given))
    if len(given) == 1:
        text += phrases.HINTS_ARE_FREE
    return with_attempt(state, hints=given), [turn("hint", text, at, attempt)]


def hint_text(question: Question, index: int, number: int) -> str:
    """A hint of a question, counted from 0, as the candidate's so-many-eth."""
    return f"Hint {number} of {len(question.hints)}: {question.hints[index]}"


def next_hint(question: Question, given: Collection[int], met: Collection[str], probing: str = "") -> int | None:
    """The hint to give, counted from 0: what leads to the probed criterion, else the next for a point that is open.

    Args:
        given: Hints that were given.
        met: Ids of the criteria that the answer meets.
        probing: The criterion that is probed now, "" where none is.

    Returns:
        None where every hint was given, or those left only lead to what was said already.
    """
    left = [n for n in range(len(question.hints)) if n not in given]
    aimed = {c.id: c.hint - 1 for c in question.criteria if c.hint}
    if aimed.get(probing) in left:
        return aimed[probing]
    said = set(aimed.values()) - {number for key, number in aimed.items() if key not in met}
    return next((n for n in left if n not in said), None)
