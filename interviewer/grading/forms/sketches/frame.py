"""Finds the axes or the frame of a plot in a picture: long straight lines without colour, whose ends are the ends of the axes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONG = 0.55
"""Share of the picture that a straight line must cover to be an axis. A plot with ordinary margins fills three quarters; a curve that
is flat on one side covers half."""
GREY = 0.35
"""Share of such a line that must have no colour: a coloured curve may hide the rest. A judgement."""


@dataclass(frozen=True)
class Frame:
    """The ends of the axes, in pixels: columns of the left and right ends, and rows of the top and bottom.

    Attributes:
        rows, columns: Pixels that belong to lines of the axes, the frame or a grid.
    """

    left: int
    right: int
    top: int
    bottom: int
    rows: tuple[int, ...]
    columns: tuple[int, ...]


def frame_of(drawn: NDArray[np.bool_], coloured: NDArray[np.bool_]) -> Frame | None:
    """The frame, or the pair of axes; None without a long line in both directions.

    Args:
        drawn, coloured: (height, width), the pixels that are not background, and those of them that have a colour.
    """
    across, down = _long_lines(drawn, coloured), _long_lines(drawn.T, coloured.T)
    if not across or not down:
        return None
    left, right = min(start for _, start, _ in across), max(end for _, _, end in across)
    top, bottom = min(start for _, start, _ in down), max(end for _, _, end in down)
    return Frame(
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        rows=tuple(at for at, _, _ in across),
        columns=tuple(at for at, _, _ in down),
    )


def _long_lines(drawn: NDArray[np.bool_], coloured: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """The rows with a long straight line, with its first and last column."""
    width = drawn.shape[1]
    found = []
    for row in np.flatnonzero(drawn.mean(axis=1) >= LONG):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], drawn[row].astype(np.int8), [0]))))
        start, end = max(zip(edges[::2], edges[1::2], strict=True), key=lambda run: int(run[1] - run[0]))
        plain = float((~coloured[row, start:end]).mean())
        if end - start >= LONG * width and plain >= GREY:
            found.append((int(row), int(start), int(end) - 1))
    return found
