"""Gradients that are off by one factor: right if the code has its own loss, wrong if the gradient is passed in."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import code_verdicts, report_of
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = needs_walls
NETWORK = """\
import numpy as np

def forward(x, W1, b1, W2, b2):
    z1 = x @ W1 + b1
    h = np.maximum(0, z1)
    out = h @ W2 + b2
    return out, (x, z1, h, W2, out)

def backward({arg}, cache):
    x, z1, h, W2, out = cache
    d = {d}
    dW2, db2 = h.T @ d, d.sum(axis=0)
    dz1 = (d @ W2.T) * (z1 > 0)
    return x.T @ dz1, dz1.sum(axis=0), dW2, db2
"""
CLOSURE = """\
import numpy as np

def forward(x, W1, b1, W2, b2):
    z1 = x @ W1 + b1
    h = np.maximum(0, z1)
    out = h @ W2 + b2

    def backward({arg}):
        d = {d}
        dz1 = (d @ W2.T) * (z1 > 0)
        return {{"W1": x.T @ dz1, "b1": dz1.sum(0), "W2": h.T @ d, "b2": d.sum(0)}}

    return out, backward
"""
GRADIENTS = {"output-layer-gradients", "bias-gradients", "first-layer-gradients"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arg", "d"),
    [
        ("dout", "dout"),
        ("dout", "dout / len(dout)"),  # a mean over the batch
        ("y", "out - y"),
        ("y", "2 * (out - y) / len(y)"),
        ("y_true", "2 * (out - y_true)"),
        ("targets", "(out - targets) / targets.size"),
        ("labels", "2 * (out - labels) / out.size"),
        ("error", "2 * error / len(error)"),  # the gradient of a squared error is twice it
        ("diff", "2 * diff"),
    ],
)
def test_a_factor_of_its_own_loss_or_of_a_mean_is_right(bank: Bank, arg: str, d: str) -> None:
    assert set(code_verdicts(bank, "training-03a", NETWORK.format(arg=arg, d=d)).values()) == {"met"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arg", "d", "times"),
    [
        ("dout", "2 * dout", "2 times"),
        ("dout", "dout / 2", "0.5 times"),
        ("dout", "-dout", "-1 times"),
        ("grad_out", "2 * grad_out / len(grad_out)", "0.4 times"),
        ("upstream", "upstream / upstream.size", "0.0667 times"),
        ("dscores", "1.01 * dscores", "1.01 times"),
    ],
)
def test_a_factor_on_a_gradient_that_is_handed_in_is_wrong(bank: Bank, arg: str, d: str, times: str) -> None:
    made = report_of(bank, "training-03a", NETWORK.format(arg=arg, d=d))
    wrong = {item.criterion_id: item for item in made.decided if item.verdict != "met"}
    assert set(wrong) == GRADIENTS and all(item.wrong and times in item.reason for item in wrong.values())
    assert [r for r in made.results if r.passed is False and "slopes" in r.name]


@pytest.mark.slow
def test_a_factor_behind_the_passes_is_found_as_well(bank: Bank) -> None:
    code = NETWORK.format(arg="dout", d="dout").replace(
        "return x.T @ dz1, dz1.sum(axis=0), dW2, db2", "return [2 * g for g in (x.T @ dz1, dz1.sum(axis=0), dW2, db2)]"
    )
    assert {c for c, v in code_verdicts(bank, "training-03a", code).items() if v != "met"} == GRADIENTS


@pytest.mark.slow
def test_a_factor_on_one_gradient_costs_that_one_alone(bank: Bank) -> None:
    code = NETWORK.format(arg="dout", d="dout").replace("dW2, db2 = h.T @ d,", "dW2, db2 = 2 * h.T @ d,")
    decided = report_of(bank, "training-03a", code).decided
    assert {d.criterion_id: d.wrong for d in decided if d.verdict != "met"} == {"output-layer-gradients": True}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arg", "d", "right"),
    [
        ("dout", "dout", True),
        ("dout", "3 * dout", False),
        ("y", "2 * (out - y) / len(y)", True),
        ("target", "out - target", True),
        ("error", "2 * error", True),
    ],
)
def test_the_same_holds_for_a_function_that_forward_makes(bank: Bank, arg: str, d: str, right: bool) -> None:
    found = {c for c, v in code_verdicts(bank, "training-03a", CLOSURE.format(arg=arg, d=d)).items() if v != "met"}
    assert found == (set() if right else GRADIENTS)
