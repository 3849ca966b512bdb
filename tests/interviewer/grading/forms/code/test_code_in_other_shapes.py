"""Code in unexpected shapes: lists instead of arrays, passes returned by a function, and code that cannot be called."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.sandbox.inside.values import decode, encode
from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import code_verdicts
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = [needs_walls, pytest.mark.slow]
LISTS = """\
def product(A, B):
    return [[sum(p * q for p, q in zip(row, column)) for column in zip(*B)] for row in A]

def turned(A):
    return [list(column) for column in zip(*A)]

def run(x, W1, b1, W2, b2):
    pre = product([row + [1.0] for row in x], W1 + [b1])
    act = [[max(0.0, v) for v in row] for row in pre]
    return product([row + [1.0] for row in act], W2 + [b2]), {"x": x, "pre": pre, "act": act, "W2": W2}

def run_back(dout, kept):
    reached = product(dout, turned(kept["W2"]))
    gated = [[g if z > 0 else 0.0 for g, z in zip(gs, zs)] for gs, zs in zip(reached, kept["pre"])]
    return {
        "dW1": product(turned(kept["x"]), gated), "db1": [sum(c) for c in zip(*gated)],
        "dW2": product(turned(kept["act"]), dout), "db2": [sum(c) for c in zip(*dout)],
    }
"""
NO_BIAS = """\
import numpy as np

def forward(x, W1, W2):
    z = x.dot(W1)
    return np.where(z > 0, z, 0).dot(W2), (x, z, W2)

def backward(dout, cache):
    x, z, W2 = cache
    return {"dW1": x.T.dot(np.where(z > 0, dout.dot(W2.T), 0)), "dW2": np.where(z > 0, z, 0).T.dot(dout)}
"""
FACTORY = """\
import numpy as np

def dropout_layer(p_keep):
    kept = {}
    def forward(h):
        kept["m"] = np.random.rand(*h.shape) < p_keep
        return h * kept["m"] / p_keep
    def backward(dout):
        return dout * kept["m"] / p_keep
    def at_test_time(h):
        return h
    return {"forward": forward, "backward": backward, "test": at_test_time}
"""
DROPPED_LISTS = """\
import random

def train_pass(rows, keep_prob):
    mask = [[float(random.random() < keep_prob) for _ in row] for row in rows]
    return [[v * m for v, m in zip(r, ms)] for r, ms in zip(rows, mask)], mask

def back_pass(grads, mask):
    return [[g * m for g, m in zip(gs, ms)] for gs, ms in zip(grads, mask)]

def predict(rows, keep_prob):
    return [[keep_prob * v for v in row] for row in rows]
"""


def test_matrices_as_plain_lists_are_run_as_lists(bank: Bank) -> None:
    assert set(code_verdicts(bank, "training-03a", LISTS).values()) == {"met"}


@pytest.mark.parametrize(
    ("old", "new", "criterion"),
    [
        ("if z > 0 else 0.0", "if g > 0 else 0.0", "relu-mask"),
        ("zip(*gated)]", "gated]", "bias-gradients"),
        ('product(turned(kept["act"]), dout)', 'product(turned(kept["pre"]), dout)', "output-layer-gradients"),
        ("max(0.0, v)", "max(0.1, v)", "forward"),
    ],
)
def test_a_mistake_in_lists_costs_its_point(bank: Bank, old: str, new: str, criterion: str) -> None:
    assert LISTS.count(old) == 1
    assert code_verdicts(bank, "training-03a", LISTS.replace(old, new))[criterion] != "met"


def test_without_biases_the_first_layer_still_earns_its_own_point(bank: Bank) -> None:
    found = code_verdicts(bank, "training-03a", NO_BIAS)
    assert found["first-layer-gradients"] == found["relu-mask"] == "met"
    assert (found["forward"], found["bias-gradients"]) == ("partly_met", "not_met")


@pytest.mark.parametrize("code", [FACTORY, DROPPED_LISTS])
def test_dropout_in_functions_that_are_made_and_in_lists(bank: Bank, code: str) -> None:
    found = code_verdicts(bank, "training-03b", code)
    assert {found[c] for c in ("random-mask", "backward-same-mask", "test-time-scaling")} == {"met"}


@pytest.mark.parametrize(
    ("code", "old", "new", "criterion"),
    [
        (FACTORY, "return dout * kept", "return dout * (np.random.rand(*dout.shape) < p_keep) + 0 * kept", "backward-same-mask"),
        (FACTORY, "        return h\n", "        return h * p_keep\n", "test-time-scaling"),
        (DROPPED_LISTS, "[[keep_prob * v", "[[v", "test-time-scaling"),
        (DROPPED_LISTS, "[[g * m", "[[g", "backward-same-mask"),
    ],
)  # fmt: skip
def test_a_mistake_in_them_costs_its_point(bank: Bank, code: str, old: str, new: str, criterion: str) -> None:
    assert code.count(old) == 1
    assert code_verdicts(bank, "training-03b", code.replace(old, new))[criterion] != "met"


@pytest.mark.parametrize(
    ("question", "code"),
    [
        # each bias as a row of its weights
        ("training-03a", "import numpy as np\ndef f(x, M, V):\n    o = np.ones((len(x), 1))\n"
         "    return np.hstack([np.maximum(np.hstack([x, o]) @ M, 0), o]) @ V\n"),
        # dropout within a network of unknown sizes
        ("training-03b", "import numpy as np\nW = np.ones((7, 3))\ndef forward(x, p):\n    h = x @ W\n"
         "    return h * (np.random.rand(*h.shape) > p)\n"),
        ("training-03b", "import numpy as np\ndef step(batch, weight, q):\n    return (batch @ weight) * (np.random.rand() < q)\n"),
    ],
)  # fmt: skip
def test_code_that_cannot_be_called_is_not_decided(bank: Bank, question: str, code: str) -> None:
    assert code_verdicts(bank, question, code) == {}


@pytest.mark.parametrize(
    ("value", "shape"), [([1, 2.5], (2,)), ([[1.0], [2.0]], (2, 1)), ([(1, 2), (3, 4)], (2, 2)), ([[1], [2, 3]], None)]
)
def test_a_list_of_numbers_is_an_array_where_its_rows_are_even(value: object, shape: tuple[int, ...] | None) -> None:
    assert getattr(decode(encode(value)), "shape", None) == shape


def test_a_list_that_holds_itself_is_no_array() -> None:
    endless: list[object] = []
    endless += [endless]
    assert getattr(decode(encode([endless])), "shape", None) is None
