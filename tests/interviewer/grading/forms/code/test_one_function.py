"""Both passes of a network in one function: it is run, and its own arrays are compared with the right ones."""

from __future__ import annotations

import textwrap

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import code_verdicts, report_of
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = needs_walls
BODY = """\
    z1 = X @ W1 + b1
    a1 = np.maximum(0, z1)
    out = a1 @ W2 + b2
    {loss}
    dW2 = a1.T @ dout
    db2 = dout.sum(axis=0)
    da1 = dout @ W2.T
    dz1 = da1 * (z1 > 0)
    dW1 = X.T @ dz1
    db1 = dz1.sum(axis=0)
"""
HEAD = "import numpy as np\ndef train_step(X, y, W1, b1, W2, b2):\n"
RETURNS = "    return dW1, db1, dW2, db2\n"
SQUARES = "dout = 2 * (out - y) / len(X)"
STEP = HEAD + BODY.format(loss=SQUARES) + RETURNS
SOFTMAX = "e = np.exp(out - out.max(1, keepdims=True)); dout = e / e.sum(1, keepdims=True); "
UPDATES = "    W1 -= lr * dW1; b1 -= lr * db1; W2 -= lr * dW2; b2 -= lr * db2\n"
INLINE = """\
    W2 = W2 - lr * (a1.T @ dout)
    b2 = b2 - lr * dout.sum(axis=0)
    W1 = W1 - lr * (X.T @ dz1)
    b1 = b1 - lr * dz1.sum(axis=0)
    return W1, b1, W2, b2
"""
CLASS = f"""\
import numpy as np
class Net:
    def __init__(self, d, h, c):
        self.W1, self.b1 = np.random.randn(d, h), np.zeros(h)
        self.W2, self.b2 = np.random.randn(h, c), np.zeros(c)
    def fit_once(self, X, y, lr=0.01):
        W1, b1, W2, b2 = self.W1, self.b1, self.W2, self.b2
{textwrap.indent(BODY.format(loss="dout = out - y"), "    ")}
        self.W1 = W1 - lr * dW1
        return np.mean((out - y) ** 2)
"""
STYLES = {
    "a mean of squares": STEP,
    "classes, and steps in place": HEAD.replace("b2)", "b2, lr=0.1)")
    + BODY.format(loss=SOFTMAX + "dout[np.arange(len(y)), y] -= 1")
    + UPDATES,
    "sigmoids": HEAD + BODY.format(loss="dout = 1 / (1 + np.exp(-out)) - y") + RETURNS,
    "the gradient is given": HEAD.replace("y, ", "").replace("b2)", "b2, dout)") + BODY.format(loss="pass") + RETURNS,
    "steps without gradients": HEAD.replace("b2)", "b2, lr)")
    + BODY.format(loss="dout = out - y").split("    dW2")[0]
    + "    da1 = dout @ W2.T\n    dz1 = da1 * (z1 > 0)\n"
    + INLINE,
    "a method": CLASS,
    "a dict of weights": HEAD.replace("W1, b1, W2, b2", "params")
    + '    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]\n'
    + BODY.format(loss="dout = out - y")
    + '    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}\n',
}
MISTAKES = {
    "output-layer-gradients": ("a1.T @ dout", "np.maximum(z1, -1).T @ dout"),
    "relu-mask": ("da1 * (z1 > 0)", "np.maximum(0, da1)"),
    "first-layer-gradients": ("dout @ W2.T", "dout @ W2.T[::-1, ::-1]"),
    "bias-gradients": ("dout.sum(axis=0)", "dout.max(axis=0)"),
    "forward": ("np.maximum(0, z1)", "np.minimum(0, z1)"),
}


@pytest.mark.slow
@pytest.mark.parametrize("style", ["a mean of squares", "a method"])
def test_one_function_for_both_passes_is_run(bank: Bank, style: str) -> None:
    report = report_of(bank, "training-03a", STYLES[style])
    assert {d.verdict for d in report.decided} == {"met"} and len(report.decided) == 6 and not report.fault


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_style_is_right_and_each_mistake_costs_its_point_alone(bank: Bank, style: str) -> None:
    code = STYLES[style]
    assert set(code_verdicts(bank, "training-03a", code).values()) == {"met"}
    for criterion, (old, new) in MISTAKES.items():
        assert code.count(old) == 1
        found = code_verdicts(bank, "training-03a", code.replace(old, new))
        assert [c for c, verdict in found.items() if verdict != "met"] == [criterion], (criterion, found)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "criterion"),
    [
        ("a1.T @ dout", "dout.T @ a1", "output-layer-gradients"),
        ("da1 * (z1 > 0)", "da1", "relu-mask"),
        ("(z1 > 0)", "(z1 < 0)", "relu-mask"),
        ("da1 * (z1 > 0)", "np.maximum(0, da1)", "relu-mask"),
        ("dout.sum(axis=0)", "dout", "bias-gradients"),
        ("np.maximum", "np.minimum", "forward"),
    ],
)
def test_a_mistake_in_a_training_step_is_found_and_its_line_quoted(
    bank: Bank, old: str, new: str, criterion: str
) -> None:
    code = STEP.replace(old, new)
    report = report_of(bank, "training-03a", code)
    wrong = [d for d in report.decided if d.verdict != "met"]
    assert [d.criterion_id for d in wrong] == [criterion] and len(report.decided) == 6
    assert new in code.splitlines()[wrong[0].line - 1]


@pytest.mark.slow
def test_a_loss_that_climbs_or_rounds_of_training_decide_nothing_wrong(bank: Bank) -> None:
    rounds = STEP.replace("    z1 =", "    for _ in range(9):\n        W1 = W1 * 0.9\n    z1 =")
    for code in (STEP.replace("(out - y)", "(y - out)"), rounds):
        assert set(code_verdicts(bank, "training-03a", code).values()) <= {"met", "ungraded"}


@pytest.mark.slow
def test_a_step_that_neither_returns_nor_changes_anything_earns_half_of_its_gradients(bank: Bank) -> None:
    found = code_verdicts(bank, "training-03a", STEP.replace(RETURNS, ""))
    assert found["relu-mask"] == found["output-layer-gradients"] == "partly_met" and found["forward"] == "met"
