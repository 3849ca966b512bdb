"""Which hint is given next, and how it is worded."""

from __future__ import annotations

from collections.abc import Collection

from interviewer.conversation.phrases import phrases
from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.state.steps import Step, turn, with_attempt
from knowledge.schema import Question


def give_hint(state: InterviewState, question: Question, at: float) -> Step:
    """Give the next hint for an open point, or say that there is none."""
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
    """A hint as it is shown: ``index`` counts the question's hints from 0, ``number`` those given to the candidate from 1."""
    return f"Hint {number} of {len(question.hints)}: {question.hints[index]}"


def next_hint(question: Question, given: Collection[int], met: Collection[str], probing: str = "") -> int | None:
    """The index of the hint to give: the one that leads to the probed criterion, otherwise the next for an open point.

    Args:
        given: Indices of the hints already given.
        met: Ids of the criteria that the answer meets.
        probing: The criterion being probed, "" if none is.

    Returns:
        None if every hint was given, or the rest only lead to points already made.
    """
    left = [n for n in range(len(question.hints)) if n not in given]
    aimed = {c.id: c.hint - 1 for c in question.criteria if c.hint}
    if aimed.get(probing) in left:
        return aimed[probing]
    said = set(aimed.values()) - {number for key, number in aimed.items() if key not in met}
    return next((n for n in left if n not in said), None)
