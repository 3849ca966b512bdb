"""Whether the ReLU's mask is right: tried on single examples with inputs on both sides of zero, from tiny to large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.forms.code.code_tests.network.probe import Hidden, Probe
from interviewer.grading.forms.code.code_tests.network.reference import N, NetworkCase, draw_case, pre_activation
from interviewer.grading.forms.code.code_tests.network.way import same
from interviewer.grading.forms.code.code_tests.precision import CLOSE, ROUGH, is_rough
from interviewer.grading.forms.code.report import TestResult
from interviewer.grading.forms.sandbox.inside.values import Floats
from interviewer.grading.forms.sandbox.messages import CodeFaultError

NEAR = 0.05
"""A mask that is wrong only for inputs this close to zero is right in the main."""
_SIZES = (0.004, 0.01, 0.03, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45,
          0.55, 0.65, 0.75, 0.9, 1.2, 1.6, 2.2, 3.0, 4.5, 8.0, 20.0, 90.0)  # fmt: skip
"""The inputs of the ReLU that are tried, each on both sides of zero."""
_ROUGHEST = 0.02
"""Half precision cannot tell inputs closer to zero than this from zero: the sums that make them are too coarse."""
_LADDER_SEED = 90_200
"""Seed of the signs and weights; any would do."""
_BATCH_SEED, _BATCH = 21, 3
"""Seed and size of a batch unlike the others, so that a factor of its size shows."""


@dataclass(frozen=True)
class MaskFault:
    """An input of the ReLU at which the gradient is wrong.

    Attributes:
        hidden: The example it is in, and the gradient that the answer has there.
        wanted: The right gradient of that example, per hidden unit.
    """

    z1: float
    unit: int
    hidden: Hidden
    wanted: Floats


def ladder(case: NetworkCase) -> Iterator[NetworkCase]:
    """Single examples that have all the inputs to try between them, each with the weights and the gradient of a case.

    The biases put the inputs where they should be, so about half of them change sign without the bias.

    Args:
        case: A single example.
    """
    rng = np.random.default_rng(_LADDER_SEED)
    inputs = rng.permutation([sign * size for size in _SIZES for sign in (1.0, -1.0)])
    for wanted in inputs.reshape(-1, len(case.b1)):
        x = rng.normal(size=case.x.shape)
        yield replace(case, x=x, b1=wanted - (x @ case.W1)[0])


def mask_faults(probe: Probe, dz1: Hidden, lifted: Hidden, path: bool, forward_failed: bool) -> list[MaskFault]:
    """The inputs of the ReLU at which the gradient is not let through as it should be, right or wrong.

    Args:
        dz1, lifted: What ``Probe.hidden`` found for one example.
        path: Whether what reaches the hidden layer is right; otherwise it only has to be gated.
        forward_failed: Whether the forward pass is wrong, which has its own test; here a mask from any array that it
            computes is right.
    """
    tried = [dz1, *(probe.at_hidden(one) for one in ladder(dz1.plain))]
    found = _faults(probe, tried, [pre_activation(hidden.case)[0] for hidden in tried], lifted, path)
    if not found and path and not forward_failed:
        return list(_faults_between_examples(probe))
    if not (found and forward_failed):
        return found
    computed = [_hidden_arrays(probe, hidden.case) for hidden in tried]
    others = (_faults(probe, tried, list(inputs), lifted, path) for inputs in zip(*computed, strict=False))
    return found if all(others) else []


def _faults_between_examples(probe: Probe) -> Iterator[MaskFault]:
    """The inputs of the ReLU in a batch at which the gradient is zero or passes, and should not: the mask of another example.

    With no more examples than inputs, the first weights' gradient says what arrived at each unit in each example.
    """
    case = probe.gradients.effective(draw_case(_BATCH_SEED, n=_BATCH))
    weight = probe.grads(case)["W1"]
    if weight is None or weight.shape != case.W1.shape:
        return
    share = probe.factors(_BATCH)[probe.factors(N).index(probe.factor)]
    dz1 = np.linalg.pinv(case.x.T) @ weight.astype(float) / share
    whole, z1 = case.dout @ case.W2.T, pre_activation(case)
    close = ROUGH if is_rough(weight) else CLOSE
    passes, stays = (np.isclose(dz1, wanted, rtol=10 * close, atol=10 * close) for wanted in (whole, 0))
    if not np.all(passes | stays):
        return  # something else is wrong, which has its own test
    for row, unit in np.argwhere(np.where(z1 > 0, stays & ~passes, passes & ~stays)):
        hidden = Hidden(case.one(int(row)), dz1[row], case.one(int(row)))
        yield MaskFault(float(z1[row, unit]), int(unit), hidden, whole[row] * (z1[row] > 0))


def _hidden_arrays(probe: Probe, case: NetworkCase) -> list[Floats]:
    """The values for each hidden unit that the answer's forward pass computes, line by line."""
    try:
        steps = probe.network.run_forward(case, trace=True).result.steps
    except CodeFaultError:
        return []
    arrays = [value for _, value in steps if isinstance(value, np.ndarray) and value.shape == (1, len(case.b1))]
    return [array[0].astype(float) for array in arrays if array.dtype.kind in "fiub"]


def _faults(probe: Probe, tried: list[Hidden], inputs: list[Floats], lifted: Hidden, path: bool) -> list[MaskFault]:
    """The faults of some examples.

    Args:
        inputs: For each example, the values whose sign says what is let through.
    """
    found: list[MaskFault] = []
    for hidden, z1 in zip(tried, inputs, strict=True):
        on = z1 > 0
        wanted = (hidden.wanted if path or lifted.got is None else lifted.got) * on
        seen = [got for got in (hidden.got, hidden.from_weight) if got is not None]
        if not any(_agrees(probe, got, wanted, on, path) for got in seen):
            got = seen[0] if seen else np.full(len(on), np.nan)
            off = ~np.isclose(got, wanted, rtol=1e-3, atol=1e-4)
            if is_rough(got):
                off &= np.abs(z1) >= _ROUGHEST
            found += [MaskFault(float(z1[unit]), int(unit), hidden, wanted) for unit in np.flatnonzero(off)]
    return found


def fails_near_zero_only(faults: list[MaskFault]) -> bool:
    """Whether a wrong mask is wrong only for inputs close to zero."""
    return bool(faults) and all(abs(fault.z1) <= NEAR for fault in faults)


def told_mask(faults: Sequence[MaskFault], line: int) -> TestResult:
    """The failed test at the most ordinary input of the ReLU, with both values."""
    fault = min(faults, key=lambda item: abs(abs(item.z1) - 1))
    got = fault.hidden.got if fault.hidden.got is not None else fault.hidden.from_weight
    title = "ReLU lets the gradient through wherever its input is positive, and nowhere else"
    seen = "no such gradient" if got is None else f"{float(got[fault.unit]):.4g}"
    given = f"a unit with {fault.z1:.3g} before the ReLU and a gradient of {float(fault.hidden.wanted[fault.unit]):.4g} after it"
    return TestResult(title, False, "relu-mask", given, f"{float(fault.wanted[fault.unit]) + 0.0:.4g}", seen, line)


def _agrees(probe: Probe, got: Floats, wanted: Floats, on: NDArray[np.bool_], path: bool) -> bool:
    call = probe.gradients.call
    if not path and call is not None and call.bends:
        # the answer's own loss changes with the output, so only what is let through can be compared
        return bool(np.all(got[~on] == 0) and (np.any(got[on]) or not on.any()))
    return same(got, wanted)
