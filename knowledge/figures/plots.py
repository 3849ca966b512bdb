"""Curves and points on axes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from knowledge.figures.drawing import AMBER, INK, QUIET, ROSE, TEAL, VIOLET, Canvas, Plot


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


LEARNING_RATES: Mapping[str, float] = MappingProxyType(
    {"too low": 0.004, "acceptable": 0.07, "too high: stays high": 1.992, "far too high": 2.015}
)


def simulated_errors(rate: float, epochs: int = 40, runs: int = 40) -> list[float]:
    """Training error by epoch of SGD on a noisy quadratic with curvatures 1, 0.3 and 0.08, as a share of its start.

    The mean of several runs with four steps per epoch and gradient noise of standard deviation 0.15, seed 3.
    """
    rng = np.random.default_rng(3)
    curvature = np.array([1.0, 0.3, 0.08])
    w = np.tile([1.5, 3.0, 4.0], (runs, 1))
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
    strokes = ((AMBER, ""), (TEAL, ""), (ROSE, ""), (VIOLET, "6 4"))
    for number, ((name, rate), (colour, dash)) in enumerate(zip(LEARNING_RATES.items(), strokes, strict=True)):
        errors = simulated_errors(rate)
        shown = [e for n, e in enumerate(errors) if max(errors[: n + 1]) < 1.3]
        canvas.curve([plot.at(n, e) for n, e in enumerate(shown)], colour, 2.5, dash)
        canvas.line(520, 72 + 34 * number, 548, 72 + 34 * number, colour, 3, dash)
        canvas.text(558, 77 + 34 * number, name, 15, INK, "start")
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
