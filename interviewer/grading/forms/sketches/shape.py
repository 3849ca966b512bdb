"""Checks the shape of a curve: each feature of a criterion, in the bank's words, is checked on the curve's columns.

A feature is written as a person would say it, and the table ``FEATURES`` lists the ways: "near 0 at the left end",
"slope 1 on the right", "kink at 0", "falls slowly". ``|`` separates alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from interviewer.errors import UsageError
from interviewer.grading.forms.sketches.corners import has_corners, jump_in_numbers
from interviewer.grading.forms.sketches.curve import Graph
from interviewer.grading.forms.sketches.falling import diverges, falls_fast, falls_slowly, oscillates, stays_high
from knowledge.answers.drawn import DrawnCurve

FeatureOutcome = Literal["yes", "nearly", "no", "missing", "unseen"]
"""``missing``: that part of the curve is not drawn. ``unseen``: too few numbers were given to tell right from wrong."""
NEAR, NEARLY = 0.045, 0.08
"""Shares of the height within which a value is right, and nearly right. A thick pen's line is about 0.02. A judgement."""
END, KINK = 0.1, 0.3
"""Share of the width that is an end of the curve, and how much the slopes on both sides of a kink must differ at least."""
FEWEST_COLUMNS = 8
"""Fewest columns that show a straight line."""
JUMP, STEEP, JUMP_COLUMNS = 0.68, 0.6, 4
"""A curve that covers this share of its range within four columns, 3 % of the width, jumps, or nearly does. A step of a hand
covers 0.73 or more after smoothing, a sigmoid eight times as steep as the usual one 0.5. Judgements."""
JUMP_IN_NUMBERS = 0.75
"""The same for two numbers that are next to each other and as close."""
RISING, BENT = 0.12, 0.7
"""How far a rising curve can fall back, as a share of its range; and how flat an end must be to level off, as a share of the
steepest part. A straight line has 1 there. Judgements."""


@dataclass(frozen=True)
class FeatureCheck:
    """Whether a curve shows a feature. ``says`` describes the part of the drawing that decides it, and ``stretch`` is where that
    part begins and ends; it is None if the whole curve decides or the part is not drawn."""

    outcome: FeatureOutcome
    says: str
    stretch: tuple[float, float] | None = None


Check = Callable[[Graph, "re.Match[str]", float], FeatureCheck]


def check_feature(feature: str, graph: Graph, height: float) -> FeatureCheck:
    """Check one feature; with ``|``, the best of its alternatives.

    Args:
        height: What the vertical axis spans, in its units.

    Raises:
        UsageError: The feature is not in the table.
    """
    results = [_check_one(way.strip(), graph, height) for way in feature.split("|")]
    order: tuple[FeatureOutcome, ...] = ("yes", "nearly", "no", "missing", "unseen")
    best = min(results, key=lambda shown: order.index(shown.outcome))
    if best.outcome == "no" and len(results) > 1:
        return FeatureCheck(
            "no", results[0].says if len({r.says for r in results}) == 1 else "; ".join(r.says for r in results)
        )
    return best


def features_of(drawn: DrawnCurve) -> tuple[str, ...]:
    """The features of a criterion, and what they imply: a curve that passes from one level to another through a height given in
    the middle is smooth."""
    levels = {f"levels off at the {end} end" for end in ("left", "right")}
    middle = any(re.fullmatch(rf"near {_VALUE} at x = .*", feature) for feature in drawn.features)
    implied = middle and levels <= set(drawn.features) and "smooth" not in drawn.features
    return (*drawn.features, "smooth") if implied else drawn.features


def _check_one(way: str, graph: Graph, height: float) -> FeatureCheck:
    for pattern, check in FEATURES:
        if match := re.fullmatch(pattern, way):
            return check(graph, match, height)
    raise UsageError(
        f"a criterion's drawing has the feature {way!r}, which is not known; see the table in forms/sketches/shape.py"
    )


def _near(graph: Graph, match: re.Match[str], height: float) -> FeatureCheck:
    wanted, place = float(match["value"]), match["place"]
    width = graph.x[-1] - graph.x[0]
    low, high = {
        "the left end": (graph.x[0], graph.x[0] + END * width),
        "the right end": (graph.x[-1] - END * width, graph.x[-1]),
    }.get(place, (float(match["x"] or 0) - 0.02 * width, float(match["x"] or 0) + 0.02 * width))
    where = place if "end" in place else f"x = {float(match['x']):g}"
    _, y = graph.over(low, high)
    if not len(y):
        return FeatureCheck("missing", f"nothing is drawn at {where}")
    value = float(np.mean(y))
    off = abs(value - wanted) / height
    return FeatureCheck(
        _graded(off, NEAR, NEARLY),
        f"at {where} it is at {_short(value)}" + _not(off, NEAR, f", not at {wanted:g}"),
        (low, high),
    )


def _monotone(graph: Graph, match: re.Match[str], height: float) -> FeatureCheck:
    up = match[0] == "rises"
    y = graph.y[graph.drawn] * (1 if up else -1)
    if len(y) < 3:
        return FeatureCheck("missing", "too little of it is drawn")
    spread = float(np.max(y) - np.min(y)) or 1.0
    back = float(np.max(np.maximum.accumulate(y) - y)) / spread
    net = float(y[-1] - y[0]) / spread
    word, other = ("rises", "falls") if up else ("falls", "rises")
    if net < 0.5 or spread < NEAR * height:
        return FeatureCheck("no", f"it does not {word[:-1]} from left to right")
    return FeatureCheck(
        _graded(back, RISING, 2 * RISING),
        f"it {word} from left to right" + _not(back, RISING, f", but {other} on the way"),
    )


def _levels(graph: Graph, match: re.Match[str], height: float) -> FeatureCheck:
    left = match["end"] == "left"
    width = graph.x[-1] - graph.x[0]
    low = graph.x[0] if left else graph.x[-1] - 0.25 * width
    outer = _slope(graph, low, low + 0.25 * width)
    if outer is None:
        return FeatureCheck("missing", f"nothing is drawn at the {match['end']} end")
    steepest = max(
        (
            abs(s)
            for at in np.arange(graph.x[0], graph.x[-1], 0.1 * width)
            if (s := _slope(graph, at, at + 0.2 * width)) is not None
        ),
        default=0.0,
    )
    share = abs(outer) / steepest if steepest > 0.1 * height / width else 0.0
    if share > BENT and graph.exact and sum(low - 1e-9 <= x <= low + 0.25 * width + 1e-9 for x in graph.given) < 2:
        # with one number there, the line to its distant neighbour says nothing
        return FeatureCheck(
            "unseen", f"its numbers are too far apart to show whether it levels off at the {match['end']} end"
        )
    return FeatureCheck(
        _graded(share, BENT, 0.85),
        f"it {'levels off' if share <= BENT else 'goes on without levelling off'} at the {match['end']} end",
        (low, low + 0.25 * width),
    )


def _slope_is(graph: Graph, match: re.Match[str], height: float) -> FeatureCheck:
    wanted, side = float(match["value"]), match["side"]
    slope = _side_slope(graph, side)
    if slope is None:
        return FeatureCheck("missing", f"nothing is drawn on the {side}")
    margin = 0.3 * abs(wanted) if wanted else 0.05
    off = abs(slope - wanted)
    return FeatureCheck(
        _graded(off, margin, 2 * margin),
        f"on the {side} it has slope {_short(slope)}" + _not(off, margin, f", not {wanted:g}"),
        _half(graph, side),
    )


def _slope_between(graph: Graph, match: re.Match[str], height: float) -> FeatureCheck:
    low, high, side = float(match["low"]), float(match["high"]), match["side"]
    slope = _side_slope(graph, side)
    if slope is None:
        return FeatureCheck("missing", f"nothing is drawn on the {side}")
    low = low / 10 if graph.exact else low
    says = f"on the {side} it has slope {_short(slope)}"
    if low <= slope <= high:
        return FeatureCheck("yes", says, _half(graph, side))
    if low / 2 <= slope < low or high < slope <= 1.5 * high:
        how = "hardly to be seen" if slope < low else "rather steep"
        return FeatureCheck("nearly", f"{says}, {how}", _half(graph, side))
    what = "flat" if abs(slope) < low else "falling" if slope < 0 else "too steep"
    return FeatureCheck("no", f"{says}: {what} where it should rise gently", _half(graph, side))


def _kink(graph: Graph, match: re.Match[str], height: float) -> FeatureCheck:
    at = float(match["x"])
    before, after = _line(graph, "left", at), _line(graph, "right", at)
    if before is None or after is None:
        return FeatureCheck("missing", f"it is not drawn on both sides of {at:g}")
    (left, y_left), (right, y_right) = before, after
    width = graph.x[-1] - graph.x[0]
    around = (at - END * width, at + END * width)
    _, here = graph.over(at - 0.02 * width, at + 0.02 * width)
    value = float(np.mean(here)) if len(here) else (y_left + y_right) / 2
    off = max(abs(value - y_left), abs(value - y_right)) / height
    if abs(left - right) < KINK:
        return FeatureCheck("no", f"it has no kink at {at:g}", around)
    return FeatureCheck(
        _graded(off, 1.3 * NEAR, 2 * NEARLY),
        f"it {'has a kink' if off <= 1.3 * NEAR else 'is rounded or broken rather than kinked'} at {at:g}",
        around,
    )


def _smooth(graph: Graph, match: re.Match[str], height: float) -> FeatureCheck:
    """Whether a curve changes gradually, without a jump from one level to another."""
    x, y = graph.x[graph.drawn], graph.y[graph.drawn]
    spread = float(np.max(y) - np.min(y)) if len(y) else 0.0
    if len(y) <= JUMP_COLUMNS or spread < NEAR * height:
        return FeatureCheck("unseen", "too little of it is drawn")
    if graph.exact and (jump := jump_in_numbers(graph, JUMP_COLUMNS, JUMP_IN_NUMBERS * spread)) is not None:
        return FeatureCheck("no", f"it jumps at x = {_short(jump)} instead of changing gradually")
    steps = np.abs(y[JUMP_COLUMNS:] - y[:-JUMP_COLUMNS]) / spread
    at = int(np.argmax(steps))
    share, place = float(steps[at]), _short(float(x[at] + x[at + JUMP_COLUMNS]) / 2)
    if not graph.exact and x[at + JUMP_COLUMNS] - x[at] > 1.5 * JUMP_COLUMNS * (graph.x[1] - graph.x[0]):
        return FeatureCheck("unseen", f"it has a gap at x = {place}")
    if graph.exact or share < STEEP:
        if has_corners(graph):
            return FeatureCheck("nearly", "it is a straight line between two corners instead of bending gradually")
        return FeatureCheck("yes", "it changes gradually")
    says = f"it jumps at x = {place} instead of changing gradually"
    return FeatureCheck(_graded(share, STEEP, JUMP), says, (float(x[at]), float(x[at + JUMP_COLUMNS])))


def _falling(check: Callable[[Graph], tuple[str, str]]) -> Check:
    def run(graph: Graph, match: re.Match[str], height: float) -> FeatureCheck:
        outcome, says = check(graph)
        assert outcome in {"yes", "nearly", "no", "missing"}
        return FeatureCheck(outcome, says)  # type: ignore[arg-type]

    return run


def _slope(graph: Graph, low: float, high: float) -> float | None:
    x, y = graph.over(low, high)
    return float(np.polyfit(x, y, 1)[0]) if len(x) >= 3 else None


def _line(graph: Graph, side: str, at: float = 0.0) -> tuple[float, float] | None:
    """Slope, and height at ``at``, of the straight line through one side, leaving out what is next to ``at`` itself."""
    half = (graph.x[-1] - graph.x[0]) / 2
    low, high = (at - half, at - 0.1 * half) if side == "left" else (at + 0.1 * half, at + half)
    x, y = graph.within(low, high)
    if len(x) < FEWEST_COLUMNS:
        x, y = graph.over(low, high)  # the line itself lies on the edge
    if len(x) < FEWEST_COLUMNS:
        return None
    slope, start = np.polyfit(x - at, y, 1)
    return float(slope), float(start)


def _side_slope(graph: Graph, side: str) -> float | None:
    line = _line(graph, side)
    return None if line is None else line[0]


def _half(graph: Graph, side: str) -> tuple[float, float]:
    return (graph.x[0], 0.0) if side == "left" else (0.0, graph.x[-1])


def _graded(off: float, right: float, nearly: float) -> FeatureOutcome:
    return "yes" if off <= right else "nearly" if off <= nearly else "no"


def _not(off: float, right: float, words: str) -> str:
    return words if off > right else ""


def _short(value: float) -> str:
    return f"{round(value, 2) + 0.0:g}"


_VALUE = r"(?P<value>-?\d+(?:\.\d+)?)"
FEATURES: tuple[tuple[str, Check], ...] = (
    (rf"near {_VALUE} at (?P<place>the left end|the right end|x = (?P<x>-?\d+(?:\.\d+)?))", _near),
    (r"rises|falls", _monotone),
    (r"levels off at the (?P<end>left|right) end", _levels),
    (rf"slope {_VALUE} on the (?P<side>left|right)", _slope_is),
    (
        r"slope between (?P<low>-?\d+(?:\.\d+)?) and (?P<high>-?\d+(?:\.\d+)?) on the (?P<side>left|right)",
        _slope_between,
    ),
    (r"smooth", _smooth),
    (r"kink at (?P<x>-?\d+(?:\.\d+)?)", _kink),
    (r"diverges", _falling(diverges)),
    (r"oscillates", _falling(oscillates)),
    (r"stays high after a drop", _falling(stays_high)),
    (r"falls slowly", _falling(falls_slowly)),
    (r"falls fast, then levels off low", _falling(falls_fast)),
)
"""The features, each as a pattern and a check."""
