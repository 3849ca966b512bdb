"""Sigmoids and tanhs bend gradually: a straight ramp with two corners, a hard sigmoid or a hard tanh, is only half of one."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.sketches.corners import CORNERED, FEWEST, ramp_share
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import sketched
from tests.interviewer.grading.forms.sketches.test_sketches import sketch

XS = [-4 + 0.05 * n for n in range(161)]
HARD = {
    "sigmoid": lambda x: min(1.0, max(0.0, 0.25 * x + 0.5)),
    "tanh": lambda x: min(1.0, max(-1.0, x)),
}
SOFT = {"sigmoid": lambda x: 1 / (1 + math.exp(-x)), "tanh": math.tanh}


def by_hand(f: Callable[[float], float], shaky: float = 0.0) -> list[list[float]]:
    """A curve as a hand draws it: it trembles by so much of the axes' height, slowly."""
    steps = np.random.default_rng(7).normal(size=len(XS) + 20)
    tremor = np.convolve(steps, np.ones(21) / math.sqrt(21), "valid") * shaky * 4
    return [[x, f(x) + float(t)] for x, t in zip(XS, tremor, strict=True)]


def found(bank: Bank, name: str, answer: str) -> Finding:
    criterion = next(c for c in bank["training-04a"].criteria if c.drawing and c.drawing.names[0] == name)
    return sketched(bank, answer, "training-04a")[criterion.id]


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("shaky", [0.0, 0.004])
def test_a_ramp_is_half_right_and_told_so(bank: Bank, name: str, shaky: float) -> None:
    finding = found(bank, name, sketch(**{name: by_hand(HARD[name], shaky)}))
    assert finding.verdict == "partly_met" and "two corners" in finding.reason


@pytest.mark.parametrize("name", SOFT)
@pytest.mark.parametrize("shaky", [0.0, 0.004, 0.01])
def test_a_smooth_curve_is_right_even_if_the_hand_shakes(bank: Bank, name: str, shaky: float) -> None:
    assert found(bank, name, sketch(**{name: by_hand(SOFT[name], shaky)})).verdict == "met"


@pytest.mark.parametrize("name", HARD)
def test_a_table_of_a_ramp_is_half_right_and_one_of_the_function_is_right(bank: Bank, name: str) -> None:
    for functions, verdict in ((HARD, "partly_met"), (SOFT, "met")):
        rows = "\n".join(f"| {x / 2} | {functions[name](x / 2):.3f} |" for x in range(-10, 11))
        assert found(bank, name, f"| x | {name} |\n|---|---|\n{rows}").verdict == verdict


def test_few_points_or_a_single_place_show_no_corners() -> None:
    x = np.linspace(-4, 4, FEWEST - 1)
    assert ramp_share(x, np.clip(x, -1, 1)) is None
    assert ramp_share(np.zeros(20), np.arange(20.0)) is None
    x = np.linspace(-4, 4, 41)
    ramp, smooth = ramp_share(x, np.clip(x, -1, 1)), ramp_share(x, np.tanh(x))
    assert ramp is not None and smooth is not None and ramp < CORNERED < 1 < smooth
