"""The code and the gradients of the reference answers are run and compared with finite differences and autograd."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from knowledge.schema import Bank
from tests.knowledge.stated import agrees, stated


def code_of(bank: Bank, question_id: str) -> ModuleType:
    """What the code blocks of a reference answer define."""
    made = ModuleType("reference")
    for block in re.findall(r"```python\n(.*?)```", bank[question_id].reference, re.DOTALL):
        exec(block, vars(made))
    return made


def numeric(f: Callable[[], float], w: NDArray[np.float64], eps: float = 1e-6) -> NDArray[np.float64]:
    """The gradient of a function of an array that it reads, by central differences."""
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
    out, cache = code.forward(x, *w)
    got = code.backward(out - t, cache)
    for weights, grad in zip(w, got, strict=True):
        expected = numeric(lambda: 0.5 * ((code.forward(x, *w)[0] - t) ** 2).sum(), weights)
        np.testing.assert_allclose(grad, expected, rtol=1e-5, atol=1e-6)


def test_the_numpy_network_against_autograd(bank: Bank) -> None:
    code = code_of(bank, "training-03a")
    rng = np.random.default_rng(3)
    arrays = [rng.normal(size=shape) for shape in ((4, 6), (6,), (6, 3), (3,))]
    x, target = rng.normal(size=(5, 4)), rng.normal(size=(5, 3))
    out, cache = code.forward(x, *arrays)
    w1, b1, w2, b2 = (torch.tensor(a, requires_grad=True) for a in arrays)
    loss = 0.5 * ((torch.relu(torch.tensor(x) @ w1 + b1) @ w2 + b2 - torch.tensor(target)) ** 2).sum()
    loss.backward()
    for got, tensor in zip(code.backward(out - target, cache), (w1, b1, w2, b2), strict=True):
        np.testing.assert_allclose(got, tensor.grad.numpy(), rtol=1e-9, atol=1e-12)


def test_dropout_forward_backward_and_expectation(bank: Bank) -> None:
    code = code_of(bank, "training-03b")
    rng = np.random.default_rng(1)
    x = np.ones((400, 500))
    out, mask = code.dropout_forward(x, 0.7, True, rng)
    assert abs(out.mean() - 0.7) < 0.005
    assert set(np.unique(out)) == {0.0, 1.0}
    upstream = rng.normal(size=x.shape)
    np.testing.assert_array_equal(code.dropout_backward(upstream, mask), upstream * (out > 0))
    np.testing.assert_allclose(code.dropout_forward(x, 0.7, False, rng)[0], 0.7)
    inverted, _ = code.inverted_dropout_forward(x, 0.7, rng)
    assert abs(inverted.mean() - 1.0) < 0.01


def test_dropout_against_autograd(bank: Bank) -> None:
    code = code_of(bank, "training-03b")
    x = np.random.default_rng(4).normal(size=(6, 7))
    out, mask = code.dropout_forward(x, 0.6, True, np.random.default_rng(5))
    tensor = torch.tensor(x, requires_grad=True)
    product = tensor * torch.tensor(mask.astype(float))
    np.testing.assert_allclose(out, product.detach().numpy())
    upstream = np.random.default_rng(6).normal(size=x.shape)
    product.backward(torch.tensor(upstream))
    np.testing.assert_allclose(code.dropout_backward(upstream, mask), tensor.grad.numpy())


def test_locked_dropout_drops_the_same_features_at_every_step(bank: Bank) -> None:
    code = code_of(bank, "nlp-01c")
    out = code.apply_locked(np.ones((20, 3, 40)), 0.6, np.random.default_rng(0))
    assert (out == out[0]).all() and set(np.unique(out)) == {0.0, 1 / 0.6}
    keep = stated(bank, "nlp-01c", r"for p = ([\d.]+) and twenty steps that is one in a (million)")
    assert float(keep[1]) ** 20 * 1e6 == pytest.approx(1, rel=0.1)


def test_dead_units_are_counted(bank: Bank) -> None:
    activations = np.maximum(0, np.random.default_rng(0).normal(size=(500, 10)) - np.r_[np.zeros(7), np.full(3, 50.0)])
    assert code_of(bank, "training-27b").dead_units(activations) == pytest.approx(0.3)


def test_xor_networks(bank: Bank) -> None:
    code = code_of(bank, "training-24")
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
    assert code.xor(x).tolist() == code.xor_skip(x).tolist() == [0, 1, 1, 0]
    signs = np.where(np.array([0, 1, 1, 0]) > 0, 1, -1)
    weights = np.stack(np.meshgrid(*[np.linspace(-2, 2, 21)] * 3), axis=-1).reshape(-1, 3)
    separated = ((x @ weights[:, :2].T + weights[:, 2]) * signs[:, None] > 0).all(axis=0)
    assert not separated.any()  # no line of a fine grid separates the classes


def test_both_game_trees(bank: Bank) -> None:
    minimax = code_of(bank, "rl-04").minimax
    assert [minimax(node, False) for node in ([3, 5], [2, 6])] == [3, 2]
    assert minimax([[3, 5], [2, 6]], True) == 3
    assert minimax([[3, 5], [2, 6]], False) == 5
    tree = [[[3, 5], [2, 6]], [[1, 4], [5, 9]]]
    visited: list[int] = []
    assert code_of(bank, "rl-07").alphabeta(tree, True, visited=visited) == minimax(tree, True) == 5
    assert visited == [3, 5, 2, 6, 1, 4]
    turned: list[int] = []
    code_of(bank, "rl-07").alphabeta(tree[::-1], True, visited=turned)
    assert turned == [1, 4, 5, 3, 5, 2, 6]  # with the right branch first only the 9 is cut


def test_the_jacobian_of_sigmoid_is_the_stated_diagonal(bank: Bank) -> None:
    def sigmoid(v: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-v))

    def entry(i: int) -> Callable[[], float]:
        return lambda: float(sigmoid(x)[i])

    x = np.array([-2.0, 0.0, 0.5, 3.0])
    jacobian = np.stack([numeric(entry(i), x) for i in range(4)])
    entries = stated(bank, "training-04d", r"J = diag\((y [*] \(1 - y\))\)")[1]
    np.testing.assert_allclose(jacobian, np.diag(eval(entries, {"y": sigmoid(x)})), atol=1e-8)
    most = stated(bank, "training-04d", r"is at most (\d)/(\d), reached at x_i = (\d)")
    grid = np.linspace(-5, 5, 1001)
    slopes = sigmoid(grid) * (1 - sigmoid(grid))
    assert slopes.max() == pytest.approx(int(most[1]) / int(most[2]))
    assert grid[slopes.argmax()] == pytest.approx(float(most[3]), abs=1e-9)


def test_weight_normalisation_gradients_are_the_stated_ones(bank: Bank) -> None:
    for formula in (
        r"nabla_g L = fracnabla_w L x vlVert v rVert",
        r"nabla_v L = fracglVert v rVert \( I - fracw w\^toplVert w rVert\^2 \) nabla_w L",
    ):
        stated(bank, "training-07", formula)
    rng = np.random.default_rng(2)
    v, g, a = rng.normal(size=5), np.array([1.7]), rng.normal(size=5)

    def loss() -> float:
        return float(np.sin(a @ (g * v / np.linalg.norm(v))))

    w = g * v / np.linalg.norm(v)
    grad_w = a * np.cos(a @ w)
    by_v = g / np.linalg.norm(v) * (np.eye(5) - np.outer(w, w) / (w @ w)) @ grad_w
    np.testing.assert_allclose(numeric(loss, v), by_v, atol=1e-7)
    np.testing.assert_allclose(numeric(loss, g), grad_w @ v / np.linalg.norm(v), atol=1e-7)
    assert abs(by_v @ v) < 1e-9


def test_a_batch_of_one_leaks_its_input(bank: Bank) -> None:
    stated(
        bank,
        "training-29",
        r"partial L/partial W = delta x\^top and partial L/partial b = delta, so a row of the first",
    )
    layer = torch.nn.Linear(6, 3)
    x = torch.randn(1, 6, generator=torch.Generator().manual_seed(1))
    (layer(x) ** 2).sum().backward()
    torch.testing.assert_close(layer.weight.grad, torch.outer(layer.bias.grad, x[0]))
    torch.testing.assert_close(layer.weight.grad[1] / layer.bias.grad[1], x[0])


def test_pairs_of_relus_make_the_stated_functions(bank: Bank) -> None:
    names = {"relu": lambda z: np.maximum(0, z), "max": np.maximum, "z": np.linspace(-3, 3, 13)}
    names["a"], names["b"] = np.random.default_rng(0).normal(size=(2, 50))
    mirrored = stated(bank, "training-23", r"For any z, (relu\(z\) [-+] relu\(-z\)) = (z)\b")
    largest = stated(bank, "vision-08d", r"(max\(a, ?b\)) = (a [-+] relu\([ab] - [ab]\))", "deeper")
    for left, right in (mirrored.groups(), largest.groups()):
        np.testing.assert_allclose(eval(left, names), eval(right, names))
    stated(bank, "vision-08d", "first for each of two pairs, then for the two larger values", "deeper")
    windows = np.random.default_rng(1).normal(size=(2, 2, 50))
    pairs = eval(largest[2], names | {"a": windows[0], "b": windows[1]})
    np.testing.assert_allclose(eval(largest[2], names | {"a": pairs[0], "b": pairs[1]}), windows.max(axis=(0, 1)))


def test_one_relu_and_a_threshold_make_a_straight_boundary(bank: Bank) -> None:
    said = stated(
        bank, "training-23", r"For c > 0 the output relu\(w x x \+ b\) - c is positive exactly where w x x \+ b > c"
    )
    z = np.random.default_rng(0).normal(size=1000)
    for c in (0.1, 1.0):
        assert said and ((np.maximum(0, z) - c > 0) == (z > c)).all()


def test_axes_of_batch_and_layer_norm(bank: Bank) -> None:
    row = stated(
        bank, "training-14", r"statistics over \| the (N examples|D features), .*?\| the (N examples|D features),"
    )
    axes = [{"N examples": 0, "D features": 1}[cell] for cell in row.groups()]
    stated(bank, "training-14", r"y = gamma fracx - musqrtsigma\^2 \+ epsilon \+ beta")
    x = torch.randn(8, 5, generator=torch.Generator().manual_seed(0))
    layers = (torch.nn.BatchNorm1d(5, affine=False), torch.nn.LayerNorm(5, elementwise_affine=False))
    for layer, axis in zip(layers, axes, strict=True):
        variance = x.var(axis, unbiased=False, keepdim=True)
        torch.testing.assert_close(layer(x), (x - x.mean(axis, keepdim=True)) / (variance + 1e-5).sqrt())


def test_the_condition_of_inverse_reinforcement_learning(bank: Bank) -> None:
    stated(bank, "rl-10", r"\(P_pi - P_a\)\(I - gamma P_pi\)\^-1 R >= 0 for all actions a")
    stated(bank, "rl-10", r"pi\(a\|s\) = e\^Q\(s,a\) - V\(s\)")
    rng = np.random.default_rng(0)
    n, gamma = 5, 0.9
    p = rng.dirichlet(np.ones(n), size=(2, n))  # two actions
    reward = rng.normal(size=n)
    values = np.zeros(n)
    for _ in range(2000):
        values = reward + gamma * (p @ values).max(axis=0)
    best = (p @ values).argmax(axis=0)
    under_best = p[best, np.arange(n)]
    for action in range(2):
        gain = (under_best - p[action]) @ np.linalg.solve(np.eye(n) - gamma * under_best, reward)
        assert (gain >= -1e-9).all()
    chosen = rng.normal(size=n)  # any V gives a reward for which a soft-optimal policy is the given one
    policy = rng.dirichlet(np.ones(2), size=n)
    r = np.log(policy) + chosen[:, None] - gamma * (p @ chosen).T
    q = r + gamma * (p @ chosen).T
    np.testing.assert_allclose(np.exp(q - chosen[:, None]), policy)
    np.testing.assert_allclose(np.log(np.exp(q).sum(axis=1)), chosen)


def test_what_drawing_with_replacement_misses(bank: Bank) -> None:
    share = stated(bank, "training-11", r"\(1 - 1/n\)\^n -> 1/e ~ ([\d.]+), so about (\d+) % of the data is not seen")
    n = 10_000
    assert agrees(share[1], (1 - 1 / n) ** n) and agrees(share[1], np.exp(-1))
    missed = 1 - np.unique(np.random.default_rng(0).integers(0, n, n)).size / n
    assert missed == pytest.approx(int(share[2]) / 100, abs=0.01)
