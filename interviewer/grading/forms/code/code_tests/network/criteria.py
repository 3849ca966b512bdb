"""The criteria that the network tests decide, and their verdicts if there are no gradients to test."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from interviewer.grading.forms.code.code_tests.network.probe import Probe
from interviewer.grading.forms.code.code_tests.network.reference import NAMES, C, N, NetworkCase
from interviewer.grading.forms.code.code_tests.shown import shown_apart, shown_error
from interviewer.grading.forms.code.report import UNTESTED, Decided, TestResult
from interviewer.grading.forms.sandbox.inside.values import Array, Floats
from interviewer.grading.forms.sandbox.messages import CodeFaultError

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
    """The verdicts if no gradients were found.

    Args:
        results: The tests so far; one that fails is added.
        explained: Whether there is prose around the code; if so, a missing backward pass is left to the judge.
    """
    fault = probe.gradients.fault
    if forward_failed and not any(r.got for r in results if r.expected):
        for criterion in OF_BACKWARD:
            yield Decided(criterion, "not_met", "The forward pass does not run, so the backward pass cannot be tried.")
        return
    if not probe.gradients.seen:
        if not explained:
            for criterion in OF_BACKWARD:
                yield Decided(criterion, "not_met", "There is no backward pass in the code.", absent=True)
        return
    if probe.gradients.crowded:
        fault, got = None, "many arrays without names, and nothing says which is which gradient"
    else:
        got = shown_error(fault) if fault else "nothing that can be read as gradients"
    line = fault.line if fault else 0
    results.append(backward_failed(got, line))
    why = f"does not run: {fault.text}" if fault else f"cannot be tested: it gives {got}"
    for criterion in OF_BACKWARD:
        yield Decided(criterion, "not_met", f"The backward pass {why}.", line, wrong=True)


def backward_failed(got: str, line: int) -> TestResult:
    """The test of a backward pass that gives no gradients.

    Args:
        got: What it gives instead.
    """
    given = f"a gradient of shape {(N, C)}"
    return TestResult("The backward pass", False, OUTPUT, given, f"gradients of {', '.join(NAMES)}", got, line)


def kept(probe: Probe, case: NetworkCase, exact: Collection[str]) -> Decided:
    """Whether backward has what it needs from the forward pass, either kept or recomputed from the input.

    Args:
        exact: Names of the weights whose gradients are right.
    """
    call, lacked = probe.gradients.call, probe.gradients.lacked
    assert call is not None
    if probe.whole and exact:
        reason = "Both passes are in one function, so the second has what the first computed."
        return Decided(KEEPS, "met", reason, probe.forward_line())
    if call.lent and lacked is not None:
        names = " and ".join(str(way[-1]) for way in call.lent)
        reason = f"Backward uses {names}, which forward does not pass on, so it does not run as it is ({lacked.text})."
        return Decided(
            KEEPS, "not_met", f"{reason} The other tests were run with the missing values supplied.", lacked.line
        )
    if not call.keeps:
        if exact:
            return Decided(KEEPS, "met", "Backward recomputes what it needs from the input.")
        return Decided(KEEPS, "not_met", "Backward is given nothing that forward kept.")
    if "W1" not in exact and not probe.gradients.has_input(case):
        reason = (
            "Backward gets some of what forward computed, but not the input, which the first weights' gradient needs."
        )
        return Decided(KEEPS, "partly_met", reason, probe.forward_line())
    return Decided(KEEPS, "met", "Backward works with what forward kept.", probe.forward_line())


def lowered(decided: Sequence[Decided], results: Sequence[TestResult]) -> Iterator[Decided]:
    """The verdicts from five examples, lowered for failures with other numbers of examples and for changed arguments."""
    failed = [r for r in results if r.passed is False]
    for item in decided:
        wrong = next((r for r in failed if r.criterion_id == item.criterion_id), None)
        if wrong is None or item.verdict != "met":
            yield item
            continue
        begin = "It changes its arguments." if wrong.side_effect else "It is right for a batch of five, but not always."
        yield Decided(item.criterion_id, "partly_met", f"{begin} {wrong.text}.", wrong.line or item.line)


def stopped(criterion: str, error: CodeFaultError) -> Decided:
    """The verdict on a criterion whose tests cannot be run."""
    reason = f"The code does not run here: {error.fault.text}."
    return Decided(criterion, "not_met", reason, error.fault.line, wrong=True)


def is_found(probe: Probe) -> bool:
    """Look for the answer's forward pass; whether it is there and can be called."""
    network = probe.network
    network.find()
    return network.way is not None and network.is_certain and not network.is_uncallable


def compared(
    name: str, passed: bool, criterion: str, case: NetworkCase, wanted: Floats, got: Array | None, line: int
) -> TestResult:
    """The test of an array."""
    if passed:
        return TestResult(name, True, criterion)
    expected, seen = shown_apart(wanted, got)
    seen = "no such gradient" if got is None else seen
    return TestResult(name, False, criterion, f"x of shape {case.x.shape}", expected, seen, line)


def only_seen(decided: Sequence[Decided], probe: Probe) -> tuple[Decided, ...]:
    """The verdicts; for a function that does both passes, what is not found there is left open, as it may have any name."""
    call = probe.gradients.call
    if not probe.whole or (call is not None and probe.gradients.stopped is not None):
        return tuple(decided)
    needs = {OUTPUT: {"W2"}, BIAS: {"b1", "b2"}, MASK: {"W1"}, FIRST: {"W1"}, KEEPS: {"W1"}}
    found = call.found if call is not None else {}
    unseen = [criterion for criterion, names in needs.items() if not names <= set(found)]
    seen = [item for item in decided if item.criterion_id not in unseen]
    return (*seen, *(Decided(criterion, "ungraded", UNTESTED) for criterion in unseen))
