"""Lines of code without a function: they are run as one, or left to be read."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.code.code_tests.network.whole import is_input
from interviewer.grading.forms.code.lines_as_step import as_step
from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import CODE_FORM, code_verdicts
from tests.interviewer.grading.forms.walls import needs_walls

LINES = """\
z1 = x @ W1 + b1
a1 = np.maximum(0, z1)
out = a1 @ W2 + b2
dW2 = a1.T @ dout
db2 = dout.sum(axis=0)
da1 = dout @ W2.T
dz1 = da1 * (z1 > 0)
dW1 = x.T @ dz1
db1 = dz1.sum(axis=0)
"""
LOOP = """\
import numpy as np
N, D, H, C = 64, 1000, 100, 10
x, y = np.random.randn(N, D), np.random.randn(N, C)
w1 = np.random.randn(D, H); b1 = np.zeros(H)
w2 = np.random.randn(H, C); b2 = np.zeros(C)
learning_rate = 1e-6
for t in range(500):
    z1 = x.dot(w1) + b1
    a1 = np.maximum(0, z1)
    y_pred = a1.dot(w2) + b2
    if t % 100 == 99:
        print(t, np.square(y_pred - y).sum())
    dout = 2.0 * (y_pred - y) / N
    da1 = dout.dot(w2.T)
    dz1 = da1 * (z1 > 0)
    w2 -= learning_rate * a1.T.dot(dout)
    b2 -= learning_rate * dout.sum(axis=0)
    w1 -= learning_rate * x.T.dot(dz1)
    b1 -= learning_rate * dz1.sum(axis=0)
"""
PAIRS = [("da1 * (z1 > 0)", "np.maximum(0, da1)", "relu-mask"), ("maximum(0, z1)", "minimum(0, z1)", "forward")]


def test_what_lines_use_and_do_not_compute_they_are_given() -> None:
    assert "def _lines(x, W1, b1, W2, b2, dout):\n    z1 = x @ W1 + b1\n" in as_step(LINES, is_input)
    step = as_step(LOOP, is_input)
    assert "def _lines(x, w1, b1, w2, b2, y, N, learning_rate):" in step and step.count("import numpy") == 1
    assert "\n        break\n" in step and "\nlearning_rate = 1e-6\n" in step


@pytest.mark.parametrize(
    "code", ["", "x +", "import numpy as np", "def f(x):\n    return x", "a = 1\nb = a + 2", "return x @ W1", "x = x\0"]
)
def test_what_takes_nothing_or_is_no_code_is_no_step(code: str) -> None:
    assert as_step(code, is_input) == ""


@needs_walls
@pytest.mark.slow
@pytest.mark.parametrize("code", [LINES, LOOP])
def test_lines_for_both_passes_are_run_and_each_mistake_costs_its_point(bank: Bank, code: str) -> None:
    assert set(code_verdicts(bank, "training-03a", code).values()) == {"met"}
    for old, new, criterion in PAIRS:
        assert code.count(old) == 1
        found = code_verdicts(bank, "training-03a", code.replace(old, new))
        assert [c for c, verdict in found.items() if verdict != "met"] == [criterion]


@pytest.mark.slow
@needs_walls
def test_their_own_lines_are_quoted(bank: Bank) -> None:
    answer = f"I would write\n\n{LINES}\nand that is all."
    found = CODE_FORM.findings(bank["training-03a"], answer)
    assert len(found) == 6 and all(f.quote and f.quote in answer for f in found)
    assert CODE_FORM.note(bank["training-03a"], answer).startswith("The code was run")


@needs_walls
@pytest.mark.parametrize("code", [LINES.split("dW2")[0], LINES.replace("x @ W1", "x @ U @ W1 @ S"), "h = x @ W1"])
def test_lines_that_are_not_both_passes_are_told_what_would_make_them_run(bank: Bank, code: str) -> None:
    answer = f"```python\n{code}```"
    assert CODE_FORM.findings(bank["training-03a"], answer) == ()
    assert "defines no function" in CODE_FORM.note(bank["training-03a"], answer)
