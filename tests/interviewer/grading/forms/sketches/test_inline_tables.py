"""Tables of values in one line of words, with the row of x first or within the first curve."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import sketched

S, T = "0.02, 0.12, 0.5, 0.88, 0.98", "-1, -0.96, 0, 0.96, 1"
R, L = "0, 0, 0, 2, 4", "-0.4, -0.2, 0, 2, 4"
ACROSS = "-4, -2, 0, 2, 4"
SHAPES = (
    "sigmoid: x = {x} -> {s}; tanh: {t}; relu: {r}; leaky: {l}",
    "x = {x}; sigmoid {s}; tanh {t}; relu {r}; leaky relu {l}",
    "at x = {x}: sigmoid {s}; tanh {t}; ReLU {r}; leaky ReLU {l}",
    "x in ({x}): sigmoid = ({s}), tanh = ({t}), ReLU = ({r}), leaky ReLU = ({l})",
)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_curve_of_a_table_in_one_line_is_read(bank: Bank, shape: str) -> None:
    right = sketched(bank, shape.format(x=ACROSS, s=S, t=T, r=R, l=L))
    assert len(right) == 4 and {finding.verdict for finding in right.values()} == {"met"}
    swapped = sketched(bank, shape.format(x=ACROSS, s=T, t=S, r=L, l=R))
    assert len(swapped) == 4 and all(finding.contradicted for finding in swapped.values())


HIGH, LOW, GOOD = "1.0, 0.7, 0.9, 1.3, 2.0", "1.0, 0.95, 0.9, 0.8, 0.65", "1.0, 0.3, 0.15, 0.08, 0.06"


@pytest.mark.parametrize("head", ["epochs 0 5 10 20 40;", "epoch 0, 5, 10, 20, 40:", "Epochs: 0, 5, 10, 20, 40."])
@pytest.mark.parametrize("sign", [":", ""])
def test_the_first_curve_behind_the_epochs_is_read(bank: Bank, head: str, sign: str) -> None:
    table = head + " too high{0} {1}; too low{0} {2}; acceptable{0} {3}"
    right = sketched(bank, table.format(sign, HIGH, LOW, GOOD), "training-13a")
    assert {name: right[name].verdict for name in ("too-high", "too-low", "acceptable")} == {
        "too-high": "met",
        "too-low": "met",
        "acceptable": "met",
    }
    swapped = sketched(bank, table.format(sign, LOW, HIGH, GOOD), "training-13a")
    assert swapped["too-high"].contradicted and swapped["too-low"].contradicted


def test_rows_of_other_lengths_are_no_curves(bank: Bank) -> None:
    assert not sketched(bank, "x = -1, 0, 1, 2; sigmoid 0.3, 0.5, 0.7")
