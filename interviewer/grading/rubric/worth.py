"""What a point counts for, as a person would say it: "counts double"."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.grading.rubric.spoken import count_word

_TIMES = {1.0: "", 1.5: "counts one and a half times", 2.0: "counts double", 3.0: "counts triple"}


def counts_for(weight: float, weights: Iterable[float]) -> str:
    """A point's weight relative to the lightest one of its question; "" for that one, and for a bonus.

    Args:
        weights: Those of all points of the question, its bonuses with 0.
    """
    counted = [other for other in (weight, *weights) if other > 0]
    if weight <= 0:
        return ""
    ratio = round(weight / min(counted), 1)
    if ratio in _TIMES:
        return _TIMES[ratio]
    return f"counts {count_word(int(ratio)) if ratio.is_integer() else f'{ratio:g}'} times"
