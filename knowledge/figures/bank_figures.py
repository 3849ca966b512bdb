"""Draws the bank's figures as SVG from data: ``python -m knowledge.figures`` writes them below ``knowledge/bank``.

Each stands on a card of its own, so it reads the same on a light and on a dark page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from knowledge.figures.drawing import AMBER, INK, LINE, QUIET, ROSE, TEAL, VIOLET, Canvas, Plot

FOLDER = Path(__file__).parents[1] / "bank" / "figures"
Tree = Any
"""A leaf (a number) or a list of trees."""


# trees


def _minimax(node: Tree, maximise: bool) -> float:
    if not isinstance(node, list):
        return float(node)
    return (max if maximise else min)(_minimax(child, not maximise) for child in node)


def tree(
    root: Tree,
    solved: bool,
    pruned: Sequence[tuple[int, ...]] = (),
    notes: Mapping[tuple[int, ...], str] = MappingProxyType({}),
) -> str:
    """A game tree, its root a max node. ``pruned`` and ``notes`` name nodes by the way from the root."""
    depth = 1
    level: Tree = root
    while isinstance(level, list):
        depth, level = depth + 1, level[0]
    width, height, r = 720, 96 * depth, 20
    canvas = Canvas(width, height, "game tree, solved" if solved else "game tree")
    for row in range(depth - 1):
        canvas.text(16, 56 + 88 * row, "max" if row % 2 == 0 else "min", 14, QUIET, "start")

    def cut(path: tuple[int, ...]) -> bool:
        return any(path[: len(p)] == p for p in pruned)

    def draw(node: Tree, path: tuple[int, ...], left: float, right: float) -> None:
        x, y = (left + right) / 2, 50 + 88 * len(path)
        if isinstance(node, list):
            step = (right - left) / len(node)
            for number, child in enumerate(node):
                gone = solved and cut((*path, number))
                canvas.line(
                    x, y, left + step * (number + 0.5), y + 88, ROSE if gone else QUIET, 1.5, "5 5" if gone else ""
                )
                if gone and not cut(path):
                    mx, my = (x + left + step * (number + 0.5)) / 2, y + 44
                    canvas.line(mx - 9, my + 7, mx + 9, my - 7, ROSE, 3)
                draw(child, (*path, number), left + step * number, left + step * (number + 1))
        gone = solved and cut(path)
        leaf = not isinstance(node, list)
        if leaf:
            canvas.box(x - 17, y - 17, 34, 34, "#f1f5f9", ROSE if gone else LINE)
        else:
            canvas.circle(x, y, r, "#ffffff", ROSE if gone else TEAL, "4 4" if gone else "")
        label = f"{node}" if leaf else f"{_minimax(node, len(path) % 2 == 0):g}" if solved and not gone else ""
        canvas.text(x, y + 6, label, 17, ROSE if gone else INK, bold=True)
        if solved and path in notes:
            side = -1 if path and path[-1] == 0 else 1
            canvas.text(x + side * (r + 6), y - 14, notes[path], 13, TEAL, "end" if side < 0 else "start")

    draw(root, (), 60, width - 10)
    return canvas.svg()


FIRST_TREE: Tree = [[3, 5], [2, 6]]
SECOND_TREE: Tree = [[[3, 5], [2, 6]], [[1, 4], [5, 9]]]


# plots


def activations() -> str:
    """Sigmoid, tanh, ReLU and leaky ReLU (slope 0.1, so that it can be seen)."""
    canvas = Canvas(720, 440, "sigmoid, tanh, ReLU and leaky ReLU")
    shown: list[tuple[str, Callable[[float], float], tuple[float, float], tuple[float, ...], str]] = [
        ("sigmoid", lambda x: 1 / (1 + math.exp(-x)), (-0.25, 1.25), (0.5, 1), TEAL),
        ("tanh", math.tanh, (-1.4, 1.4), (-1, 1), AMBER),
        ("ReLU", lambda x: max(0.0, x), (-1.0, 4.0), (2, 4), VIOLET),
        ("leaky ReLU (slope 0.1 for x < 0)", lambda x: x if x > 0 else 0.1 * x, (-1.0, 4.0), (2, 4), ROSE),
    ]
    for number, (name, f, y, levels, colour) in enumerate(shown):
        left, top = 50 + 345 * (number % 2), 46 + 208 * (number // 2)
        plot = Plot(canvas, (left, top, 280, 140), (-4, 4), y)
        for value in levels:
            plot.level(value, f"{value:g}")
        plot.axes()
        plot.draw(f, colour)
        canvas.text(left + 140, top - 14, name, 16, colour, bold=True)
        for value in (-4, 4):
            canvas.text(plot.at(value, y[0])[0], top + 158, f"{value}", 12, QUIET)
    return canvas.svg()


def simulated_errors(rate: float, epochs: int = 40, runs: int = 40) -> list[float]:
    """Training error by epoch of SGD on a noisy quadratic with curvatures 1, 0.3 and 0.08, as a share of its start.

    The mean of several runs, four steps an epoch, gradient noise of standard deviation 0.15, seed 3.
    """
    rng = np.random.default_rng(3)
    curvature = np.array([1.0, 0.3, 0.08])
    w = np.tile([2.0, 3.0, 4.0], (runs, 1))
    errors = []
    for _ in range(epochs + 1):
        errors.append(float((curvature * w**2).sum(axis=1).mean()))
        for _ in range(4):
            w = w - rate * (curvature * w + 0.15 * rng.normal(size=w.shape))
    return [error / errors[0] for error in errors]


def learning_rates() -> str:
    """Training error against epochs for four learning rates, simulated."""
    canvas = Canvas(
        720, 380, "training error against epochs for learning rates that are too high, too low and acceptable"
    )
    plot = Plot(canvas, (70, 40, 430, 270), (0, 40), (0, 1.25))
    plot.axes()
    canvas.text(285, 350, "epochs", 15, QUIET)
    canvas.text(22, 30, "training error", 15, QUIET, "start")
    rows = [
        ("too low", simulated_errors(0.006), AMBER, ""),
        ("acceptable", simulated_errors(0.1), TEAL, ""),
        ("too high: stays high", simulated_errors(1.96), ROSE, ""),
        ("far too high", simulated_errors(2.015), VIOLET, "6 4"),
    ]
    for number, (name, errors, colour, dash) in enumerate(rows):
        shown = [e for n, e in enumerate(errors) if max(errors[: n + 1]) < 1.3]
        canvas.curve([plot.at(n, e) for n, e in enumerate(shown)], colour, 2.5, dash)
        canvas.line(520, 72 + 34 * number, 548, 72 + 34 * number, colour, 3, dash)
        canvas.text(558, 77 + 34 * number, name, 15, INK, "start")
    return canvas.svg()


# layers


def pooling() -> str:
    """Max and average pooling of one 4 x 4 map by 2 x 2 windows."""
    values = np.array([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]])
    blocks = values.reshape(2, 2, 2, 2).swapaxes(1, 2)
    canvas = Canvas(720, 300, "2 by 2 max pooling and average pooling of a 4 by 4 map")
    tints = (("#d7efec", "#fdebd3"), ("#e6defa", "#fbdde3"))

    def grid(data: Any, left: float, top: float, cell: float, name: str, step: int, form: str) -> None:
        for i, row in enumerate(data):
            for j, value in enumerate(row):
                canvas.box(left + cell * j, top + cell * i, cell, cell, tints[i // step][j // step], "#ffffff")
                canvas.text(
                    left + cell * (j + 0.5), top + cell * (i + 0.5) + 6, format(value, form), 18, INK, bold=True
                )
        canvas.text(left + cell * len(data) / 2, top + cell * len(data) + 26, name, 15, QUIET)

    grid(values, 40, 40, 52, "input, 2 x 2 windows", 2, "d")
    grid(blocks.max(axis=(2, 3)), 340, 88, 56, "max", 1, "d")
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
    """Two 3 x 3 layers reach as far as one 5 x 5, drawn in one dimension."""
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


def xor_points() -> str:
    """The four inputs of XOR, and where the two hidden ReLU units of the reference answer put them."""
    canvas = Canvas(720, 330, "XOR before and after the hidden layer")
    points = [(0, 0), (0, 1), (1, 0), (1, 1)]
    hidden = [(max(0, a + b), max(0, a + b - 1)) for a, b in points]
    for left, shown, names, limit in ((70, points, ("x₁", "x₂"), 1.35), (420, hidden, ("h₁", "h₂"), 2.35)):
        plot = Plot(canvas, (left, 50, 230, 220), (-0.2, limit), (-0.2, limit if limit < 2 else 1.35))
        plot.axes()
        canvas.text(left + 240, plot.at(0, 0)[1] + 6, names[0], 16, QUIET, "start")
        canvas.text(plot.at(0, 0)[0], 38, names[1], 16, QUIET)
        if limit > 2:
            canvas.line(*plot.at(0.4, -0.05), *plot.at(2.3, 0.9), TEAL, 2, "6 4")
        for (a, b), (x, y) in zip(points, shown, strict=True):
            px, py = plot.at(x, y)
            canvas.circle(px, py, 10, TEAL if a != b else "#ffffff", INK)
    canvas.text(185, 310, "no line separates the classes", 14, QUIET)
    canvas.text(535, 310, "after the hidden layer one does", 14, QUIET)
    return canvas.svg()


def norm_axes() -> str:
    """Over which entries of an examples-by-features table batch norm and layer norm take their statistics."""
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


def schedules() -> str:
    """Learning rate against steps: warmup with cosine decay, step decay, and warm restarts."""
    canvas = Canvas(720, 270, "learning-rate schedules")
    shown: list[tuple[str, Callable[[float], float], str]] = [
        (
            "warmup, cosine decay",
            lambda t: t / 0.1 if t < 0.1 else 0.5 * (1 + math.cos(math.pi * (t - 0.1) / 0.9)),
            TEAL,
        ),
        ("step decay", lambda t: 1.0 if t < 0.4 else 0.3 if t < 0.75 else 0.09, AMBER),
        ("warm restarts", lambda t: 0.5 * (1 + math.cos(math.pi * ((3 * t) % 1.0))), VIOLET),
    ]
    for number, (name, f, colour) in enumerate(shown):
        left = 40 + 232 * number
        plot = Plot(canvas, (left, 60, 184, 140), (0, 1), (0, 1.1))
        plot.axes()
        plot.draw(f, colour)
        canvas.text(left + 92, 40, name, 16, colour, bold=True)
        canvas.text(left + 92, 226, "steps", 13, QUIET)
    canvas.text(24, 252, "height: learning rate", 13, QUIET, "start")
    return canvas.svg()


FIGURES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "rl-04.svg": lambda: tree(FIRST_TREE, solved=False),
        "rl-04-solved.svg": lambda: tree(FIRST_TREE, solved=True),
        "rl-07.svg": lambda: tree(SECOND_TREE, solved=False),
        "rl-07-solved.svg": lambda: tree(
            SECOND_TREE,
            solved=True,
            pruned=((1, 1),),
            notes={
                (): "α = 5",
                (0,): "β = 5",
                (0, 0): "α = 5",
                (0, 1): "α = 6 ≥ β",
                (1,): "β = 4 ≤ α",
                (1, 0): "α = 5",
            },
        ),
        "activations.svg": activations,
        "learning-rates.svg": learning_rates,
        "schedules.svg": schedules,
        "norm-axes.svg": norm_axes,
        "xor.svg": xor_points,
        "pooling.svg": pooling,
        "local-connectivity.svg": local_connectivity,
        "receptive-field.svg": receptive_field,
    }
)


def write_all(folder: Path = FOLDER) -> int:
    """Draw every figure into a folder; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in FIGURES.items():
        (folder / name).write_text(draw(), encoding="utf-8")
    return len(FIGURES)
