"""Measures an answer's network: its gradients, what reaches its hidden layer, and the slopes of its own forward pass."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.network.found import FoundNetwork
from interviewer.grading.forms.code.code_tests.network.matching import one_factor, scales
from interviewer.grading.forms.code.code_tests.network.reference import (
    NAMES,
    C,
    N,
    NetworkCase,
    backward,
    far_on,
    pre_activation,
)
from interviewer.grading.forms.code.code_tests.network.way import same
from interviewer.grading.forms.code.code_tests.precision import CLOSE, ROUGH, is_rough
from interviewer.grading.forms.sandbox.inside.values import Array, Floats

EPSILON = 1e-3
"""Step of the finite differences. Between the kinks the functions are linear in each weight, so its size hardly matters; with a
smaller one the differences vanish in the rounding of single precision."""


@dataclass(frozen=True)
class Hidden:
    """The answer's gradient at the hidden layer's input for one example; None if it cannot be determined.

    Attributes:
        plain: The case, with the gradient at the output as it was drawn even if the answer has a loss of its own.
        got: The gradient, read from that of the first bias, or else of the first weights.
        from_weight: The gradient read from that of the first weights.
    """

    case: NetworkCase
    got: Floats | None
    plain: NetworkCase
    from_weight: Floats | None = None

    @property
    def wanted(self) -> Floats:
        """The gradient that should arrive at the hidden layer, before the ReLU."""
        whole: Floats = self.case.dout @ self.case.W2.T
        first: Floats = whole[0]
        return first

    def blamed_on_mask(self) -> bool:
        """Whether, with every unit on, it is the right gradient times something that no ReLU would multiply by."""
        if self.got is None:
            return False
        z1, dh = pre_activation(self.case)[0], self.wanted
        s = 1 / (1 + np.exp(-z1))
        wrong = (dh > 0, z1, s * (1 - s), z1 * (1 - z1), z1 <= 0, 1 - np.tanh(z1) ** 2, 1 - z1**2, s, dh, dh < 0)
        return any(same(self.got, dh * m) for m in (*wrong, self.got != 0))


class Probe(FoundNetwork):
    """An answer's network, found and ready to be measured.

    Attributes:
        factor: The factor on the answer's gradients, such as 1/N for a mean over the batch.
        times: The factor on all of them that nothing in the answer calls for; None if there is none.
        takes_one: Whether the answer's forward pass takes a batch of one.
    """

    def __init__(self, bench: Bench, whole: bool = False) -> None:
        super().__init__(bench, whole)
        self.factor = 1.0
        self.times: float | None = None
        self.takes_one = True

    def factors(self, n: int) -> tuple[float, ...]:
        """The factors that its gradients over a batch of ``n`` examples can have."""
        return scales(n, C, self.gradients.call is not None and self.gradients.call.of_loss)

    def measure(self, grads: Mapping[str, Array | None], wanted: Mapping[str, Floats], n: int) -> frozenset[str]:
        """Determine ``factor`` and ``times`` from the gradients of ``n`` examples; returns the names of those that are right."""
        self.factor = max(self.factors(n), key=lambda s: sum(same(grads[k], wanted[k] * s) for k in NAMES))
        right = frozenset(k for k in NAMES if same(grads[k], wanted[k] * self.factor))
        self.times = None if right else one_factor(grads, wanted)
        return right

    def is_sum_of_rows(self, case: NetworkCase, bias: Array | None) -> bool:
        """Whether the first bias's gradient is the sum of its values for single examples, right or wrong."""
        if bias is not None and not np.any(bias):  # nothing comes through here, but perhaps where every unit is far on
            case = self.gradients.effective(far_on(case))
            bias = self.grads(case)["b1"]
        if bias is None or bias.shape != (case.W1.shape[1],) or not np.any(bias):
            return False
        rows = [self.grads_of_one(self.gradients.effective(case.one(n)))["b1"] for n in range(len(case.x))]
        summed = sum(r.astype(float) for r in rows if r is not None and r.shape == bias.shape)
        factor = self._share(len(case.x))
        return isinstance(summed, np.ndarray) and same(bias, summed * factor)

    def _share(self, n: int) -> float:
        """What a mean over the batch multiplies a sum by; a factor of the loss is in each example as well."""
        return self.factor / self.factors(1)[self.factors(n).index(self.factor)]

    @property
    def divided(self) -> str:
        """What is done to a sum over the batch if the gradients are means, in words."""
        return "" if self._share(N) == 1 else ", divided by its size as in a mean"

    def grads_of_one(self, case: NetworkCase) -> dict[str, Array | None]:
        """The gradients of a single example; if the answer takes no batch of one, from the same example twice."""
        if self.takes_one:
            return self.grads(case)
        twice = self.grads(replace(case, x=np.repeat(case.x, 2, axis=0), dout=np.repeat(case.dout, 2, axis=0)))
        share = 0.5 if self.factor in (1.0, 2.0) else 1.0  # a mean over two equal examples is that of one
        return {k: g.astype(float) * share if g is not None and g.dtype.kind in "fiu" else g for k, g in twice.items()}

    def hidden(self, case: NetworkCase) -> tuple[Hidden, Hidden]:
        """The gradient at the hidden layer for one example: after the ReLU, and with every unit on.

        Args:
            case: As it was drawn.
        """
        one = case.one()
        return self.at_hidden(one), self.at_hidden(far_on(one))

    def at_hidden(self, plain: NetworkCase) -> Hidden:
        """The gradient at the hidden layer for a single example.

        Args:
            plain: As it was drawn.
        """
        case = self.gradients.effective(plain)
        grads = self.grads_of_one(case)
        factor = self.factor if self.factor in (1.0, 2.0) else 1.0
        if self.factor not in (1.0, 2.0):
            wanted = backward(case)["b2"]
            factor = max(self.factors(1), key=lambda s: same(grads["b2"], wanted * s))
        bias, weight = grads["b1"], grads["W1"]
        from_weight: Floats | None = None
        if weight is not None and weight.shape == case.W1.shape:
            rows = weight.astype(float) / case.x.T / factor
            alike = np.allclose(rows, rows[0], rtol=ROUGH if is_rough(weight) else CLOSE)
            from_weight = _as_precise(rows[0], weight) if alike else None
        got = from_weight
        if bias is not None and bias.shape == (case.W1.shape[1],) and np.any(bias):
            got = _as_precise(bias.astype(float) / factor, bias)
        return Hidden(case, got, plain, from_weight)

    def is_outer(self, case: NetworkCase, exact: Collection[str]) -> bool:
        """Whether the first weight's gradient of a single example is its input times its own bias gradient.

        Args:
            exact: Names of the weights whose gradients are right, which say whether they are sums or means over the batch.
        """
        seen = 0
        for plain in (case.one(0), case.one(1), far_on(case.one(0))):
            one = self.gradients.effective(plain)
            grads = self.grads_of_one(one)
            weight, bias = grads["W1"], grads["b1"]
            if bias is None and weight is not None and weight.shape == case.W1.shape and np.any(weight):
                # without a bias, each row shows the same incoming gradient
                bias = weight[0].astype(float) / one.x[0, 0]
            if weight is None or bias is None or bias.shape != (case.W1.shape[1],):
                return False
            if not same(weight, np.outer(one.x[0], bias.astype(float))):
                return False
            seen += bool(np.any(bias))
        if not seen:
            return False
        n = len(case.x)
        whole, rows = self.grads(case)["W1"], [self.grads_of_one(case.one(row))["W1"] for row in range(n)]
        if whole is None or any(r is None or r.shape != whole.shape for r in rows):
            return False
        summed = np.sum([r for r in rows if r is not None], axis=0)
        # a mean over the batch is right only if the other gradients are means, too
        shares = {s / t for s, t in zip(self.factors(n), self.factors(1), strict=True) if s == self.factor or not exact}
        return any(same(whole, summed * share) for share in shares)

    def finite_difference(self, case: NetworkCase, name: str) -> Floats | None:
        """The gradient of the answer's own forward pass, by central differences; None if its output does not depend on it."""
        value = case.weight(name)
        found = np.zeros_like(value)
        for index in np.ndindex(value.shape):
            ends = []
            for step in (EPSILON, -EPSILON):
                moved = value.copy()
                moved[index] += step
                out = self.network.run_forward(replace(case, **{name: moved})).out
                if out is None or out.shape != case.dout.shape:
                    return None
                ends.append(float((out.astype(float) * case.dout).sum()))
            found[index] = (ends[0] - ends[1]) / (2 * EPSILON)
        return found if np.any(found) else None

    def slopes_off(self, case: NetworkCase, grads: Mapping[str, Array | None]) -> tuple[str, ...] | None:
        """The weights whose gradients are not the slopes of the answer's own forward pass; None if undecidable.

        Each is measured along one direction, which takes two passes per weight and not two per number.
        """
        call = self.gradients.call
        if call is None or call.bends:
            return None  # the answer uses its own loss
        rng = np.random.default_rng(90_100)
        off = []
        for name in NAMES:
            got, value = grads[name], case.weight(name)
            along = rng.normal(size=value.shape)
            if got is None or got.shape != value.shape:
                off.append(name)
                continue
            ends = []
            for step in (EPSILON, -EPSILON):
                out = self.network.run_forward(replace(case, **{name: value + step * along})).out
                if out is None or out.shape != case.dout.shape or is_rough(out):
                    return None
                ends.append(float((out.astype(float) * case.dout).sum()))
            slope = (ends[0] - ends[1]) / (2 * EPSILON) * self.factor
            if not np.isclose(float((got.astype(float) * along).sum()), slope, rtol=1e-3, atol=5e-3):
                off.append(name)
        return tuple(off)

    @staticmethod
    def close(got: Array | None, wanted: Floats) -> bool:
        """Whether a gradient agrees with a finite difference, which is good to five digits."""
        return got is not None and got.shape == wanted.shape and bool(np.allclose(got.astype(float), wanted, atol=1e-5))


def _as_precise(values: Floats, source: Array) -> Floats:
    """Values computed from an array, in half precision if that is what it has."""
    return values.astype(np.float16) if is_rough(source) else values
