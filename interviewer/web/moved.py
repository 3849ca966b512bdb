"""How a verdict changed along the way, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from interviewer.grading.grade import VerdictKind

_AT_FIRST: Mapping[VerdictKind, str] = MappingProxyType(
    {
        "contradicted": "At first you said the contrary",
        "not_met": "Missing at first",
        "partly_met": "Only half of it at first",
        "met": "Counted at first",
        "ungraded": "Could not be graded at first",
    }
)
_LATER: Mapping[VerdictKind, str] = MappingProxyType(
    {
        "met": "what you said later made the point",
        "partly_met": "what you said later made half of it",
        "not_met": "after what you said later, it no longer counts",
        "contradicted": "later I heard the contrary",
    }
)
_PUT_RIGHT: Mapping[VerdictKind, str] = MappingProxyType(
    {**_LATER, "met": "what you said later put it right", "not_met": "later you took it back"}
)
_SECOND_LOOK: Mapping[VerdictKind, str] = MappingProxyType(
    {
        **_LATER,
        "met": "a second look found it in your answer",
        "partly_met": "a second look found half of it in your answer",
    }
)


def moved(before: VerdictKind, after: VerdictKind, looked: bool = False, corrected: bool = False) -> str:
    """What a verdict was at first and what changed it, without a full stop; "" if it is what it was.

    Args:
        looked: Whether a second look, which the candidate asked for, changed it.
        corrected: Whether the candidate took something back. Without that, it may be the judge who was wrong at first, so
            nobody is told what they said, only what was heard.
    """
    if before == after:
        return ""
    if looked and before == "contradicted" and after == "not_met":
        return "At first I heard the contrary; a second look cleared that up"
    said = corrected and not looked
    first = "At first I heard the contrary" if before == "contradicted" and not said else _AT_FIRST[before]
    if before == "ungraded" or after == "ungraded":
        return first
    later = _SECOND_LOOK if looked else _PUT_RIGHT if before == "contradicted" and corrected else _LATER
    return f"{first}; {later[after]}"
