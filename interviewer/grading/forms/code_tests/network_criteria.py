"""The criteria that the tests of a network decide, and what becomes of them where there are no gradients to test."""

from __future__ import annotations

from collections.abc import Iterator

from interviewer.grading.forms.code_report import Decided, TestResult
from interviewer.grading.forms.code_tests.network_probe import Probe

FORWARD, OUTPUT, BIAS, MASK, FIRST, KEEPS = (
    "forward",
    "output-layer-gradients",
    "bias-gradients",
    "relu-mask",
    "first-layer-gradients",
    "keeps-intermediates",
)
OF_BACKWARD = (OUTPUT, BIAS, MASK, FIRST)


def without_gradients(
    probe: Probe, results: list[TestResult], explained: bool, forward_failed: bool
) -> Iterator[Decided]:
    """What is decided where no gradients were found.

    Args:
        results: The tests so far; one that fails is added.
        explained: Whether prose stands around the code; then a backward pass that is not in it is left to the judge.
    """
    fault = probe.gradients.fault
    if forward_failed and not any(r.got for r in results if r.expected):
        for criterion in OF_BACKWARD:
            yield Decided(criterion, "not_met", "The forward pass does not run, so the backward pass cannot be tried.")
        return
    if not probe.gradients.seen:
        if not explained:
            for criterion in OF_BACKWARD:
                yield Decided(criterion, "not_met", "There is no backward pass in the code.")
        return
    if probe.gradients.crowded:
        fault, got = None, "it gives many arrays without names, and nothing says which is which gradient"
    else:
        got = fault.text if fault else "its result holds no gradients that could be read"
    line = fault.line if fault else 0
    results.append(TestResult("The backward pass", False, OUTPUT, got=got, line=line))
    what = "does not run" if fault else "cannot be tested"
    for criterion in OF_BACKWARD:
        yield Decided(criterion, "not_met", f"The backward pass {what}: {got}.", line, wrong=True)
