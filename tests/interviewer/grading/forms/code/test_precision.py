"""Dropout in single and in half precision is as right as in double, and a mistake in it is told by its own reason."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import code_verdicts, report_of
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = [needs_walls, pytest.mark.slow]
VANILLA = """\
import numpy as np

def dropout_forward(x, p, train, rng):
    x = x.astype(np.{kind})
    if not train:
        return x * np.{kind}(p), None
    mask = rng.random(x.shape) < p
    return x * mask, mask

def dropout_backward(dout, mask):
    return dout.astype(np.{kind}) * mask
"""
INVERTED = """\
import numpy as np

def dropout_forward(x, keep_prob, train=True):
    x = np.asarray(x, dtype=np.{kind})
    if not train:
        return x, None
    mask = (np.random.rand(*x.shape) < keep_prob) / keep_prob
    return x * mask, mask

def dropout_backward(dout, mask):
    return dout * mask
"""
CLASS = """\
import numpy as np

class Dropout:
    def __init__(self, drop_prob=0.5):
        self.drop_prob, self.training = np.{kind}(drop_prob), True

    def forward(self, x):
        x = x.astype("{kind}")
        if not self.training:
            return x
        keep = np.{kind}(1) - self.drop_prob
        self.mask = ((np.random.rand(*x.shape) < keep) / keep).astype("{kind}")
        return x * self.mask

    def backward(self, dout):
        return dout.astype("{kind}") * self.mask
"""
OUTPUT = INVERTED.replace("np.asarray(x, dtype=np.{kind})", "x + 0").replace(
    "x * mask, mask", "(x * mask).astype(np.{kind}), mask"
)
CHOSEN = VANILLA.replace("x * mask, mask", "np.where(mask, x, np.{kind}(0)), mask")
PROGRAMS = {"vanilla": VANILLA, "inverted": INVERTED, "class": CLASS, "output": OUTPUT, "chosen": CHOSEN}
POINTS = {"random-mask", "backward-same-mask", "test-time-scaling"}


@pytest.mark.parametrize("kind", ["float32", "float16"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_right_dropout_is_right_in_any_precision(bank: Bank, name: str, kind: str) -> None:
    report = report_of(bank, "training-03b", PROGRAMS[name].replace("{kind}", kind))
    found = {d.criterion_id: d.verdict for d in report.decided}
    assert found.keys() >= POINTS and set(found.values()) == {"met"}, [r.text for r in report.results if not r.passed]
    assert all(result.passed is not False for result in report.results)


@pytest.mark.parametrize("kind", ["float32", "float16"])
@pytest.mark.parametrize(
    ("old", "new", "criterion"),
    [
        ("rng.random(x.shape) < p", "rng.normal(size=x.shape) < p", "random-mask"),
        ("x * mask, mask", "x * rng.normal(1, 0.5, size=x.shape), mask", "random-mask"),
        ("* mask\n", "* (1 - mask)\n", "backward-same-mask"),
        ("np.{kind}(p)", "np.{kind}(1 - p)", "test-time-scaling"),
        ("np.{kind}(p)", "np.{kind}(p * 1.05)", "test-time-scaling"),
    ],
)
def test_a_mistake_is_one_in_any_precision(bank: Bank, old: str, new: str, criterion: str, kind: str) -> None:
    assert old in VANILLA
    code = VANILLA.replace(old, new).replace("{kind}", kind)
    assert code_verdicts(bank, "training-03b", code)[criterion] == "not_met"
