"""Numbers of weights in general: with subscripts, biases, remarks in brackets, in tables, and in either order."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    "answer",
    [
        "normal: k²·Cᵢₙ·Cₒᵤₜ. separable: k²·Cᵢₙ (depthwise, one k×k filter for each channel) + Cᵢₙ·Cₒᵤₜ (1×1, mixes the channels).",
        "full: k² * Cᵢ * Cₒ, separable: k² * Cᵢ (depthwise) + Cᵢ * Cₒ (pointwise)",
        "A standard conv has k·k·C·D + D parameters, the separable one k·k·C + C for the spatial filters and C·D + D for the 1x1.",
        "With biases k²CD + D before and k²C + C + CD + D after",
        "| | formula |\n|---|---|\n| standard | k^2 * Cin * Cout |\n| depthwise | k^2 * Cin |\n| pointwise | Cin * Cout |",
        "| conv | weights |\n|---|---|\n| full | k*k*C*D |\n| separable | k*k*C + C*D |",
        "The formula for separable is C·k² + C·D and for usual C·D·k².",
        "separable needs C k^2 + C D, against C D k^2",
    ],
)
def test_right_counts_are_met(bank: Bank, answer: str) -> None:
    assert verdict(bank, "vision-09", "counts", answer) == "met"


@pytest.mark.parametrize(
    "answer",
    [
        "k^2 C + C D for the usual one, C D k^2 for the separable",
        "standard k^2 C D, separable k^2 C + k^2 D",
        "k^2 C D + D with biases, and k^2 C + C D + D",
        "k^2 C D, then k^2 C (depthwise) - C D (pointwise)",
    ],
)
def test_other_counts_are_not_met_by_a_formula(bank: Bank, answer: str) -> None:
    assert verdict(bank, "vision-09", "counts", answer) != "met"


def test_a_formula_in_brackets_is_no_remark(bank: Bank) -> None:
    answer = "The derivative of sigmoid is sigmoid times (1 minus sigmoid)."
    assert verdict(bank, "training-04d", "scalar-derivative", answer) == "met"
