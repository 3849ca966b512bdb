"""A gradient that fails a test costs a point, whichever criterion it belongs to: no criterion excuses itself by another."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import code_verdicts, report_of
from tests.interviewer.grading.forms.code.test_hidden_tests import NETWORK
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = [needs_walls, pytest.mark.slow]
CODE = NETWORK.replace(
    "    return x.T @ dz1, dz1.sum(axis=0), dW2, db2\n",
    "    dW1 = x.T @ dz1\n    db1 = dz1.sum(axis=0)\n    return dW1, db1, dW2, db2\n",
)
MASK = "dz1 = dh * (z1 > 0)"
WRONG_MASKS = (
    "dz1 = np.maximum(0, dh * (z1 > 0))",
    "dz1 = dh * ((z1 > 0) & (dh > 0))",
    *(f"dz1 = dh * (z1 > {t})" for t in (0.1, 0.2, 0.3, 0.5, 0.7, 1, 2, 5, -0.1, -0.5, -3)),
    "dz1 = dh * (np.round(z1) > 0)",
    "dz1 = dh * (np.floor(z1) > 0)",
    "dz1 = dh * (z1.astype(int) > 0)",
    "dz1 = dh * np.clip(np.sign(z1 - 0.4), 0, 1)",
    "dz1 = dh * (np.abs(z1) > 0.4)",
    "dz1 = dh * ((z1 > 0) & (z1 < 50))",
    "dz1 = dh * (x @ W1 > 0)",
    "dz1 = dh * (x @ W1 - b1 > 0)",
    "dz1 = np.where(z1 > 0, dh, 0.01 * dh)",
)


@pytest.mark.parametrize("line", WRONG_MASKS)
def test_a_wrong_mask_costs_its_own_point_alone(bank: Bank, line: str) -> None:
    code = CODE.replace("return out, (x, z1, h, W2)", "return out, (x, z1, h, W2, W1, b1)")
    code = code.replace("x, z1, h, W2 = cache", "x, z1, h, W2, W1, b1 = cache")
    found = code_verdicts(bank, "training-03a", code.replace(MASK, line))
    assert {c: v for c, v in found.items() if v != "met"} == {"relu-mask": "not_met"}


@pytest.mark.parametrize(
    ("old", "new", "cost"),
    [
        ("dW1 = x.T @ dz1", "dW1 = x.T @ dz1 / len(x)", {"first-layer-gradients": "partly_met"}),
        ("dW1 = x.T @ dz1", "dW1 = x.T @ dz1 * len(x)", {"first-layer-gradients": "partly_met"}),
        ("dW2 = h.T @ dout", "dW2 = h.T @ dout / len(h)", {"output-layer-gradients": "not_met"}),
        ("db1 = dz1.sum(axis=0)", "db1 = dz1.mean(axis=0)", {"bias-gradients": "partly_met"}),
        ("x.T @ dz1", "x[:64].T @ dz1[:64]", {"first-layer-gradients": "partly_met"}),
        ("x.T @ dz1", "np.clip(x, -30, 30).T @ dz1", {"first-layer-gradients": "partly_met"}),
        ("(z1 > 0)", "(h > h.min())", {"relu-mask": "not_met"}),
        ("dh * (z1", "np.abs(dh) * (z1", {"first-layer-gradients": "partly_met"}),
    ],
)
def test_a_gradient_that_is_wrong_somewhere_costs_something(
    bank: Bank, old: str, new: str, cost: dict[str, str]
) -> None:
    code = CODE.replace(old, new)
    assert code != CODE
    report = report_of(bank, "training-03a", code)
    found = {d.criterion_id: d.verdict for d in report.decided}
    assert {c: v for c, v in found.items() if v != "met"} == cost
    assert any(result.passed is False for result in report.results)


@pytest.mark.parametrize(
    "line",
    [
        "dz1 = dh * (z1 >= 0)",
        "dz1 = np.where(z1 > 0, dh, 0)",
        "dz1 = dh.copy(); dz1[z1 <= 0] = 0",
        "dz1 = dh * np.heaviside(z1, 0)",
        "dz1 = dh * np.sign(h)",
        "dz1 = dh * (h > 0)",
        "dz1 = np.multiply(dh, h != 0)",
        "dz1 = dh * (1 + np.sign(z1)) / 2",
    ],
)
def test_a_right_mask_passes_in_every_spelling(bank: Bank, line: str) -> None:
    report = report_of(bank, "training-03a", CODE.replace(MASK, line))
    assert {d.verdict for d in report.decided} == {"met"} and len(report.decided) == 6
    assert all(result.passed is not False for result in report.results)


@pytest.mark.parametrize("kind", ["float32", "float16"])
def test_less_precision_is_right_as_far_as_it_goes(bank: Bank, kind: str) -> None:
    cast = f"    x, W1, b1, W2, b2 = [a.astype(np.{kind}) for a in (x, W1, b1, W2, b2)]\n    z1 = x"
    code = CODE.replace("    z1 = x", cast).replace("    x, z1, h", f"    dout = dout.astype(np.{kind})\n    x, z1, h")
    report = report_of(bank, "training-03a", code)
    assert [r.text for r in report.results if r.passed is False] == []
    assert {d.verdict for d in report.decided} == {"met"}
    wrong = code_verdicts(bank, "training-03a", code.replace("(z1 > 0)", "(z1 > 0.5)"))
    assert {c: v for c, v in wrong.items() if v != "met"} == {"relu-mask": "not_met"}
