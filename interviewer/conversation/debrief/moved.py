"""Describes how a verdict changed along the way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from interviewer.conversation.state.state import QuestionAttempt
from interviewer.conversation.state.verdict_change import VerdictChange
from interviewer.grading.grade import VerdictKind
from interviewer.grading.screening.taken_back import corrects_itself

_AT_FIRST: Mapping[VerdictKind, str] = MappingProxyType(
    {  # "heard", because the message may have been said earlier: the judge reads later words with those before them
        "contradicted": "At first you said the opposite",
        "not_met": "I didn’t hear it at first",
        "partly_met": "I heard half of it at first",
        "met": "Counted at first",
        "ungraded": "Could not be graded at first",
    }
)
_LATER: Mapping[VerdictKind, str] = MappingProxyType(
    {
        "met": "what you said later made the point",
        "partly_met": "what you said later made half of it",
        "not_met": "after what you said later, it no longer counts",
        "contradicted": "your later message contradicts it",
    }
)
_PUT_RIGHT: Mapping[VerdictKind, str] = MappingProxyType(
    {**_LATER, "met": "what you said later put it right", "not_met": "later you took it back"}
)
_CAME_LATER: Mapping[VerdictKind, str] = MappingProxyType(
    {"met": "I caught it in a later message", "partly_met": "I caught half of it in a later message"}
)
_SECOND_LOOK: Mapping[VerdictKind, str] = MappingProxyType(
    {
        **_LATER,
        "met": "a second look found it in your answer",
        "partly_met": "a second look found half of it in your answer",
        "contradicted": "a second look found that your answer contradicts it",
    }
)


def moves(attempt: QuestionAttempt) -> Mapping[str, str]:
    """How the verdicts of an attempt changed along the way, by point, as clauses; without those that are as they were.

    Points that the candidate settled are left out: the verdict already says on whose word it was settled.
    """
    first = {change.criterion_id: change for change in reversed(attempt.changes)}
    told = {
        item.id: moved(
            change.before, item.kind, change.looked or item.id in attempt.appealed, _put_right(change, attempt)
        )
        for item in (attempt.grade.criteria if attempt.grade else ())
        if (change := first.get(item.id)) and not item.denied
    }
    return {point: way for point, way in told.items() if way}


def moved(before: VerdictKind, after: VerdictKind, looked: bool = False, corrected: bool = False) -> str:
    """What a verdict was at first and what changed it, without a full stop; "" if it is what it was.

    Args:
        looked: Whether a second look, which the candidate asked for, changed it.
        corrected: Whether the candidate took something back that they had said in an earlier message. Without that, it may be
            the judge who was wrong at first, so nobody is told that they said it.
    """
    if before == after:
        return ""
    if looked and before == "contradicted" and after == "not_met":
        return "At first I took your words to contradict this; after a second look, I no longer do"
    if before == "not_met" and not looked and after in _CAME_LATER:
        return _CAME_LATER[after]
    first = _AT_FIRST[before]
    if before == "contradicted" and not (corrected and not looked):
        if after == "not_met":
            return "At first I took your words to contradict this; after what you said later, I no longer do"
        first = "At first I took your words to contradict this"
    if before == "ungraded" or after == "ungraded":
        return first
    later = _SECOND_LOOK if looked else _PUT_RIGHT if before == "contradicted" and corrected else _LATER
    return f"{first}; {later[after]}"


def _put_right(change: VerdictChange, attempt: QuestionAttempt) -> bool:
    """Whether the candidate took back what they had said before; a slip put right in the same message was never said."""
    return change.corrected and not corrects_itself(attempt.answer.partition("\n\n")[0])
