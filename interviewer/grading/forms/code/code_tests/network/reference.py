"""A correct two-layer network, and the values that its hidden tests are run on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from interviewer.grading.forms.sandbox.inside.values import Floats

N, D, H, C = 5, 4, 6, 3
"""Numbers of examples, inputs, hidden units and outputs; all differ, so that a shape says what an array is."""
NAMES = ("W1", "b1", "W2", "b2")


@dataclass(frozen=True)
class NetworkCase:
    """One test's input.

    Attributes:
        x: (n, D).
        W1, b1, W2, b2: (D, H), (H,), (H, C), (C,).
        dout: Gradient at the output, (n, C).
    """

    x: Floats
    W1: Floats
    b1: Floats
    W2: Floats
    b2: Floats
    dout: Floats

    def weight(self, name: str) -> Floats:
        """One of the weights and biases by its name."""
        return {"W1": self.W1, "b1": self.b1, "W2": self.W2, "b2": self.b2}[name]

    def one(self, row: int = 0) -> NetworkCase:
        """The same case with a single example."""
        return replace(self, x=self.x[row : row + 1], dout=self.dout[row : row + 1])


def draw_case(seed: int, n: int = N, h: int = H) -> NetworkCase:
    """A case whose pre-activations are far from zero, half of them below it in every example."""
    rng = np.random.default_rng(seed)
    while True:
        case = NetworkCase(
            x=rng.normal(size=(n, D)),
            W1=rng.normal(size=(D, h)),
            b1=rng.normal(size=h),
            W2=rng.normal(size=(h, C)),
            b2=rng.normal(size=C),
            dout=rng.normal(size=(n, C)),
        )
        z1 = case.x @ case.W1 + case.b1
        share = (z1 > 0).mean(axis=1)
        if np.abs(z1).min() > 0.05 and share.min() >= 0.25 and share.max() <= 0.75:
            return case


def large_case(seed: int) -> NetworkCase:
    """A case with pre-activations and gradients far above ten, so that clipping at thirty or at one shows."""
    case = draw_case(seed)
    return replace(case, x=30 * case.x, dout=8 * case.dout)


def wide_case(seed: int, n: int) -> NetworkCase:
    """A case of many examples, some of whose pre-activations come close to zero."""
    rng = np.random.default_rng(seed)
    return replace(draw_case(seed), x=rng.normal(size=(n, D)), dout=rng.normal(size=(n, C)))


def far_on(case: NetworkCase) -> NetworkCase:
    """The case with every hidden unit far above zero: even without the bias, and even for a threshold of three."""
    return replace(case, x=np.abs(case.x), W1=np.abs(case.W1), b1=np.abs(case.b1) + 3.0)


def fine_case(seed: int) -> NetworkCase:
    """A single example whose pre-activations are within a hundredth of zero, on both sides, but not zero."""
    case = draw_case(seed).one()
    rng = np.random.default_rng(seed)
    wanted = rng.uniform(1e-3, 8e-3, size=len(case.b1)) * np.where(np.arange(len(case.b1)) % 2, -1.0, 1.0)
    return replace(case, b1=wanted - (case.x @ case.W1)[0])


def one_hot(case: NetworkCase) -> Floats:
    """The labels of a case, one row each: the largest entry of its gradient at the output or, if that is already a loss's
    gradient, the only negative one. By size, a confident wrong prediction would tie with the label."""
    table: Floats = np.eye(case.dout.shape[1])
    of_a_loss = np.abs(case.dout.sum(axis=1)) < 1e-9
    rows: Floats = table[np.where(of_a_loss, case.dout.argmin(axis=1), np.abs(case.dout).argmax(axis=1))]
    return rows


def with_softmax(case: NetworkCase) -> NetworkCase:
    """The case with the gradient at the output of a softmax and cross-entropy on its labels, summed over the batch."""
    out = forward(case)
    exps: Floats = np.exp(out - out.max(axis=1, keepdims=True))
    return replace(case, dout=exps / exps.sum(axis=1, keepdims=True) - one_hot(case))


def pre_activation(case: NetworkCase) -> Floats:
    """(n, H)."""
    return case.x @ case.W1 + case.b1


def forward(case: NetworkCase) -> Floats:
    """The output, (n, C)."""
    return np.maximum(0, pre_activation(case)) @ case.W2 + case.b2


def backward(case: NetworkCase) -> Mapping[str, Floats]:
    """The gradients by the name of their weight or bias, each in its shape."""
    z1 = pre_activation(case)
    dz1 = (case.dout @ case.W2.T) * (z1 > 0)
    return {
        "W1": case.x.T @ dz1,
        "b1": dz1.sum(axis=0),
        "W2": np.maximum(0, z1).T @ case.dout,
        "b2": case.dout.sum(axis=0),
    }
