"""Code that breaks off, prints in place of giving back, or uses what it is not handed: one mistake costs one point."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.code.block import code_of
from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import CODE_FORM, code_verdicts, report_of
from tests.interviewer.grading.forms.code.test_hidden_tests import DROPOUT, NETWORK
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = [needs_walls, pytest.mark.slow]
RETURN = "    return x.T @ dz1, dz1.sum(axis=0), dW2, db2\n"
NAMED = NETWORK.replace(RETURN, "    dW1 = x.T @ dz1\n    db1 = dz1.sum(axis=0)\n    return dW1, db1, dW2, db2\n")
LAST = "    return dW1, db1, dW2, db2\n"


def less(bank: Bank, code: str, question: str = "training-03a") -> dict[str, str]:
    """What is not met."""
    found = code_verdicts(bank, question, code)
    assert len(found) == (6 if question == "training-03a" else 3) or "inverted" in found
    return {criterion: verdict for criterion, verdict in found.items() if verdict != "met"}


OF_BACKWARD = ("output-layer-gradients", "bias-gradients", "relu-mask", "first-layer-gradients")
HALF = dict.fromkeys(OF_BACKWARD, "partly_met")
NO_RETURN = (
    "    print(dW1, db1, dW2, db2)\n",
    "    print('dW1', dW1)\n    print('dW2', dW2)\n",
    "",
    "    pass\n",
    "    return None\n",
    "    grads = {'W1': dW1, 'b1': db1, 'W2': dW2, 'b2': db2}\n",
    "    return dW1, db1, dW2, d_b2\n",  # there is no such name
)


@pytest.mark.parametrize("end", NO_RETURN)
def test_gradients_that_nobody_gets_are_half_of_what_was_asked_for(bank: Bank, end: str) -> None:
    assert NAMED.count(LAST) == 1
    assert less(bank, NAMED.replace(LAST, end)) == HALF
    failed = [r for r in report_of(bank, "training-03a", NAMED.replace(LAST, end)).results if r.passed is False]
    assert failed[-1].name == "The backward pass hands its gradients back"
    wrong = NAMED.replace("dh * (z1 > 0)", "dh").replace(LAST, end)
    assert less(bank, wrong) == {**HALF, "relu-mask": "not_met"}


CLASS = """\
import numpy as np

class Net:
    def __init__(self, W1, b1, W2, b2):
        self.W1, self.b1, self.W2, self.b2 = W1, b1, W2, b2

    def forward(self, x):
        self.x, self.z = x, x @ self.W1 + self.b1
        self.h = np.maximum(0, self.z)
        return self.h @ self.W2 + self.b2

    def backward(self, dout):
        dW2, db2 = self.h.T @ dout, dout.sum(0)
        dz = (dout @ self.W2.T) * (self.z > 0)
        dW1, db1 = self.x.T @ dz, dz.sum(0)
        {end}
"""


@pytest.mark.parametrize(
    ("end", "cost"),
    [
        ("return dW1, db1, dW2, db2", {}),
        ("self.dW1, self.db1, self.dW2, self.db2 = dW1, db1, dW2, db2", {}),
        ("self.grads = {'W1': dW1, 'b1': db1, 'W2': dW2, 'b2': db2}", {}),
        ("print(dW1, db1, dW2, db2)", HALF),
    ],
)
def test_a_method_may_hand_its_gradients_back_in_attributes(bank: Bank, end: str, cost: dict[str, str]) -> None:
    assert less(bank, CLASS.replace("{end}", end)) == cost


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "    cache.update(dW1=dW1, db1=db1, dW2=dW2, db2=db2)\n"),
        ("", "    cache['grads'] = {'W1': dW1, 'b1': db1, 'W2': dW2, 'b2': db2}\n"),
        ("    x, z1", "    global dW1, db1, dW2, db2\n    x, z1"),
    ],
)
def test_a_function_may_hand_its_gradients_back_in_its_cache_or_in_globals(bank: Bank, old: str, new: str) -> None:
    code = NAMED.replace("return out, (x, z1, h, W2)", "return out, dict(x=x, z1=z1, h=h, W2=W2)")
    code = code.replace("x, z1, h, W2 = cache", "x, z1, h, W2 = cache['x'], cache['z1'], cache['h'], cache['W2']")
    assert less(bank, code.replace(old, new, 1).replace(LAST, "") if old else code.replace(LAST, new)) == {}


@pytest.mark.parametrize("end", ["    print(out)\n", ""])
def test_an_output_that_is_printed_is_half_of_a_forward_pass(bank: Bank, end: str) -> None:
    code = NAMED[: NAMED.index("def backward")].replace("    return out, (x, z1, h, W2)\n", end)
    assert code_verdicts(bank, "training-03a", code)["forward"] == "partly_met"
    wrong = code.replace("np.maximum(0, z1)", "np.minimum(0, z1)")
    assert code_verdicts(bank, "training-03a", wrong)["forward"] == "not_met"


BORROWS = {
    "names of forward's": NAMED.replace("(dout, cache)", "(dout, W1, W2)").replace("    x, z1, h, W2 = cache\n", "").replace(
        "return out, (x, z1, h, W2)", "return out"
    ),
    "one name": NAMED.replace("x, z1, h, W2 = cache", "x, h, W2 = cache").replace("(x, z1, h, W2)\n\n", "(x, h, W2)\n\n"),
    "a key that is not there": NAMED.replace(
        "    x, z1, h, W2 = cache\n", "    x, h, W2 = cache['x'], cache['h'], cache['W2']\n    z1 = cache['z1']\n"
    ).replace("(x, z1, h, W2)\n\n", "{'x': x, 'h': h, 'W2': W2}\n\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", BORROWS)
def test_what_backward_uses_and_is_not_handed_costs_the_point_of_keeping(bank: Bank, name: str) -> None:
    assert less(bank, BORROWS[name]) == {"keeps-intermediates": "not_met"}
    report = report_of(bank, "training-03a", BORROWS[name])
    (reason,) = [d.reason for d in report.decided if d.criterion_id == "keeps-intermediates"]
    assert "which forward does not pass on" in reason
    wrong = BORROWS[name].replace("dout.sum(axis=0)", "dout.sum()")
    assert less(bank, wrong) == {"keeps-intermediates": "not_met", "bias-gradients": "partly_met"}


def test_an_attribute_that_forward_does_not_set_costs_the_point_of_keeping(bank: Bank) -> None:
    code = """\
import numpy as np

class Net:
    def __init__(self, W1, b1, W2, b2):
        self.W1, self.b1, self.W2, self.b2 = W1, b1, W2, b2

    def forward(self, x):
        z = x @ self.W1 + self.b1
        h = np.maximum(0, z)
        return h @ self.W2 + self.b2

    def backward(self, dout):
        dW2 = self.h.T @ dout
        dz = (dout @ self.W2.T) * (self.z > 0)
        return self.x.T @ dz, dz.sum(0), dW2, dout.sum(0)
"""
    assert less(bank, code) == {"keeps-intermediates": "not_met"}


def test_a_name_that_forward_does_not_have_either_is_not_lent(bank: Bank) -> None:
    code = NAMED.replace("dW1 = x.T @ dz1", "dW1 = x.T @ delta")
    assert less(bank, code)["first-layer-gradients"] == "not_met"
    assert "keeps-intermediates" not in less(bank, code)


def test_backward_that_computes_the_forward_pass_again_keeps_what_it_needs(bank: Bank) -> None:
    code = NAMED.replace("(dout, cache)", "(dout, x, W1, b1, W2)").replace(
        "    x, z1, h, W2 = cache\n", "    z1 = x @ W1 + b1\n    h = np.maximum(0, z1)\n"
    )
    assert less(bank, code.replace("return out, (x, z1, h, W2)", "return out")) == {}


def test_a_cache_without_the_input_is_half_of_what_backward_needs(bank: Bank) -> None:
    code = NAMED.replace("x, z1, h, W2 = cache", "z1, h, W2 = cache").replace("(x, z1, h, W2)\n\n", "(z1, h, W2)\n\n")
    code = code.replace("dW1 = x.T @ dz1", "dW1 = h.T @ dz1")
    assert less(bank, code) == {"first-layer-gradients": "partly_met", "keeps-intermediates": "partly_met"}


DEMOS = (
    "x = load_data()\nprint(forward(x, 1, 2, 3, 4))\n",
    "assert np.allclose(forward(np.ones((2, 3)), 0, 0, 0, 0), 1)\n",
    "print(result)\n",
)


@pytest.mark.parametrize("demo", DEMOS)
def test_a_demonstration_that_fails_is_left_out(bank: Bank, demo: str) -> None:
    assert less(bank, NAMED + "\n" + demo) == {}
    assert less(bank, demo + "\n" + NAMED) == {}
    report = report_of(bank, "training-03a", f"{NAMED}\n{demo}")
    assert [r for r in report.results if r.passed is None and "fails and is left out" in r.text]
    assert less(bank, DROPOUT + "\n" + demo, "training-03b") == {}


def test_a_broken_end_or_middle_is_told_and_has_half_of_what_is_right_otherwise(bank: Bank) -> None:
    answer = f"```python\n{NAMED.replace(LAST, '    return dW1, (')}\n```"
    block = code_of(answer)
    assert block is not None and block.cut == "return dW1, (" and block.lost == "backward"
    assert "“return dW1, (”" in CODE_FORM.note(bank["training-03a"], answer)
    found = code_verdicts(bank, "training-03a", NAMED.replace(LAST, "    return dW1, ("))
    assert {c: found[c] for c in OF_BACKWARD} == dict.fromkeys(OF_BACKWARD, "partly_met") and found["forward"] == "met"
    without_colon = NAMED.replace("def forward(x, W1, b1, W2, b2):", "def forward(x, W1, b1, W2, b2)")
    assert set(code_verdicts(bank, "training-03a", without_colon).values()) == {"met"}
