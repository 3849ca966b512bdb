"""Shapes of a training curve: heights are relative to where the curve starts, so the unit of the error doesn't matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.forms.sketches.curve import Graph

EARLY = 0.3
"""Share of the width that is the beginning: where a good rate has done most of its work."""
SWING = 0.08
"""Height of a swing that is meant, as a share of the beginning; tremor of a hand is below 0.05."""
HIGH, ABOVE = 0.33, 0.1
"""A curve ends high at this share of its beginning, or this far above the end of another curve in the drawing."""
LATE_START = 0.25
"""A curve that begins to the right of this share of the width has no beginning to compare with."""


@dataclass(frozen=True)
class _Course:
    """A training curve with its beginning at 1.

    Attributes:
        y: Its heights, columns without a value left out.
        end: The mean height of its last tenth.
        share: The share of its total drop that happens in the beginning; 0 if it does not drop.
        rise: The highest climb on its way, from any point to a later one.
        swings: Turns up or down by more than ``SWING``.
        stops: Where it ends, as a share of the width.
        high: The end value from which it counts as high: a third of the beginning, or well above another curve in the drawing.
    """

    y: NDArray[np.float64]
    end: float
    share: float
    rise: float
    swings: int
    stops: float
    high: float


def diverges(graph: Graph) -> tuple[str, str]:
    """Whether the error ends above where it began."""
    return _with(graph, _diverges)


def oscillates(graph: Graph) -> tuple[str, str]:
    """Whether the error goes up and down several times."""
    return _with(graph, _oscillates)


def stays_high(graph: Graph) -> tuple[str, str]:
    """Whether the error drops at first and then stays at a high level."""
    return _with(graph, _stays_high)


def falls_slowly(graph: Graph) -> tuple[str, str]:
    """Whether the error falls all the way, but only slowly."""
    return _with(graph, _falls_slowly)


def falls_fast(graph: Graph) -> tuple[str, str]:
    """Whether the error falls fast at first and then levels off at a low value."""
    return _with(graph, _falls_fast)


def _diverges(c: _Course) -> tuple[str, str]:
    top = max(c.end, float(np.max(c.y[-max(1, len(c.y) // 4) :])))
    if top >= 1.15:
        return "yes", f"it ends at {top:.0%} of where it began"
    return ("nearly" if top >= 1.06 else "no"), f"it ends at {c.end:.0%} of where it began"


def _oscillates(c: _Course) -> tuple[str, str]:
    says = f"it turns up or down {c.swings} times" if c.swings else "it does not swing"
    return ("yes" if c.swings >= 3 else "nearly" if c.swings == 2 else "no"), says


def _stays_high(c: _Course) -> tuple[str, str]:
    says = f"it ends at {c.end:.0%} of where it began"
    early = 1 - float(np.min(c.y[: max(1, int(0.4 * len(c.y)))]))
    flat = _change(c.y[len(c.y) // 2 :])
    if early >= 0.06 and c.share >= 0.6 and flat <= 0.12 and c.end >= c.high:
        return "yes", f"after a quick drop {says}"
    return ("nearly" if early >= 0.06 and c.share >= 0.55 and flat <= 0.15 and c.end >= 0.8 * c.high else "no"), says


def _falls_slowly(c: _Course) -> tuple[str, str]:
    drop = 1 - c.end
    if c.rise > 1.5 * SWING:
        return "no", "it rises on the way" if c.swings < 2 else "it goes up and down"
    if drop < 0.02:
        return "no", "it does not fall"
    says = f"it falls by {drop:.0%} in all, {c.share:.0%} of that in the first {EARLY:.0%} of the epochs"
    if drop >= 0.04 and c.end >= HIGH and c.share <= 0.55:
        return "yes", says
    return ("nearly" if c.end >= 0.8 * HIGH and c.share <= 0.62 else "no"), says


def _falls_fast(c: _Course) -> tuple[str, str]:
    if c.rise > 1.5 * SWING:
        return "no", "it rises again on the way" if c.swings < 3 else "it goes up and down"
    flat = _change(c.y[int(0.75 * len(c.y)) :])
    says = f"{c.share:.0%} of its drop is in the first {EARLY:.0%} of the epochs, and it ends at {c.end:.0%} of where it began"
    if c.stops < 0.6:
        return "nearly", f"{says}, but it stops at {c.stops:.0%} of the width"
    if c.share >= 0.55 and c.end <= 0.3 and flat <= 0.12:
        return "yes", says
    return ("nearly" if c.share >= 0.45 and c.end <= 0.4 and flat <= 0.18 else "no"), says


def _with(graph: Graph, check: Callable[[_Course], tuple[str, str]]) -> tuple[str, str]:
    course = _course(graph)
    return check(course) if course else ("missing", "it does not begin at the left, where training begins")


def _course(graph: Graph) -> _Course | None:
    """The course of a curve; None if it has no beginning or is too short to have a shape."""
    places = np.flatnonzero(graph.drawn)
    if len(places) < 6 or places[0] > LATE_START * len(graph.x):
        return None
    raw = graph.y[places]
    start = float(raw[0]) if graph.exact else float(np.mean(raw[:2]))
    if start <= 0:
        return None
    y = raw / start
    end = float(np.mean(y[-max(1, len(y) // 10) :]))
    # the start is measured from the axis, but a curve that leaves the axis early has its own start
    early = int(np.searchsorted(places, places[0] + EARLY * (places[-1] - places[0])))
    drop = 1 - end
    share = (1 - float(y[min(early, len(y) - 1)])) / drop if drop > 0.01 else 0.0
    return _Course(
        y=y,
        end=end,
        share=share,
        rise=float(np.max(y - np.minimum.accumulate(y))),
        swings=_swings(y),
        stops=float(places[-1] / (len(graph.x) - 1)),
        high=HIGH if graph.floor is None else min(HIGH, graph.floor + ABOVE),
    )


def _swings(y: NDArray[np.float64]) -> int:
    """How often a curve turns, counting only swings higher than ``SWING``."""
    turns, direction = 0, 0
    low = high = float(y[0])
    for value in y[1:]:
        low, high = min(low, float(value)), max(high, float(value))
        if direction >= 0 and value < high - SWING:
            turns += direction > 0
            direction, low = -1, float(value)
        elif direction <= 0 and value > low + SWING:
            turns += direction < 0
            direction, high = 1, float(value)
    return turns


def _change(y: NDArray[np.float64]) -> float:
    """What a straight line through some heights gains or loses."""
    return abs(float(np.polyfit(np.linspace(0, 1, len(y)), y, 1)[0])) if len(y) >= 3 else 0.0
