"""Curves that are described in words, right, wrong, and in words that are left to the judge."""

from __future__ import annotations

import time

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import sketched

GRAPHS = ("sigmoid-graph", "tanh-graph", "relu-graph", "leaky-relu-graph")
FALLS = ("too-high", "too-low", "acceptable")
MET, WRONG, LEFT = "met", "not_met", ""


def verdicts(bank: Bank, question: str, names: tuple[str, ...], answer: str) -> tuple[str, ...]:
    found = sketched(bank, answer, question)
    assert all(finding.contradicted for finding in found.values() if finding.verdict == "not_met")
    return tuple(found[name].verdict if name in found else LEFT for name in names)


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        (
            "Sigmoid: comes from zero on the left, passes one half on the y axis and goes to one on the right. Tanh: the same "
            "shape but between 0 and 2. ReLU: on the x axis up to the origin, then the diagonal. Leaky ReLU: on the left "
            "constant at minus 0.1, then the diagonal.",
            (MET, WRONG, MET, WRONG),
        ),
        (
            "The sigmoid climbs from 0 to 1 and crosses the y-axis at 1/2. The tanh climbs from -1 to 1 and crosses the y-axis "
            "at 0. The ReLU is zero for x < 0 and y = x for x > 0. The leaky ReLU is 0.05x for x < 0 and x for x > 0.",
            (MET, MET, MET, MET),
        ),
        (
            "- tanh: 0 far left, 0.5 at x = 0, 1 far right\n- sigmoid: -1 far left, 0 at x = 0, +1 far right\n"
            "- leaky ReLU: flat at 0 on the left, slope 1 on the right\n- ReLU: slope 0.1 on the left, slope 1 on the right",
            (WRONG, WRONG, WRONG, WRONG),
        ),
        (
            "Hyperbolic tangent tends to minus one on the left, is zero at the origin "
            " and tends to plus one on the right; relu is max(0, x); leaky relu has a slope of 0.2 to the left of "
            "zero and a slope of 1 to the right of zero.",
            (LEFT, MET, MET, MET),
        ),
        (
            "Sigmoid falls from 1 on the left to 0 on the right, with 0.5 in the middle. Tanh approaches -1 as x → -∞, passes "
            "through the origin and approaches 1 as x → ∞. Leaky rises gently on the left, then it follows the line y = x.",
            (WRONG, MET, LEFT, MET),
        ),
    ],
)  # fmt: skip
def test_graphs_in_words(bank: Bank, answer: str, want: tuple[str, ...]) -> None:
    assert verdicts(bank, "training-04a", GRAPHS, answer) == want


@pytest.mark.parametrize(
    "answer",
    [
        "Sigmoid doesn't go from 0 to 1 with 0.5 at zero. Tanh never goes from 0 to 1.",
        "From -1 to 1 through the origin, tanh. From 0 to 1 with one half at zero, sigmoid. The diagonal, ReLU.",
        "Sigmoid is a straight line from 0 to 1 with 0.5 at zero. ReLU is 0 on the left and a parabola on the right.",
        "Sigmoid goes from 0 to 1. Tanh has negative values too. ReLU is flat on the left. Leaky ReLU isn't flat there.",
        "First I thought sigmoid goes from -1 to 1 through 0. Tanh goes from 0 to 1, no wait, from -1 to 1, 0 at zero.",
        "Sigmoid is 0 for negative x, 0.5 at zero and 1 for positive x. Tanh has a slope of 1 at zero.",
        "What would sigmoid be at zero? Is tanh from 0 to 1? ReLU and leaky ReLU are y = x on the right.",
        "Sigmoid has one value far left, one at zero and one far right. Tanh is one of those between 0 and 1.",
        "Sigmoid's slope goes from 0 to 0, 0.25 at zero. Tanh's derivative is 1 at zero and 0 far left and 0 far right.",
    ],
)
def test_graphs_in_words_that_are_left(bank: Bank, answer: str) -> None:
    assert verdicts(bank, "training-04a", GRAPHS, answer) == (LEFT,) * 4


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        (
            "Well the good one goes down quickly and then it flattens out near the bottom. If it's too high you get a slow, "
            "steady, nearly straight line that's still far up at the end. And too low jumps up and down the whole time.",
            (WRONG, WRONG, MET),
        ),
        (
            "Too high learning rate: error is going up to the infinity. Too low: error is falling, but so slowly that after all "
            "epochs it is still high. Acceptable: error is falling in straight line with the same speed till the end.",
            (MET, MET, WRONG),
        ),
        (
            "With a too large learning rate the loss bounces around, with a too small learning rate it decreases very slowly, "
            "and with a good learning rate it drops rapidly and then levels off at a low value.",
            (MET, MET, MET),
        ),
        (
            "Too small: the error explodes. Too large: the error creeps down. Acceptable: the error zigzags and never settles.",
            (WRONG, WRONG, WRONG),
        ),
        (
            "too high - drops fast at first, then plateaus at a high level\ntoo low - drops fast, then gets stuck at a high "
            "error\nacceptable - falls slowly, almost a straight line",
            (MET, WRONG, WRONG),
        ),
        (
            "The loss for the large rate: diverges. The small one barely moves. The right one: a steep drop, then it stays near zero.",
            (MET, MET, MET),
        ),
    ],
)  # fmt: skip
def test_falling_curves_in_words(bank: Bank, answer: str, want: tuple[str, ...]) -> None:
    assert verdicts(bank, "training-13a", FALLS, answer) == want


@pytest.mark.parametrize(
    "answer",
    [
        "Too high: it doesn't oscillate. Too low: it does not fall slowly. Acceptable: it never levels off low.",
        "Jumps up and down: too high. Falls slowly: too low. Falls fast and flattens out near zero: acceptable.",
        "Too high: falls faster than the others. Too low: a straight line. Acceptable: falls quickly.",
        "A high error is bad. A low error is good, it falls fast and levels off near zero.",
        "Too high: if it were lower, it would fall slowly. Too low: some say it explodes. Acceptable: falls, then rises again.",
        "Is too low the one that jumps up and down? Too high: first I thought it falls slowly.",
    ],
)
def test_falling_curves_in_words_that_are_left(bank: Bank, answer: str) -> None:
    assert verdicts(bank, "training-13a", FALLS, answer) == (LEFT,) * 3


def test_a_drawn_curve_counts_more_than_words_about_it(bank: Bank) -> None:
    table = "x: -4 -2 0 2 4\nReLU: 0 0 0 2 4\n"
    found = sketched(bank, f"{table}\nReLU is the diagonal on the left and 0 on the right.")
    assert found["relu-graph"].verdict == "met"


@pytest.mark.parametrize(
    "answer",
    ["ReLU: " + ", then " * 280, "a curve of the " * 130, "\n" * 1990 + "a", "too low: still " + "at the up " * 190],
)
def test_endless_words_are_read_at_once(bank: Bank, answer: str) -> None:
    for question, names in (("training-04a", GRAPHS), ("training-13a", FALLS)):
        start = time.monotonic()
        assert not any(verdicts(bank, question, names, answer))
        assert time.monotonic() - start < 1
