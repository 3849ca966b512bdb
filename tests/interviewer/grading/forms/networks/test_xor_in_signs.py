"""Networks whose last unit gives -1 and 1: they separate the classes, whatever the numbers for these."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

HIDDEN = "h1 = step(x1+x2-0.5)\nh2 = step(x1+x2-1.5)\n"


@pytest.mark.parametrize(
    "answer",
    [
        HIDDEN + "y = sign(h1-h2-0.5)",
        HIDDEN + "y = tanh(10*(h1-h2-0.5))",
        HIDDEN + "y = 2*step(h1-h2-0.5) - 1",
        HIDDEN + "y = sign(h1-h2-0.5), where -1 means 0",
        HIDDEN + "y = sign(h1-h2-0.5), so the output is -1 for equal inputs and +1 otherwise",
        "h1 = sign(x1+x2-0.5)\nh2 = sign(x1+x2-1.5)\ny = sign(h1-h2-1)",
        "h1 = relu(x1+x2), h2 = relu(x1+x2-1), y = sign(h1 - 2*h2 - 0.5)",
    ],
)
def test_minus_one_stands_for_zero(bank: Bank, answer: str) -> None:
    assert verdict(bank, "training-24", "weights", answer) == "met"
    assert verdict(bank, "training-24", "architecture", answer) in {"met", ""}
    assert verdict(bank, "training-24", "check", answer) != "contradicted"


@pytest.mark.parametrize(
    "answer",
    [
        HIDDEN + "y = sign(h1+h2-0.5)",
        HIDDEN + "y = sign(h2-h1+0.5)",
        HIDDEN + "y = -sign(h1-h2-0.5)",
        HIDDEN + "y = sign(h1-h2-0.5), where -1 stands for 1",
        HIDDEN + "y = sign(h1-h2-0.5), where > 0 means 0",
        "y = sign(x1 + x2 - 0.5)",
    ],
)
def test_other_signs_are_not_xor(bank: Bank, answer: str) -> None:
    assert verdict(bank, "training-24", "weights", answer) != "met"
