"""Generated drawings of activation functions at the edge of the axes, and of jumps; their labels are known.

A pen that goes on outside the axes leaves a line along their edge, which is no part of the curve. A jump from one level to
another is no S, however steep an S may be. The same seed gives the same drawings.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from types import MappingProxyType

from evals.labelled.drawn import ACTIVATIONS, DrawnAnswer, Function
from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.sketches.curve import Curve, CurvePoint, Stroke
from interviewer.grading.forms.sketches.drawing import drawing_json
from interviewer.grading.grade import Verdict

DRAWINGS, SEED = 60, 26
_IDS = MappingProxyType(
    {"sigmoid": "sigmoid-graph", "tanh": "tanh-graph", "ReLU": "relu-graph", "leaky ReLU": "leaky-relu-graph"}
)


def edge_drawings(count: int = DRAWINGS, seed: int = SEED) -> Iterator[DrawnAnswer]:
    """``count`` drawings: in one half straight lines that run into the edge, in the other jumps and steep curves."""
    rng = random.Random(seed)
    for number in range(count):
        curves = _lines(rng) if number % 2 == 0 else _levels(rng)
        labels: dict[str, Verdict] = {_IDS[name]: label for name, (label, _) in curves.items()}
        drawn = [Curve(name, (_stroke(function, rng),)) for name, (_, function) in curves.items()]
        answer = fenced("sketch", drawing_json(drawn, ACTIVATIONS))
        yield DrawnAnswer(f"edge-{number:03d}", "training-04a", answer, MappingProxyType(labels))


def _lines(rng: random.Random) -> dict[str, tuple[Verdict, Function]]:
    """ReLU and leaky ReLU that go on past the top, and wrong ones that level off below it or rise on the other side."""
    leak, level = rng.uniform(0.08, 0.3), rng.uniform(0.8, 1.6)
    relu: tuple[tuple[Verdict, Function], ...] = (
        ("met", lambda x: max(0.0, x)),
        ("met", lambda x: max(0.0, x)),
        ("not_met", lambda x: min(level, max(0.0, x))),
        ("not_met", lambda x: max(0.0, -x)),
        ("not_met", lambda x: 2.6 if x > 0 else 0.0),
    )
    leaky: tuple[tuple[Verdict, Function], ...] = (
        ("met", lambda x: x if x > 0 else leak * x),
        ("met", lambda x: x if x > 0 else leak * x),
        ("not_met", lambda x: x if x > 0 else -leak * x),
        ("not_met", lambda x: max(0.0, x)),
    )
    return {"ReLU": rng.choice(relu), "leaky ReLU": rng.choice(leaky)}


def _levels(rng: random.Random) -> dict[str, tuple[Verdict, Function]]:
    """Sigmoid and tanh, up to six times as steep as usual, and jumps in their place."""
    steep, wide = rng.uniform(0.9, 6.0), rng.choice((0.0, rng.uniform(0.0, 0.15)))

    def jump(x: float) -> float:
        return min(1.0, max(0.0, 0.5 + x / wide)) if wide else float(x > 0)

    sigmoid: tuple[tuple[Verdict, Function], ...] = (
        ("met", lambda x: 1 / (1 + math.exp(-steep * x))),
        ("not_met", jump),
    )
    tanh: tuple[tuple[Verdict, Function], ...] = (
        ("met", lambda x: math.tanh(max(1.0, steep / 2) * x)),
        ("not_met", lambda x: 2 * jump(x) - 1),
    )
    return {"sigmoid": rng.choice(sigmoid), "tanh": rng.choice(tanh)}


def _stroke(function: Function, rng: random.Random) -> Stroke:
    """A curve with a trembling hand, held within the axes as a page does that follows the pen along their edge."""
    (left, right), (low, high) = ACTIVATIONS.x, ACTIVATIONS.y
    tremor, phase = rng.uniform(0.001, 0.01) * (high - low), rng.uniform(0, 6.3)
    points: list[CurvePoint] = []
    for step in range(161):
        x = left + step / 160 * (right - left)
        y = function(x) + tremor * math.sin(31 * step / 160 + phase) + rng.gauss(0, tremor / 3)
        points.append((x, min(high, max(low, y))))
    return tuple(points)
