"""What the feedback on an answer says that a report does not say elsewhere in the same section."""

from __future__ import annotations

from interviewer.grading.grade import Grade
from interviewer.grading.remark import Kind, Remark

_LISTED: frozenset[Kind] = frozenset(
    {
        *("said", "fact", "wanted", "reference", "more_wrong", "point_again", "belief"),
        *("missing", "first", "half", "unsure", "all_made", "all_heard"),
    }
)
"""Corrections and missing points have lists of their own there, with the passages that cover them; "point_again" refers to a
correction."""


def remarks(grade: Grade) -> tuple[Remark, ...]:
    """The feedback without corrections and missing points."""
    return tuple(remark for remark in grade.told if remark.kind not in _LISTED)
