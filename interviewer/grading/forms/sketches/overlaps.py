"""Curves of a picture that run on beneath others: where one colour ends on another curve, it gets the columns of that curve."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
SHORTEST = 0.02
"""Share of the width that must be missing before a curve counts as hidden; a shorter gap is closed anyway."""
NEAR = 2.0
"""How many line widths from another curve a curve can end and still run into it."""
DRAWN = 0.6
"""Share of a gap in which a curve must be drawn to be the one on top; other curves cross it."""
SOLID, LONGEST_SPECK = 0.4, 2
"""Share of a line's thickness that a column of it must have, and the line widths up to which a piece is only a speck."""
COVERED = 2
"""Pixels of a curve, in line widths, that the one on top of it covers at least before it hides all of it."""
BESIDE, CLOSE = 6, 2.5
"""How many line widths before the end of a curve the one on top must be close to it, and how close, in line widths."""
BEFORE = 6
"""How many line widths before the end of a curve are searched for the colour that covers it."""


def with_hidden(masks: Mapping[str, Mask]) -> dict[str, Mask]:
    """The masks, each with the columns in which its curve is hidden by another that lies on top of it.

    Lines on top of each other have one colour, that of the last. A curve that ends on another, and not at the edge, is taken
    to go on beneath it.
    """
    solid = {name: _without_specks(mask) for name, mask in masks.items()}
    found = {}
    for colour, mask in masks.items():
        others = {name: other for name, other in solid.items() if name != colour and other.any()}
        filled = mask.copy()
        for gap in _gaps(solid[colour], others):
            over = _covering(solid[colour], others, gap)
            if over is not None:
                start, end = _within(gap, others[over])
                filled[:, start:end] = others[over][:, start:end]
        found[colour] = filled
    return found


def _without_specks(mask: Mask) -> Mask:
    """A mask without the specks where two lines of other colours cross and their edges blend."""
    thick = _thickness(mask)
    full = mask.sum(axis=0) >= SOLID * thick
    out = mask.copy()
    edges = np.flatnonzero(np.diff(np.concatenate(([0], full.astype(np.int8), [0]))))
    out[:, ~full] = False
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start < LONGEST_SPECK * thick:
            out[:, start:end] = False
    return out


def _gaps(mask: Mask, others: Mapping[str, Mask]) -> Iterator[tuple[int, int]]:
    """The columns without a curve, between its pieces and towards the ends of the longest other curve."""
    columns = np.flatnonzero(mask.any(axis=0))
    drawn = [np.flatnonzero(other.any(axis=0)) for other in others.values()]
    if not len(columns) or not drawn:
        return
    least = max(2, int(SHORTEST * mask.shape[1]))
    first, last = min(int(d[0]) for d in drawn), max(int(d[-1]) for d in drawn)
    edges = [(first, int(columns[0])), (int(columns[-1]) + 1, last + 1)]
    inner = [(int(a) + 1, int(b)) for a, b in itertools.pairwise(columns)]
    yield from ((start, end) for start, end in (*edges, *inner) if end - start >= least)


def _covering(mask: Mask, others: Mapping[str, Mask], gap: tuple[int, int]) -> str | None:
    """The colour that covers a curve in a gap; None if it may just end there.

    On each side of the gap where the curve is drawn, it must run into that colour, which covers part of its line before it
    ends: a curve that only ends on another is drawn over it, or next to it.
    """
    start, end = gap
    sides = [(start - 1, -1), (end, 1)]
    sides = [(column, step) for column, step in sides if 0 <= column < mask.shape[1] and mask[:, column].any()]
    fitting = [name for name, other in others.items() if all(_meets(mask, other, at, step) for at, step in sides)]
    fitting = [name for name in fitting if _spans(others[name], gap, inner=len(sides) > 1)]
    if not sides or not fitting:
        return None
    fitting = [name for name in fitting if all(_runs_along(mask, others[name], at, step) for at, step in sides[:1])]
    if not fitting:
        return None
    eaten = {name: sum(_eaten(mask, others[name], at, step) for at, step in sides) for name in fitting}
    best = max(eaten, key=lambda name: eaten[name])
    return best if eaten[best] >= COVERED * _thickness(mask) else None


def _within(gap: tuple[int, int], other: Mask) -> tuple[int, int]:
    """The part of a gap in which another curve is drawn."""
    columns = np.flatnonzero(other[:, gap[0] : gap[1]].any(axis=0))
    return (gap[0] + int(columns[0]), gap[0] + int(columns[-1]) + 1) if len(columns) else (gap[0], gap[0])


def _spans(other: Mask, gap: tuple[int, int], inner: bool) -> bool:
    """Whether a curve is drawn in nearly all of a gap; at an end of the picture it may leave through the top or the bottom."""
    start, end = gap if inner else _within(gap, other)
    long_enough = end - start >= max(2, SHORTEST * other.shape[1])
    return long_enough and bool(other[:, start:end].any(axis=0).mean() > DRAWN)


def _meets(mask: Mask, other: Mask, column: int, step: int) -> bool:
    """Whether a curve ends on another: the other has ink near its last place."""
    middle, thick = _line(mask, column, step)
    near = int(NEAR * thick) + 1
    low, high = max(0, int(middle) - near), int(middle) + near + 1
    left, right = sorted((column, column - step * near))
    return bool(other[low:high, max(0, left) : right + 1].any())


def _runs_along(mask: Mask, other: Mask, column: int, step: int) -> bool:
    """Whether another curve comes close to a curve at a small angle before it ends, and does not only cross it."""
    middle, thick = _line(mask, column, step)
    at = column + step * int(BESIDE * thick)
    reach = int(CLOSE * thick) + 1
    return 0 <= at < mask.shape[1] and bool(other[max(0, int(middle) - reach) : int(middle) + reach + 1, at].any())


def _eaten(mask: Mask, other: Mask, column: int, step: int) -> int:
    """How many pixels of a curve's line another colour has taken just before the curve ends."""
    middle, thick = _line(mask, column, step)
    half = thick / 2
    low, high = max(0, round(middle - half)), round(middle + half) + 1
    left, right = sorted((column, column + step * int(BEFORE * thick)))
    return int(other[low:high, max(0, left) : right + 1].sum())


def _line(mask: Mask, column: int, step: int) -> tuple[float, float]:
    """The height of a curve near its end, and the thickness of its line."""
    thick = _thickness(mask)
    at = column + step * int(2 * thick)
    near = np.flatnonzero(mask[:, at]) if 0 <= at < mask.shape[1] else np.array([])
    rows = near if len(near) else np.flatnonzero(mask[:, column])
    return float(rows.mean()), thick


def _thickness(mask: Mask) -> float:
    """The thickness of a line, in pixels: the median of its columns."""
    thickness = mask.sum(axis=0)
    return float(np.median(thickness[thickness > 0])) if thickness.any() else 1.0


__all__ = ["with_hidden"]
