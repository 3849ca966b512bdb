"""A drawn curve as a function of the column, whether it was drawn with a pen or a mouse, or given as a table of values."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

COLUMNS = 121
"""Columns of a curve: about four pixels each on the page's canvas, less than a hand's tremor moves sideways."""
GAP = 0.08
"""A gap of at most this share of the width is bridged, as where the pen was lifted. A judgement."""
SMOOTHED = 5
"""Columns that are averaged to smooth out a hand's tremor; 4 % of the width."""
APART = 0.12
"""Two lines in one column that are further apart than this share of the height are two curves, not one drawn over."""
AT_EDGE, FEWEST_AT_EDGE = 0.005, 3
"""This close to the top or bottom of the axes, as a share of the height, and in so many columns in a row, a line has run into the
edge: the pen moved on outside, and only its place along the edge was recorded."""
MANY_APART = 0.25
"""With this share of columns with two lines, a curve is no longer a function."""

CurvePoint = tuple[float, float]
Stroke = tuple[CurvePoint, ...]


@dataclass(frozen=True)
class Curve:
    """One curve of a drawing.

    Attributes:
        label: Its name as written; "" without a name.
        colour: Its colour in words where it has no name, as in a picture.
        strokes: Its lines, each a row of points in the units of the axes.
        exact: Whether it was given by numbers, so that even a small slope is meant.
        framed: Whether it was drawn in a picture with axes, whose ends are then known.
    """

    label: str
    strokes: tuple[Stroke, ...]
    colour: str = ""
    exact: bool = False
    framed: bool = False

    @property
    def span(self) -> tuple[float, float]:
        """Where it begins and ends on the horizontal axis."""
        xs = [x for stroke in self.strokes for x, _ in stroke]
        return min(xs), max(xs)


@dataclass(frozen=True)
class Graph:
    """A curve as a function.

    Attributes:
        x: float64 (COLUMNS,), the middle of each column.
        y: float64 (COLUMNS,), smoothed; NaN where nothing is drawn.
        doubled: Share of the drawn columns with lines that are far apart, 0..1.
        exact: See ``Curve``.
        floor: Where the lowest of the other curves in the drawing ends, as a share of its beginning; None without others.
        given: The positions of the numbers that define it, from left to right; empty if it was drawn.
        at_edge: (COLUMNS,), where it runs along the top or bottom of the axes; None if they are not known.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    doubled: float
    exact: bool
    floor: float | None = None
    given: tuple[float, ...] = ()
    at_edge: NDArray[np.bool_] | None = None

    @property
    def drawn(self) -> NDArray[np.bool_]:
        """Which columns have a value."""
        return ~np.isnan(self.y)

    @property
    def end_share(self) -> float | None:
        """Where it ends as a share of where it begins; None if nothing is drawn or it begins at or below zero."""
        y = self.y[self.drawn]
        return float(np.mean(y[-max(1, len(y) // 10) :]) / y[0]) if len(y) and y[0] > 0 else None

    def over(self, low: float, high: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The columns from ``low`` to ``high`` that have a value."""
        here = self.drawn & (self.x >= low - 1e-9) & (self.x <= high + 1e-9)
        return self.x[here], self.y[here]

    def within(self, low: float, high: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The columns from ``low`` to ``high`` that have a value, without those along the edge of the axes."""
        if self.at_edge is None:
            return self.over(low, high)
        return replace(self, y=np.where(self.at_edge, np.nan, self.y)).over(low, high)


def graph_of(
    curve: Curve, domain: tuple[float, float], height: float, edges: tuple[float, float] | None = None
) -> Graph:
    """A curve by column.

    Args:
        domain: The range of the columns on the horizontal axis.
        height: What the vertical axis spans, in its units.
        edges: The bottom and top of the axes.
    """
    x = np.linspace(*domain, COLUMNS)
    crossings: list[list[float]] = [[] for _ in range(COLUMNS)]
    for stroke in curve.strokes:
        _cross(stroke, x, crossings)
    y = np.array([float(np.median(ys)) if ys else np.nan for ys in crossings])
    drawn = [ys for ys in crossings if ys]
    doubled = sum(max(ys) - min(ys) > APART * height for ys in drawn) / max(1, len(drawn))
    y = _bridged(y)
    given = tuple(sorted(at for stroke in curve.strokes for at, _ in stroke)) if curve.exact else ()
    at_edge = _runs_along(y, edges, height) if edges and not curve.exact else None
    return Graph(x, y if curve.exact else _smoothed(y), doubled, curve.exact, given=given, at_edge=at_edge)


def _runs_along(y: NDArray[np.float64], edges: tuple[float, float], height: float) -> NDArray[np.bool_]:
    """Where a curve runs along one of the edges, including the neighbouring columns that smoothing bends."""
    out = np.zeros(len(y), dtype=bool)
    for edge in edges:
        here: list[int] = np.flatnonzero(np.abs(y - edge) <= AT_EDGE * height).tolist()
        for _, run in itertools.groupby(enumerate(here), key=lambda pair: pair[1] - pair[0]):
            columns = [column for _, column in run]
            if len(columns) >= FEWEST_AT_EDGE:
                out[max(0, columns[0] - SMOOTHED // 2) : columns[-1] + SMOOTHED // 2 + 1] = True
    return out


def _cross(stroke: Stroke, x: NDArray[np.float64], crossings: list[list[float]]) -> None:
    """Note the heights at which a stroke crosses the middle of each column."""
    step = x[1] - x[0]
    if len(stroke) == 1:
        column = round((stroke[0][0] - x[0]) / step)
        if 0 <= column < len(x):
            crossings[column].append(stroke[0][1])
        return
    for (x0, y0), (x1, y1) in itertools.pairwise(stroke):
        if x0 > x1:
            x0, y0, x1, y1 = x1, y1, x0, y0
        first, last = int(np.ceil((x0 - x[0]) / step - 1e-9)), int(np.floor((x1 - x[0]) / step + 1e-9))
        for column in range(max(0, first), min(len(x) - 1, last) + 1):
            # two points may lie so close together that the share of the way between them is lost in rounding
            share = min(1.0, max(0.0, (x[column] - x0) / (x1 - x0))) if x1 > x0 else 0.5
            crossings[column].append(y0 + share * (y1 - y0))


def _bridged(y: NDArray[np.float64]) -> NDArray[np.float64]:
    """The columns with short gaps filled by a straight line."""
    drawn = np.flatnonzero(~np.isnan(y))
    out = y.copy()
    for before, after in itertools.pairwise(drawn):
        if 1 < after - before <= GAP * len(y) + 1:
            out[before : after + 1] = np.linspace(y[before], y[after], after - before + 1)
    return out


def _smoothed(y: NDArray[np.float64]) -> NDArray[np.float64]:
    out = y.copy()
    half = SMOOTHED // 2
    for column in np.flatnonzero(~np.isnan(y)):
        near = y[max(0, column - half) : column + half + 1]
        if len(near) == SMOOTHED:
            out[column] = float(np.nanmean(near))
    return out


def simplified(points: Sequence[CurvePoint], tolerance: float) -> Stroke:
    """A row of points without those within a tolerance of the line between their neighbours (Douglas & Peucker 1973)."""
    if len(points) < 3:
        return tuple(points)
    kept = {0, len(points) - 1}
    open_spans = [(0, len(points) - 1)]
    array = np.asarray(points, dtype=float)
    while open_spans:
        start, end = open_spans.pop()
        if end - start < 2:
            continue
        along = array[end] - array[start]
        length = float(np.hypot(*along)) or 1.0
        off = array[start + 1 : end] - array[start]
        distance = np.abs(along[0] * off[:, 1] - along[1] * off[:, 0]) / length
        worst = int(np.argmax(distance))
        if distance[worst] > tolerance:
            middle = start + 1 + worst
            kept.add(middle)
            open_spans += [(start, middle), (middle, end)]
    return tuple(points[i] for i in sorted(kept))
