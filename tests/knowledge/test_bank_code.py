"""The code of the reference answers is run, and its gradients are held against finite differences."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from knowledge.schema import Bank


def code_of(bank: Bank, question_id: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", bank[question_id].reference, re.DOTALL):
        exec(block, names)
    return names


def numeric(f: Any, w: np.ndarray, eps: float = 1e-6) -> np.ndarray:
    grad = np.zeros_like(w)
    for index in np.ndindex(w.shape):
        kept = w[index]
        w[index] = kept + eps
        high = f()
        w[index] = kept - eps
        low = f()
        w[index] = kept
        grad[index] = (high - low) / (2 * eps)
    return grad


def test_two_layer_network_gradients(bank: Bank) -> None:
    code = code_of(bank, "training-03a")
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(5, 4)), rng.normal(size=(5, 3))
    w = [rng.normal(size=(4, 6)), rng.normal(size=6), rng.normal(size=(6, 3)), rng.normal(size=3)]
    out, cache = code["forward"](x, *w)
    got = code["backward"](out - t, cache)
    for weights, grad in zip(w, got, strict=True):
        expected = numeric(lambda: 0.5 * ((code["forward"](x, *w)[0] - t) ** 2).sum(), weights)
        np.testing.assert_allclose(grad, expected, rtol=1e-5, atol=1e-6)


def test_dropout_forward_backward_and_expectation(bank: Bank) -> None:
    code = code_of(bank, "training-03b")
    rng = np.random.default_rng(1)
    x = np.ones((400, 500))
    out, mask = code["dropout_forward"](x, 0.7, True, rng)
    assert abs(out.mean() - 0.7) < 0.005
    assert set(np.unique(out)) == {0.0, 1.0}
    upstream = rng.normal(size=x.shape)
    np.testing.assert_array_equal(code["dropout_backward"](upstream, mask), upstream * (out > 0))
    np.testing.assert_allclose(code["dropout_forward"](x, 0.7, False, rng)[0], 0.7)
    inverted, _ = code["inverted_dropout_forward"](x, 0.7, rng)
    assert abs(inverted.mean() - 1.0) < 0.01


def test_sigmoid_jacobian_is_diagonal() -> None:
    def sigmoid(v: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-v))

    x = np.array([-2.0, 0.0, 0.5, 3.0])
    jacobian = np.stack([numeric(lambda i=i: float(sigmoid(x)[i]), x) for i in range(4)])
    y = sigmoid(x)
    np.testing.assert_allclose(jacobian, np.diag(y * (1 - y)), atol=1e-8)


def test_share_of_examples_missed_when_drawing_with_replacement() -> None:
    n = 10_000
    assert abs((1 - 1 / n) ** n - 0.368) < 1e-3
    seen = np.unique(np.random.default_rng(0).integers(0, n, n)).size
    assert abs(1 - seen / n - 0.368) < 0.01


def test_weight_normalisation_gradient_is_orthogonal_to_the_weights() -> None:
    rng = np.random.default_rng(2)
    v, g, a = rng.normal(size=5), 1.7, rng.normal(size=5)

    def loss() -> float:
        w = g * v / np.linalg.norm(v)
        return float(np.sin(a @ w))

    w = g * v / np.linalg.norm(v)
    grad_w = a * np.cos(a @ w)
    expected = g / np.linalg.norm(v) * (np.eye(5) - np.outer(w, w) / (w @ w)) @ grad_w
    np.testing.assert_allclose(numeric(loss, v), expected, atol=1e-7)
    assert abs(expected @ v) < 1e-9


def test_powers_named_in_the_recurrent_answer() -> None:
    assert abs(0.9**100 - 3e-5) < 1e-5
    assert abs(1.1**100 - 1.4e4) < 1e3
