"""Layers of networks: what they connect, and what their statistics are computed over."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.figures.drawing import AMBER, INK, LINE, QUIET, ROSE, TEAL, Canvas


def pooling() -> str:
    """Max and average pooling of one 4 x 4 map by 2 x 2 windows."""
    values = np.array([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], dtype=float)
    blocks = values.reshape(2, 2, 2, 2).swapaxes(1, 2)
    canvas = Canvas(720, 300, "2 by 2 max pooling and average pooling of a 4 by 4 map")
    tints = (("#d7efec", "#fdebd3"), ("#e6defa", "#fbdde3"))

    def grid(data: NDArray[np.float64], left: float, top: float, cell: float, name: str, step: int, form: str) -> None:
        for i, row in enumerate(data):
            for j, value in enumerate(row):
                canvas.box(left + cell * j, top + cell * i, cell, cell, tints[i // step][j // step], "#ffffff")
                canvas.text(
                    left + cell * (j + 0.5), top + cell * (i + 0.5) + 6, format(value, form), 18, INK, bold=True
                )
        canvas.text(left + cell * len(data) / 2, top + cell * len(data) + 26, name, 15, QUIET)

    grid(values, 40, 40, 52, "input, 2 x 2 windows", 2, ".0f")
    grid(blocks.max(axis=(2, 3)), 340, 88, 56, "max", 1, ".0f")
    grid(blocks.mean(axis=(2, 3)), 550, 88, 56, "average", 1, ".2f")
    canvas.text(294, 152, "→", 26, QUIET)
    return canvas.svg()


def local_connectivity() -> str:
    """Which inputs an output sees, and which weights are shared, in three kinds of layer with five inputs."""
    canvas = Canvas(720, 270, "connections of a convolution, a locally connected and a fully connected layer")
    palette = (TEAL, AMBER, ROSE)
    kinds = ("convolution", "locally connected", "fully connected")
    notes = ("3 weights, shared", "9 weights, local", "15 weights, all to all")
    for number, kind in enumerate(kinds):
        left = 36 + 232 * number
        inputs = [left + 46 * i for i in range(5)]
        outputs = [left + 46 * (i + 1) for i in range(3)]
        for o, x in enumerate(outputs):
            seen = range(5) if number == 2 else range(o, o + 3)
            for i in seen:
                colour = palette[i - o] if number == 0 else QUIET
                dash = ("", "6 4", "2 4")[o] if number == 1 else ""
                canvas.line(inputs[i], 180, x, 80, colour, 2, dash)
        for x in inputs:
            canvas.circle(x, 180, 11, "#ffffff", INK)
        for x in outputs:
            canvas.circle(x, 80, 11, "#ffffff", INK)
        canvas.text(left + 92, 44, kind, 16, INK, bold=True)
        canvas.text(left + 92, 228, notes[number], 14, QUIET)
    canvas.text(
        14,
        252,
        "Lines of one colour carry the same weight; grey lines each have a weight of their own.",
        13,
        QUIET,
        "start",
    )
    return canvas.svg()


def receptive_field() -> str:
    """Two 3 x 3 layers see as much as one 5 x 5 layer, drawn in one dimension."""
    canvas = Canvas(720, 250, "two layers of width three see five inputs")
    xs = [90 + 60 * i for i in range(10)]
    rows = {0: range(2, 7), 1: range(3, 6), 2: range(4, 5)}
    heights = (195, 125, 55)
    for row in (1, 2):
        for i in rows[row]:
            for j in (i - 1, i, i + 1):
                canvas.line(xs[i], heights[row], xs[j], heights[row - 1], TEAL, 1.6)
    for row in range(3):
        for i in range(10):
            lit = i in rows[row]
            canvas.circle(xs[i], heights[row], 12, "#d7efec" if lit else "#ffffff", TEAL if lit else LINE)
    for height, name in zip(heights, ("input", "layer 1", "layer 2"), strict=True):
        canvas.text(12, height + 5, name, 14, QUIET, "start")
    canvas.text(360, 235, "one unit of layer 2 sees five inputs, as one filter of width five would", 14, QUIET)
    return canvas.svg()


def norm_axes() -> str:
    """The entries of an examples-by-features table over which batch norm and layer norm compute their statistics."""
    canvas = Canvas(720, 290, "axes of batch norm and layer norm")
    for left, name, marked in ((70, "batch norm", "column"), (430, "layer norm", "row")):
        for i in range(4):
            for j in range(5):
                lit = (j == 1) if marked == "column" else (i == 1)
                canvas.box(left + 42 * j, 66 + 42 * i, 42, 42, "#bfe5e0" if lit else "#ffffff")
        canvas.text(left + 105, 40, name, 17, INK, bold=True)
        canvas.text(left + 105, 262, f"a mean and a variance for each {marked}", 14, QUIET)
    canvas.text(350, 146, "examples ↓", 14, QUIET)
    canvas.text(350, 168, "features →", 14, QUIET)
    return canvas.svg()
