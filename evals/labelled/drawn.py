"""Generated drawings. Their labels are known, because each curve is drawn right, wrong or half right on purpose.

The curves have tremor and gaps, some axes are stretched, and some drawings are pictures made with thick pens. The same seed
gives the same drawings.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PIL import Image, ImageDraw

from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.sketches.curve import Curve, CurvePoint, Stroke
from interviewer.grading.forms.sketches.drawing import drawing_json
from interviewer.grading.forms.sketches.image import curves_in
from interviewer.grading.grade import Verdict
from knowledge.answers.drawn import DrawnAxes

DRAWINGS, SEED = 200, 25
ACTIVATIONS = DrawnAxes((-4, 4), (-1.5, 2.5))
RATES = DrawnAxes((0, 40), (0, 1.3))
_PENS = ("#0f766e", "#b45309", "#6d28d9", "#be123c")
"""The colours of the page, so that a picture needs no names."""
Function = Callable[[float], float]


@dataclass(frozen=True)
class DrawnAnswer:
    """A drawing as an answer, with the verdict on each criterion whose curve is in it."""

    id: str
    question_id: str
    answer: str
    labels: Mapping[str, Verdict]


@dataclass(frozen=True)
class _Way:
    """A way to draw a curve: a function of x for activations or of 0..1 for training curves, and the part that is drawn."""

    label: Verdict
    function: Function
    part: tuple[float, float] = (0.0, 1.0)


def drawn_answers(count: int = DRAWINGS, seed: int = SEED) -> Iterator[DrawnAnswer]:
    """``count`` drawings, half of activation functions and half of training curves."""
    rng = random.Random(seed)
    for number in range(count):
        yield _activations(number, rng) if number % 2 == 0 else _rates(number, rng)


def _activations(number: int, rng: random.Random) -> DrawnAnswer:
    k, a = rng.uniform(0.8, 1.8), rng.uniform(0.07, 0.3)
    ways = MappingProxyType(
        {
            ("sigmoid-graph", "sigmoid"): (
                _Way("met", lambda x: 1 / (1 + math.exp(-k * x))),
                _Way("not_met", lambda x: math.tanh(k * x)),
                _Way("not_met", lambda x: 1 / (1 + math.exp(k * x))),
                _Way("not_met", lambda x: 0.5 + 0.35 * x),
                _Way("partly_met", lambda x: 1 / (1 + math.exp(-k * x)), (0.47, 1.0)),
            ),
            ("tanh-graph", "tanh"): (
                _Way("met", lambda x: math.tanh(k * x)),
                _Way("not_met", lambda x: 1 / (1 + math.exp(-k * x))),
                _Way("not_met", lambda x: 2 * math.exp(-x * x) - 1),
                _Way("not_met", lambda x: 0.6 * x),
                _Way("partly_met", lambda x: math.tanh(k * x), (0.0, 0.53)),
            ),
            ("relu-graph", "ReLU"): (
                _Way("met", lambda x: max(0.0, x)),
                _Way("not_met", lambda x: 1.0 if x > 0 else 0.0),
                _Way("not_met", abs),
                _Way("not_met", lambda x: min(1.0, max(0.0, x))),
                _Way("not_met", lambda x: max(0.0, -x)),
                _Way("partly_met", lambda x: max(0.0, x), (0.0, 0.5)),
            ),
            ("leaky-relu-graph", "leaky ReLU"): (
                _Way("met", lambda x: x if x > 0 else a * x),
                _Way("not_met", lambda x: x if x > 0 else 0.0),
                _Way("not_met", lambda x: x if x > 0 else -a * x),
                _Way("not_met", lambda x: x),
                _Way("partly_met", lambda x: x if x > 0 else a * x, (0.5, 1.0)),
            ),
        }
    )
    return _drawn(number, "training-04a", ACTIVATIONS, ways, rng, rng.choice((1.0, 1.0, 1.0, 1.5)))


def _rates(number: int, rng: random.Random) -> DrawnAnswer:
    k, floor, high = rng.uniform(5, 10), rng.uniform(0.03, 0.15), rng.uniform(0.42, 0.75)
    slow, swings = rng.uniform(0.15, 0.5), rng.randint(4, 8)
    ways = MappingProxyType(
        {
            ("too-high", "too high"): (
                _Way("met", lambda t: high + (1 - high) * math.exp(-14 * t)),
                _Way("met", lambda t: 1 + 0.3 * t**2 if t < 1 else 1.3),
                _Way(
                    "met", lambda t: 1 - 0.3 * min(1, 5 * t) + 0.2 * math.sin(2 * math.pi * swings * t) * min(1, 5 * t)
                ),
                _Way("not_met", lambda t: floor + (1 - floor) * math.exp(-k * t)),
                _Way("not_met", lambda t: 1 - slow * t),
            ),
            ("too-low", "too low"): (
                _Way("met", lambda t: 1 - slow * t),
                _Way("met", lambda t: math.exp(-slow * 1.3 * t)),
                _Way("not_met", lambda t: floor + (1 - floor) * math.exp(-k * t)),
                _Way("not_met", lambda t: 1.0),
                _Way("not_met", lambda t: 1 + 0.25 * t),
                _Way("not_met", lambda t: 0.7 + 0.3 * math.cos(2 * math.pi * swings * t)),
            ),
            ("acceptable", "acceptable"): (
                _Way("met", lambda t: floor + (1 - floor) * math.exp(-k * t)),
                _Way("met", lambda t: max(floor, 1 - 5 * t)),
                _Way("not_met", lambda t: 1 - 0.95 * t),
                _Way("not_met", lambda t: 1.0),
                _Way("not_met", lambda t: high + 0.1 + (0.9 - high) * math.exp(-k * t)),
                _Way("not_met", lambda t: 1 - 3 * t if t < 0.3 else 0.1 + 1.1 * (t - 0.3)),
            ),
        }
    )
    return _drawn(number, "training-13a", RATES, ways, rng, rng.choice((1.0, 1.0, 2.5)))


def _drawn(
    number: int,
    question_id: str,
    axes: DrawnAxes,
    ways: Mapping[tuple[str, str], tuple[_Way, ...]],
    rng: random.Random,
    scale: float,
) -> DrawnAnswer:
    """One drawing, in which each curve is right at least half of the time; ``scale`` stretches the horizontal axis."""
    wide = DrawnAxes((axes.x[0] * scale, axes.x[1] * scale), axes.y, axes.names)
    picture = scale == 1.0 and rng.random() < 0.25
    labels: dict[str, Verdict] = {}
    curves = []
    for (criterion, name), some in ways.items():
        right = [way for way in some if way.label == "met"]
        way = rng.choice(right) if rng.random() < 0.5 else rng.choice(some)
        strokes = _strokes(way, wide, rng)
        curves.append(Curve(name, strokes))
        labels[criterion] = way.label
    body = _pictured(curves, axes, rng) if picture else drawing_json(curves, wide)
    return DrawnAnswer(f"drawn-{number:03d}", question_id, fenced("sketch", body), MappingProxyType(labels))


def _strokes(way: _Way, axes: DrawnAxes, rng: random.Random) -> tuple[Stroke, ...]:
    """The strokes of a curve, with a trembling hand and sometimes a gap, cut off where the curve leaves the axes."""
    height = axes.y[1] - axes.y[0]
    tremor, phase = rng.uniform(0.001, 0.012) * height, rng.uniform(0, 6.3)
    gap = rng.uniform(0.15, 0.85) if rng.random() < 0.3 else 2.0
    strokes: list[list[CurvePoint]] = [[]]
    over_x = axes.x[0] < 0
    for step in range(161):
        share = way.part[0] + (way.part[1] - way.part[0]) * step / 160
        x = axes.x[0] + share * (axes.x[1] - axes.x[0])
        y = way.function(x if over_x else share)
        y += tremor * math.sin(31 * share + phase) + rng.gauss(0, tremor / 3)
        if gap < share < gap + 0.04 or not axes.y[0] <= y <= axes.y[1]:
            if strokes[-1]:
                strokes.append([])
            continue
        strokes[-1].append((x, y))
    return tuple(tuple(stroke) for stroke in strokes if len(stroke) > 1)


def _pictured(curves: list[Curve], axes: DrawnAxes, rng: random.Random) -> str:
    """The curves as they are read from a picture that was drawn with coloured pens of some thickness."""
    width, height = rng.choice(((640, 400), (900, 600), (420, 420)))
    thick = rng.randint(2, max(3, height // 60))
    # ReLU and its leaky variant coincide on the right, and one would hide the other
    groups = [[0, 1, 2], [3]] if len(curves) > 3 else [list(range(len(curves)))]
    read: list[Curve] = []
    for group in groups:
        image = Image.new("RGB", (width, height), "white")
        pen = ImageDraw.Draw(image)
        for number in group:
            for stroke in curves[number].strokes:
                pen.line([_pixel(p, axes, width, height) for p in stroke], _PENS[number], thick, "curve")
        read += curves_in(_png(image))
    return drawing_json(read)


def _pixel(point: CurvePoint, axes: DrawnAxes, width: int, height: int) -> tuple[float, float]:
    x = (point[0] - axes.x[0]) / (axes.x[1] - axes.x[0]) * (width - 1)
    return x, (1 - (point[1] - axes.y[0]) / (axes.y[1] - axes.y[0])) * (height - 1)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
