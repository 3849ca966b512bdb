"""The reference gradients that answers are compared with, against finite differences and against autograd."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from interviewer.grading.forms.code.code_tests.network.reference import NAMES, NetworkCase, backward, draw_case, forward
from interviewer.grading.forms.sandbox.inside.values import Floats

SHAPES = [
    (5, 4, 6, 3),
    (1, 4, 6, 3),
    (6, 4, 6, 3),
    (3, 4, 6, 3),
    (1, 1, 1, 1),
    (4, 4, 4, 4),
    (7, 2, 9, 1),
    (2, 8, 3, 5),
]
"""Examples, inputs, hidden units, outputs: batches of one, sizes that are equal, layers of one unit."""


def case_of(n: int, d: int, h: int, c: int) -> NetworkCase:
    """Random values whose pre-activations are not close to the kink, where a difference quotient is meaningless."""
    for seed in range(1000):
        rng = np.random.default_rng(seed)
        sizes = {"x": (n, d), "W1": (d, h), "b1": (h,), "W2": (h, c), "b2": (c,), "dout": (n, c)}
        case = NetworkCase(**{name: rng.normal(size=size) for name, size in sizes.items()})
        z1 = case.x @ case.W1 + case.b1
        if np.abs(z1).min() > 1e-3 and (z1 > 0).any():
            return case
    raise AssertionError("no such values")


def slopes(case: NetworkCase, name: str, step: float = 1e-6) -> Floats:
    """Central differences of the sum of the output times the gradient that arrives."""
    value = case.weight(name)
    found = np.zeros_like(value)
    for index in np.ndindex(value.shape):
        ends = []
        for sign in (1, -1):
            moved = value.copy()
            moved[index] += sign * step
            ends.append(float((forward(replace(case, **{name: moved})) * case.dout).sum()))
        found[index] = (ends[0] - ends[1]) / (2 * step)
    return found


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_the_reference_gradients_are_the_slopes_of_the_reference_forward_pass(shape: tuple[int, int, int, int]) -> None:
    case = case_of(*shape)
    grads = backward(case)
    for name in NAMES:
        assert grads[name].shape == case.weight(name).shape
        assert np.allclose(grads[name], slopes(case, name), rtol=1e-6, atol=1e-7), name


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_the_reference_agrees_with_autograd(shape: tuple[int, int, int, int]) -> None:
    case = case_of(*shape)
    leaves = {name: torch.tensor(case.weight(name), requires_grad=True) for name in NAMES}
    hidden = torch.relu(torch.tensor(case.x) @ leaves["W1"] + leaves["b1"])
    out = hidden @ leaves["W2"] + leaves["b2"]
    out.backward(torch.tensor(case.dout))
    assert np.allclose(out.detach().numpy(), forward(case), rtol=1e-12)
    grads = backward(case)
    for name in NAMES:
        assert np.allclose(leaves[name].grad.numpy(), grads[name], rtol=1e-10, atol=1e-12), name


@pytest.mark.parametrize("seed", range(1, 10))
def test_the_cases_of_the_hidden_tests_agree_with_their_slopes(seed: int) -> None:
    for case in (draw_case(seed), draw_case(seed).one()):
        grads = backward(case)
        assert all(np.allclose(grads[name], slopes(case, name), rtol=1e-6, atol=1e-7) for name in NAMES)


@pytest.mark.parametrize("shape", [(40, 50), (1, 50), (50,), (2, 3, 4, 5)], ids=str)
def test_what_dropout_must_send_back_agrees_with_slopes_and_autograd(shape: tuple[int, ...]) -> None:
    """The hidden test wants ``dout * out / x``: out is x times a mask that does not depend on x."""
    rng = np.random.default_rng(3)
    x, dout = rng.uniform(0.5, 2, shape), rng.normal(size=shape)
    scaled = (rng.random(shape) < 0.75) / 0.75
    wanted = dout * (x * scaled) / x
    leaf = torch.tensor(x, requires_grad=True)
    (leaf * torch.tensor(scaled)).backward(torch.tensor(dout))
    assert np.allclose(leaf.grad.numpy(), wanted, rtol=1e-12)
    step = 1e-6
    quotient = ((x + step) * scaled - (x - step) * scaled) / (2 * step) * dout
    assert np.allclose(quotient, wanted, rtol=1e-6, atol=1e-8)
