"""Makes sure every failed gradient test costs some criterion.

Each criterion has tests of its own, and leaves alone what another one is to blame for. Where none is charged in the end, a test
that failed would cost nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from interviewer.grading.forms.code.code_tests.leaves import return_line
from interviewer.grading.forms.code.code_tests.network.criteria import BIAS, FIRST, FORWARD, MASK, OUTPUT
from interviewer.grading.forms.code.code_tests.network.probe import Probe
from interviewer.grading.forms.code.code_tests.network.reference import NAMES, C, N
from interviewer.grading.forms.code.code_tests.shown import shown_error
from interviewer.grading.forms.code.report import Decided, TestResult

EXCUSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "W1": (FIRST, MASK, FORWARD),
        "b1": (BIAS, MASK, FIRST, FORWARD),
        "W2": (OUTPUT, FORWARD),
        "b2": (BIAS, FORWARD),
    }
)
"""The criteria that a wrong gradient can be charged to; if one of them is below met, the gradient is accounted for."""


def charged(decided: Sequence[Decided], failed: Mapping[str, TestResult]) -> tuple[Decided, ...]:
    """The verdicts, with each wrong gradient that nothing accounts for charged to the criterion it belongs to.

    Args:
        failed: A failed test of each weight whose gradient is wrong anywhere.
    """
    found = list(decided)
    for weight, result in failed.items():
        low = {item.criterion_id for item in found if item.verdict != "met"}
        if low.isdisjoint(EXCUSES[weight]):
            to = _owner(weight, set(failed))
            reason = f"It is right in the main test, but not always. {result.text}."
            found = [
                replace(item, verdict="partly_met", reason=reason, line=result.line or item.line)
                if item.criterion_id == to
                else item
                for item in found
            ]
    return tuple(found)


def unreturned(probe: Probe) -> TestResult | None:
    """A failed test if the backward pass has computed every gradient and returns none of them; otherwise None.

    The question asks for functions. What one computes and neither returns nor stores is useless to the caller, whether the last
    line is missing or fails.
    """
    gradients, call = probe.gradients, probe.gradients.call
    all_there = call is not None and set(call.found) == set(NAMES)
    # what fails after the gradients in a function for both passes is its step on the weights
    fails = all_there and gradients.stopped is not None and not probe.whole
    if not (gradients.unreturned or fails):
        return None
    line = return_line(probe.bench.source, probe.function_of("backward"))
    got = "nothing" if gradients.stopped is None else shown_error(gradients.stopped)
    title, expected = "The backward pass hands its gradients back", f"gradients of {', '.join(NAMES)}"
    return TestResult(title, False, OUTPUT, f"a gradient of shape {(N, C)}", expected, got, line)


def halved(decided: Sequence[Decided], criteria: Collection[str], result: TestResult) -> tuple[Decided, ...]:
    """The verdicts with at most half of each of these points, for a pass that computes values and hands them to nobody."""
    return tuple(
        replace(item, verdict="partly_met", reason=f"It is computed as it should be. {result.text}.", line=result.line)
        if item.criterion_id in criteria and item.verdict == "met"
        else item
        for item in decided
    )


def _owner(weight: str, failed: set[str]) -> str:
    """The criterion of a wrong gradient. What goes wrong in both of the first layer's has gone wrong on the way to them."""
    if weight in {"W1", "b1"} and failed >= {"W1", "b1"}:
        return MASK
    return {"W1": FIRST, "b1": BIAS, "W2": OUTPUT, "b2": BIAS}[weight]
