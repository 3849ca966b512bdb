"""Whether a curve from one level to another bends gradually, or is a straight ramp with two corners, like a hard sigmoid.

Both shapes have four numbers: two levels, and where and how steeply it goes from one to the other. The curve has corners if the ramp
fits it much better than the logistic function.
"""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.forms.sketches.curve import Graph

CORNERED = 0.45
"""Below this share the curve has corners. Of 171 right drawings, most by an unsteady hand, the lowest has 0.84; hard sigmoids and
hard tanhs have less than 0.4, even where the hand trembles by 2 % of the height."""
PLACES, WIDTHS = 31, 24
"""How many middles and widths of the rise are tried."""
NARROWEST, WIDEST = 0.02, 0.7
"""The widths of the rise that are tried, as shares of the curve's width; a ramp as wide as the curve is a straight line."""
FEWEST = 9
"""Fewest points to tell the shapes apart: with less, a ramp can go through all of them."""


def has_corners(graph: Graph) -> bool:
    """Whether a curve is a ramp; of one that is given by numbers, only these count."""
    x, y = graph.x[graph.drawn], graph.y[graph.drawn]
    if graph.exact:
        x, y = np.array(graph.given), np.interp(graph.given, x, y)
    share = ramp_share(x, y)
    return share is not None and share < CORNERED


def jump_in_numbers(graph: Graph, columns: int, least: float) -> float | None:
    """Where a curve given by numbers jumps; None if it does not. They can be far apart: only two next to each other show a jump.

    Args:
        columns: How close they must be, in columns.
        least: By how much they must differ, in the units of the vertical axis.
    """
    near = columns * float(graph.x[1] - graph.x[0])
    heights = np.interp(graph.given, graph.x[graph.drawn], graph.y[graph.drawn])
    for left, right, rise in zip(graph.given, graph.given[1:], np.abs(np.diff(heights)), strict=False):
        if rise > least and right - left <= near + 1e-9:
            return (left + right) / 2
    return None


def ramp_share(x: NDArray[np.float64], y: NDArray[np.float64]) -> float | None:
    """What a ramp leaves unexplained, as a share of what a logistic function leaves; None for a curve of too few points.

    Args:
        x, y: (n,), from left to right.
    """
    width = float(x[-1] - x[0]) if len(x) >= FEWEST else 0.0
    if width <= 0:
        return None
    middles = np.linspace(x[0] + 0.2 * width, x[-1] - 0.2 * width, PLACES)
    widths = np.geomspace(NARROWEST, WIDEST, WIDTHS) * width
    ramps, smooth = [], []
    for middle, wide in itertools.product(middles, widths):
        at = (x - middle) / wide
        ramps.append(_left(np.clip(at + 0.5, 0, 1), y))
        smooth.append(_left(1 / (1 + np.exp(-np.clip(4 * at, -60, 60))), y))
    floor = 1e-9 * float(np.var(y)) * len(y)
    return (min(ramps) + floor) / (min(smooth) + floor)


def _left(shape: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """The sum of squares that is left of a curve after the best multiple of a shape and a level are taken away."""
    centred, rest = shape - shape.mean(), y - y.mean()
    size = float(centred @ centred)
    if size < 1e-12:
        return float(rest @ rest)
    off = rest - centred * float(centred @ rest) / size
    return float(off @ off)
