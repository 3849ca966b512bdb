"""Tests of a network beyond one batch: other sizes, slopes of its own forward pass, and unchanged arguments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Literal

from interviewer.grading.forms.code.code_tests.changing import changing_line
from interviewer.grading.forms.code.code_tests.network.matching import scales
from interviewer.grading.forms.code.code_tests.network.probe import Probe
from interviewer.grading.forms.code.code_tests.network.reference import (
    NAMES,
    C,
    H,
    N,
    NetworkCase,
    backward,
    draw_case,
    far_on,
    fine_case,
    large_case,
    wide_case,
)
from interviewer.grading.forms.code.code_tests.network.way import same
from interviewer.grading.forms.code.code_tests.shown import shown, shown_error
from interviewer.grading.forms.code.code_tests.side_effects import told_in_place
from interviewer.grading.forms.code.report import TestResult
from interviewer.grading.forms.sandbox.messages import CodeFaultError

EVERY_ON = far_on(draw_case(16))
"""A case in which no hidden unit is off, so that a mask changes nothing."""
SIZES: Mapping[str, NetworkCase] = MappingProxyType(
    {
        "a batch of one": draw_case(6).one(),
        # if two sizes are equal, a sum over the wrong axis or a transposed product has the right shape
        "as many examples as hidden units": draw_case(7, n=H),
        "as many examples as outputs": draw_case(8, n=C),
        "large values": large_case(10),
        "seventy examples": wide_case(39, n=70),
        "examples with every unit on": EVERY_ON,
    }
)
"""What the gradients are tested on, besides the batch of five."""
FORWARD_CASES: Mapping[str, NetworkCase] = MappingProxyType(
    {
        "Forward, a batch of five": draw_case(2),
        "Forward, a batch of one": draw_case(3).one(),
        "Forward, as many examples as hidden units": draw_case(4, n=H),
        "Forward, large values": large_case(11),
        "Forward, values near zero": fine_case(12),
    }
)
"""What the output is tested on."""
_ONE, _NEAR = "Forward, a batch of one", "Forward, values near zero"
WHAT: Mapping[str, str] = {
    "W1": "first weight matrix",
    "b1": "first bias",
    "W2": "second weight matrix",
    "b2": "second bias",
}


def fails_by_size(names: Collection[str]) -> bool:
    """Whether a forward pass that fails these cases is wrong only about sizes: their values are like the first case's."""
    # the case near zero is also a single example
    sizes = {_ONE, "Forward, as many examples as hidden units"} | ({_NEAR} if _ONE in names else set())
    return set(names) <= sizes


def tests_of_sizes(probe: Probe, right: Mapping[str, str]) -> list[TestResult]:
    """Tests whether gradients that are right for five examples are right for other numbers of examples.

    Args:
        right: The criterion of each weight whose gradient is right.
    """
    found = []
    scale = scales(N, C).index(probe.factor)
    for size, plain in SIZES.items():
        case = probe.gradients.effective(plain)
        factor = scales(len(case.x), C)[scale]
        name = f"The gradients of {size}"
        try:
            grads = probe.grads(case)
        except CodeFaultError as error:
            fault = error.fault
            given, got = f"x of shape {case.x.shape}", shown_error(fault)
            found += [
                TestResult(name, False, c, given, "gradients", got, fault.line) for c in dict.fromkeys(right.values())
            ]
            continue
        wanted, before = {weight: value * factor for weight, value in backward(case).items()}, len(found)
        wrong = [weight for weight in right if not same(grads[weight], wanted[weight])]
        masked = plain is EVERY_ON and {"W1", "b1"} <= set(wrong) and all(result.passed for result in found)
        for weight in wrong:
            if not masked or weight == "b1":  # what both have in common went wrong once
                criterion = "relu-mask" if masked else right[weight]
                what = f"{name}: {WHAT[weight]}"
                given, line = f"x of shape {case.x.shape}", probe.gradient_line(weight)
                found.append(
                    TestResult(what, False, criterion, given, shown(wanted[weight]), shown(grads[weight]), line)
                )
        if len(found) == before:
            found.append(TestResult(name, True))
    return found


def test_of_slopes(probe: Probe) -> tuple[TestResult, tuple[str, ...]] | None:
    """A test whether the gradients are the slopes of the code's own forward pass, right or wrong, and the weights whose
    gradients are not; None if the code has a loss of its own."""
    name = "The gradients are the slopes of the code's own forward pass, by finite differences"
    case = probe.gradients.effective(draw_case(9))
    factor, probe.factor = probe.factor, scales(len(case.x), C)[scales(N, C).index(probe.factor)]
    given = f"x of shape {case.x.shape}"
    try:
        off = probe.slopes_off(case, probe.grads(case))
    except CodeFaultError as error:
        got, line = shown_error(error.fault), error.fault.line
        return TestResult(name, False, "", given, "slopes", got, line), NAMES
    finally:
        probe.factor = factor
    if off is None:
        return None
    if not off:
        return TestResult(name, True), ()
    got = f"that of the {WHAT[off[0]]} is another"
    return TestResult(name, False, "", given, "every gradient to be the slope", got, probe.gradient_line(off[0])), off


def tests_of_arguments(
    probe: Probe, which: Literal["forward", "backward"], criterion: str, spoils: bool = False
) -> list[TestResult]:
    """Tests whether a pass leaves its arguments unchanged, or at least spoils no result by changing them.

    Args:
        criterion: The criterion that is lowered if a result is spoilt.
        spoils: Whether the first layer's gradient, which needs the original input, is wrong.
    """
    name = f"{which.capitalize()} leaves what it is given as it was"
    case = draw_case(2)
    given = f"x of shape {case.x.shape}" if which == "forward" else f"a gradient of shape {case.dout.shape}"
    expected = "the same arrays after the call"
    try:
        changed = (
            probe.network.run_forward(case, watch=True).changed
            if which == "forward"
            else probe.gradients.changed(probe.gradients.effective(case))
        )
    except CodeFaultError as error:
        got, line = shown_error(error.fault), error.fault.line
        return [TestResult(name, False, "", given, expected, got, line, side_effect=True)]
    if not changed:
        return [TestResult(name, True, side_effect=True)]
    line = changing_line(probe.bench.source, probe.function_of(which), changed)
    if not (_keeps_less(probe, changed, spoils) if which == "forward" else _second_differs(probe)):
        return [told_in_place(name, changed, line)]
    got = f"another {', '.join(changed)} after it"
    return [TestResult(name, False, criterion, given, expected, got, line, side_effect=True)]


def _keeps_less(probe: Probe, changed: Collection[str], spoils: bool) -> bool:
    """Whether a forward pass overwrites a weight, so that a second pass differs, or something backward needs."""
    way = probe.network.way
    roles = [way.given.get(name, "") for name in changed] if way is not None else []
    return spoils or any(role != "x" for role in roles)


def _second_differs(probe: Probe) -> bool:
    """Whether a second gradient after one forward pass differs, because the first overwrote what was kept.

    Code that has discarded what it kept by then has done nothing wrong.
    """
    case = probe.gradients.effective(draw_case(14))
    first = probe.gradients.run(case)
    try:
        second = probe.gradients.run(case, again=True)
    except CodeFaultError:
        return False
    return any(
        one is not None and (two is None or not same(two, one.astype(float)))
        for one, two in ((first[name], second[name]) for name in first)
    )
