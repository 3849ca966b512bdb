"""Lines that run into the edge of the axes, and jumps in place of a smooth rise."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

import pytest

from evals.labelled.drawn_edges import edge_drawings
from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.sketches.shape import features_of
from interviewer.grading.forms.sketches.sketches import SketchForm
from knowledge.answers.drawn import DrawnAxes, DrawnCurve
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.forms.answers import sketched

FORM = SketchForm()
Points = list[tuple[float, float]]


def sketch(**curves: Points) -> str:
    made = [{"label": name.replace("_", " "), "points": points} for name, points in curves.items()]
    return fenced("sketch", json.dumps({"curves": made, "x": [-4, 4], "y": [-1.5, 2.5]}))


def held(function: Callable[[float], float]) -> Points:
    """A curve from -4 to 4, clipped to the axes."""
    return [(n / 10, min(2.5, max(-1.5, function(n / 10)))) for n in range(-40, 41)]


@pytest.mark.slow
def test_generated_drawings_at_the_edge_agree(bank: Bank) -> None:
    answers = list(edge_drawings())
    missed = [
        (a.id, criterion, label, given[criterion].reason)
        for a in answers
        for given in [sketched(bank, a.answer)]
        for criterion, label in a.labels.items()
        if given[criterion].verdict != label
    ]
    labels = [label for a in answers for label in a.labels.values()]
    assert len(labels) == 120 and min(labels.count("met"), labels.count("not_met")) > 40
    assert len(missed) <= 0.05 * len(labels), missed


@pytest.mark.parametrize("end", [2.6, 3.0, 3.5, 4.0])
def test_a_pen_along_the_top_bends_no_line(bank: Bank, end: float) -> None:
    relu = [(-4.0, 0.0), (0.0, 0.0), (2.5, 2.5), (end, 2.5)]
    leaky = [(-4.0, -0.4), (0.0, 0.0), (2.5, 2.5), (end, 2.5)]
    given = sketched(bank, sketch(ReLU=relu, leaky_ReLU=leaky))
    assert {f.verdict for f in given.values()} == {"met", "not_met"}  # the other two curves are missing
    assert given["relu-graph"].verdict == given["leaky-relu-graph"].verdict == "met"


@pytest.mark.parametrize(
    ("function", "verdict"),
    [
        (lambda x: min(1.0, max(0.0, x)), "not_met"),  # it levels off within the axes
        (lambda x: min(2.3, max(0.0, x)), "partly_met"),
        (lambda x: max(0.0, 0.6 * x), "partly_met"),
        (lambda x: max(0.0, -x), "not_met"),  # mirrored, along the top on the left
        (lambda x: 3.0, "not_met"),  # nothing but the edge
    ],
)
def test_a_wrong_line_stays_wrong_at_the_edge(bank: Bank, function: Callable[[float], float], verdict: str) -> None:
    assert sketched(bank, sketch(ReLU=held(function)))["relu-graph"].verdict == verdict


def test_a_line_that_lies_on_the_edge_is_read() -> None:
    """With the axes from 0 on, the left half of ReLU is all on their lower edge."""
    features = ("slope 0 on the left", "kink at 0", "slope 1 on the right")
    curve = DrawnCurve(("ReLU",), features)
    question = Question(
        "own-01", "own", "?", "!", (Criterion("a", "A", drawing=curve),), drawing=DrawnAxes((-4, 4), (0, 2.5))
    )
    (finding,) = FORM.findings(question, sketch(ReLU=[(-4.0, 0.0), (0.0, 0.0), (2.5, 2.5), (4.0, 2.5)]))
    assert finding.verdict == "met"


@pytest.mark.parametrize("wide", [0.0, 0.04, 0.2])
def test_a_jump_is_no_sigmoid_and_no_tanh(bank: Bank, wide: float) -> None:
    sigmoid = [(-4.0, 0.0), (-wide / 2, 0.0), (wide / 2, 1.0), (4.0, 1.0)]
    tanh = [(x, 2 * y - 1) for x, y in sigmoid]
    given = sketched(bank, sketch(sigmoid=sigmoid, tanh=tanh))
    for criterion in ("sigmoid-graph", "tanh-graph"):
        assert given[criterion].contradicted and "it jumps at x = 0" in given[criterion].reason


@pytest.mark.parametrize("steep", [1, 2, 4, 6])
def test_a_steep_curve_is_no_jump(bank: Bank, steep: float) -> None:
    sigmoid = held(lambda x: 1 / (1 + math.exp(-steep * x)))
    given = sketched(bank, sketch(sigmoid=sigmoid, tanh=held(lambda x: math.tanh(max(1, steep / 2) * x))))
    assert given["sigmoid-graph"].verdict == given["tanh-graph"].verdict == "met"


def test_two_levels_without_a_line_between_them_are_a_jump(bank: Bank) -> None:
    strokes = [[[-4, 0], [-0.05, 0]], [[0.05, 1], [4, 1]]]
    answer = fenced("sketch", json.dumps({"curves": [{"label": "sigmoid", "strokes": strokes}]}))
    assert sketched(bank, answer)["sigmoid-graph"].contradicted


@pytest.mark.parametrize(
    ("table", "verdict"),
    [
        ("x: -4 -2 -0.1 0 0.1 2 4 / sigmoid: 0 0 0 0.5 1 1 1", "met"),  # the part in between is not given
        ("x: -4 -2 -0.1 0.1 2 4 / sigmoid: 0 0 0 1 1 1", "not_met"),
        ("x: -100 -10 -1 0 1 10 100 / sigmoid: 0 0 0.27 0.5 0.73 1 1", "met"),
        ("x: -1000 0 1000 / tanh: -1 0 1", "met"),
    ],
)
def test_numbers_far_apart_show_no_jump(bank: Bank, table: str, verdict: str) -> None:
    name = "sigmoid-graph" if "sigmoid" in table else "tanh-graph"
    assert sketched(bank, table)[name].verdict == verdict


def test_only_a_curve_with_a_height_in_the_middle_is_asked_to_be_smooth(bank: Bank) -> None:
    asked = {c.id: features_of(c.drawing) for c in bank["training-04a"].criteria if c.drawing}
    assert {name for name, features in asked.items() if "smooth" in features} == {"sigmoid-graph", "tanh-graph"}
    step = (
        "near 0 at the left end",
        "near 1 at the right end",
        "levels off at the left end",
        "levels off at the right end",
    )
    assert features_of(DrawnCurve(("step",), step)) == step
    assert features_of(DrawnCurve(("s",), ("smooth", *step, "near 0.5 at x = 0"))).count("smooth") == 1
