"""The hidden tests of a two-layer network: each criterion has its own tests, so that one mistake costs one point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.network.autograd import test_of_autograd
from interviewer.grading.forms.code.code_tests.network.charge import charged, halved, unreturned
from interviewer.grading.forms.code.code_tests.network.criteria import (
    BIAS,
    FIRST,
    FORWARD,
    KEEPS,
    MASK,
    OF_BACKWARD,
    OUTPUT,
    backward_failed,
    compared,
    is_found,
    kept,
    lowered,
    only_seen,
    stopped,
    without_gradients,
)
from interviewer.grading.forms.code.code_tests.network.habits import (
    FORWARD_CASES,
    fails_by_size,
    test_of_slopes,
    tests_of_arguments,
    tests_of_sizes,
)
from interviewer.grading.forms.code.code_tests.network.mask import fails_near_zero_only, mask_faults, told_mask
from interviewer.grading.forms.code.code_tests.network.probe import Hidden, Probe
from interviewer.grading.forms.code.code_tests.network.reference import (
    NAMES,
    NetworkCase,
    backward,
    draw_case,
    forward,
    pre_activation,
)
from interviewer.grading.forms.code.code_tests.network.way import same
from interviewer.grading.forms.code.code_tests.network.whole import LINES
from interviewer.grading.forms.code.code_tests.shown import shown_error
from interviewer.grading.forms.code.report import Decided, TestResult
from interviewer.grading.forms.sandbox.inside.values import Array, Floats
from interviewer.grading.forms.sandbox.messages import CodeFaultError

Grads = Mapping[str, Array | None]


class NetworkChecks:
    """The tests of one answer, and their verdicts.

    Attributes:
        results: The tests that have run.
    """

    criteria = (FORWARD, OUTPUT, BIAS, MASK, FIRST, KEEPS)
    signature = "def forward(x, W1, b1, W2, b2): ...\ndef backward(dout, cache): ..."
    example = "forward of x with shape (5, 4), W1 (4, 6), b1 (6,), W2 (6, 3), b2 (3,) gives an output of shape (5, 3)"

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.results: list[TestResult] = []
        self.probe = Probe(bench)
        self._beyond: list[TestResult] = []  # tests beyond one batch, which lower its verdicts
        self._exact: frozenset[str] = frozenset()  # gradients equal to the right network's, to the last digit
        self._off: dict[str, TestResult] = {}  # a failed test of each weight whose gradient is wrong somewhere
        self._unreturned: TestResult | None = None  # the failed test of a backward pass that returns nothing

    def run(self, explained: bool) -> tuple[Decided, ...]:
        """Run all tests.

        Args:
            explained: Whether there is prose around the code; if so, anything the code omits is left to the judge.
        """
        lines = any(definition.name == LINES for definition in self.bench.definitions)
        if lines or not is_found(self.probe):
            self.probe = Probe(self.bench, whole=True)
            if not is_found(self.probe):
                return ()
        decided = [self._forward()]
        self.probe.gradients.find()
        if self.probe.gradients.call is None or not self.probe.gradients.call.found:
            if self.probe.whole:
                return only_seen(decided, self.probe)
            missing = tuple(without_gradients(self.probe, self.results, explained, self._forward_failed()))
            self._look_for_changes(spoils=False)
            return (*lowered(decided, self._beyond), *missing)
        try:
            decided += self._backward()
        except CodeFaultError as error:
            self.results.append(backward_failed(shown_error(error.fault), error.fault.line))
            return (*decided, *(stopped(c, error) for c in (OUTPUT, BIAS, MASK, FIRST)))
        self._look_for_changes(spoils="W1" not in self._sound)
        self._beyond_one_batch()
        final = only_seen(charged(tuple(lowered(decided, self._beyond)), self._off), self.probe)
        if self._unreturned is None:
            return final
        self.results.append(self._unreturned)
        return halved(final, OF_BACKWARD, self._unreturned)

    def _look_for_changes(self, spoils: bool) -> None:
        """Whether the forward pass works in place, and what that does to the gradients."""
        if not self._forward_failed() and not self.probe.whole:
            found = tests_of_arguments(self.probe, "forward", FORWARD, spoils)
            self._beyond += found
            self.results += found

    def _beyond_one_batch(self) -> None:
        """Test other numbers of examples than five, and side effects of the passes."""
        failed = {r.criterion_id for r in self.results if r.passed is False}
        sized: list[TestResult] = []
        if not self._forward_failed():
            criteria = {"W1": FIRST, "b1": BIAS, "W2": OUTPUT, "b2": BIAS}
            masked = {"W1", "b1"} if MASK in failed else set[str]()  # a wrong mask shows in both, and has its own test
            left = self._exact - masked
            sized = tests_of_sizes(self.probe, {n: c for n, c in criteria.items() if n in left and c not in failed})
        for tested in (test_of_slopes(self.probe), test_of_autograd(self.probe)):
            if tested is not None:
                sized.append(tested[0])
                self._off = {**dict.fromkeys(tested[1], tested[0]), **self._off}
        found = [*sized, *([] if self.probe.whole else tests_of_arguments(self.probe, "backward", OUTPUT))]
        self._beyond += found
        self.results += found

    def _forward(self) -> Decided:
        """The verdict on the output, over several batches."""
        unbiased = True
        for name, case in FORWARD_CASES.items():
            try:
                done = self.probe.network.run_forward(case)
            except CodeFaultError as error:
                fault, first = error.fault, not any(r.criterion_id == FORWARD for r in self.results)
                got = shown_error(fault)
                self.probe.takes_one = self.probe.takes_one and len(case.x) > 1
                told = any(r.got == got for r in self.results)  # already reported for another batch of one
                if not told:
                    given, expected = f"x of shape {case.x.shape}", f"an output of shape {case.dout.shape}"
                    self.results.append(TestResult(name, False, FORWARD, given, expected, got, fault.line))
                if first or fault.fatal:
                    return stopped(FORWARD, error)
                continue
            wanted = forward(case)
            right = same(done.out, wanted)
            without = forward(replace(case, b1=case.b1 * 0, b2=case.b2 * 0))
            unbiased = unbiased and same(done.out, without)
            line = 0 if right else self.probe.wrong_forward_line(case)
            self._note(name, right, FORWARD, case, wanted, done.out, line)
        failed = [r for r in self.results if r.criterion_id == FORWARD and not r.passed]
        if not failed and self.probe.network.way is not None and self.probe.network.way.silent:
            line = self.probe.forward_line()
            title, given = "The forward pass hands its output back", f"x of shape {draw_case(2).x.shape}"
            self.results.append(TestResult(title, False, FORWARD, given, "an output", "nothing", line))
            reason = f"It is computed as it should be. {self.results[-1].text}."
            return Decided(FORWARD, "partly_met", reason, line)
        if not failed:
            return Decided(FORWARD, "met", "The output is right in every test.", self.probe.forward_line())
        if unbiased:
            reason = "The output is right only without the biases."
            return Decided(FORWARD, "partly_met", reason, self.probe.forward_line())
        if fails_by_size({r.name for r in failed}):
            reason = f"The output is right for a batch of five, but not always. {failed[0].text}."
            return Decided(FORWARD, "partly_met", reason, failed[0].line)
        return Decided(FORWARD, "not_met", f"The code's output is wrong. {failed[0].text}.", failed[0].line, wrong=True)

    def _backward(self) -> Iterator[Decided]:
        case = self.probe.gradients.effective(draw_case(5))
        grads, wanted = self.probe.grads(case), backward(case)
        self._unreturned = unreturned(self.probe)
        self._exact = self.probe.measure(grads, wanted, len(case.x))
        yield self._output_layer(case, grads, wanted)
        yield self._biases(case, grads, wanted)
        dz1, lifted = self.probe.hidden(draw_case(19))
        yield self._mask(dz1, lifted)
        yield self._first_layer(case, grads, wanted, lifted)
        yield kept(self.probe, case, self._sound)

    def _output_layer(self, case: NetworkCase, grads: Grads, wanted: Mapping[str, Floats]) -> Decided:
        line = self.probe.gradient_line("W2")
        right = same(grads["W2"], wanted["W2"] * self.probe.factor)
        if not right and self._forward_failed():
            # the forward pass has its own test: here its actual slopes count, or what it multiplies W2 with
            numeric = self.probe.finite_difference(case, "W2")
            bare = pre_activation(case).T @ case.dout
            right = same(grads["W2"], bare * self.probe.factor)
            right = right or (
                numeric is not None
                and any(self.probe.close(grads["W2"], numeric * s) for s in {self.probe.factor, 1.0})
            )
        self._note(
            "Gradient of the second weight matrix",
            right,
            OUTPUT,
            case,
            wanted["W2"] * self.probe.factor,
            grads["W2"],
            line,
        )
        return self._verdict(OUTPUT, right, grads["W2"], "The gradient of the second weight matrix is right.", line)

    def _biases(self, case: NetworkCase, grads: Grads, wanted: Mapping[str, Floats]) -> Decided:
        """Both layers' bias gradients; the first only has to be the sum of its values for single examples, right or wrong."""
        line = self.probe.gradient_line("b2")
        second = same(grads["b2"], wanted["b2"] * self.probe.factor)
        self._note(
            "Gradient of the second bias", second, BIAS, case, wanted["b2"] * self.probe.factor, grads["b2"], line
        )
        first = same(grads["b1"], wanted["b1"] * self.probe.factor)
        # if the first weights' gradient is right, so is what reaches them, and only the bias is to blame
        first = first or ("W1" not in self._sound and self.probe.is_sum_of_rows(case, grads["b1"]))
        self._note(
            "Gradient of the first bias is the sum over the batch", first, BIAS, case,
            wanted["b1"] * self.probe.factor, grads["b1"], self.probe.gradient_line("b1"),
        )  # fmt: skip
        if first and second:
            return Decided(BIAS, "met", f"Both bias gradients are sums over the batch{self.probe.divided}.", line)
        if first or second:
            which = "first" if second else "second"
            return Decided(BIAS, "partly_met", f"The gradient of the {which} bias is wrong or missing.", line)
        return self._verdict(BIAS, False, grads["b2"] if grads["b2"] is not None else grads["b1"], "", line)

    def _mask(self, dz1: Hidden, lifted: Hidden) -> Decided:
        """Whether the gradient is zero where the unit was off, and elsewhere passes unchanged, right or wrong."""
        line = self.probe.gradient_line("z1") or self.probe.gradient_line("b1")
        path = self._path_is_right(lifted) or "W1" in self._exact
        faults = mask_faults(self.probe, dz1, lifted, path, self._forward_failed())
        if not faults:
            title = "ReLU lets the gradient through wherever its input is positive, and nowhere else"
            self.results.append(TestResult(title, True, MASK))
        else:
            self.results.append(told_mask(faults, line))
        if fails_near_zero_only(faults):
            reason = "The gradient is let through where the input is well above zero, but not wherever it is positive."
            return Decided(MASK, "partly_met", f"{reason} {self.results[-1].text}.", line)
        praise = "The gradient is zero exactly where the hidden unit was off."
        return self._verdict(MASK, not faults, dz1.got, praise, line)

    @staticmethod
    def _path_is_right(lifted: Hidden) -> bool:
        """Whether what reaches the hidden layer is right, or wrong in a way that only the mask makes it."""
        return (lifted.got is not None and same(lifted.got, lifted.wanted)) or lifted.blamed_on_mask()

    def _first_layer(self, case: NetworkCase, grads: Grads, wanted: Mapping[str, Floats], lifted: Hidden) -> Decided:
        line = self.probe.gradient_line("W1")
        product = self._path_is_right(lifted)
        whole = same(grads["W1"], wanted["W1"] * self.probe.factor)
        right = wanted["W1"] * self.probe.factor
        self._note("Gradient of the first weight matrix", whole, FIRST, case, right, grads["W1"], line)
        outer = whole or (self.probe.times is None and self.probe.is_outer(case, self._exact))
        title = "What reaches the hidden layer is dout times W2 transposed"
        at = self.probe.gradient_line("h") or line
        self._note(title, whole or product, FIRST, lifted.case, lifted.wanted, lifted.got, at)
        if whole or (product and outer):
            return Decided(FIRST, "met", "The gradient reaches the first weight matrix through W2 and the input.", line)
        if product or outer:
            missing = f"the {'product with the input' if product else 'way through the second weight matrix'} is wrong"
            return Decided(FIRST, "partly_met", f"Of the two products one is right; {missing}.", line)
        return self._verdict(FIRST, False, grads["W1"], "", line)

    @property
    def _sound(self) -> frozenset[str]:
        """The gradients that are right but for a factor on all of them."""
        return self._exact if self.probe.times is None else frozenset(NAMES)

    def _forward_failed(self) -> bool:
        return any(r.criterion_id == FORWARD and not r.passed for r in self.results)

    def _verdict(self, criterion: str, right: bool, got: Array | None, praise: str, line: int) -> Decided:
        if right:
            return Decided(criterion, "met", praise, line)
        stopped = self.probe.gradients.stopped
        if got is None and stopped is not None:
            return Decided(criterion, "not_met", f"The backward pass stops before this: {stopped.text}.", stopped.line)
        if got is None:
            return Decided(criterion, "not_met", "The backward pass gives no such gradient.", 0)
        failed = next(r for r in self.results if r.criterion_id == criterion and r.passed is False)
        times = self.probe.times
        what = (
            "The code computes it wrongly" if times is None else f"All gradients are {times:.3g} times the right ones"
        )
        return Decided(criterion, "not_met", f"{what}. {failed.text}.", line, wrong=True)

    def _note(
        self,
        name: str,
        passed: bool,
        criterion: str,
        case: NetworkCase,
        wanted: Floats,
        got: Array | None,
        line: int,
    ) -> None:
        self.results.append(compared(name, passed, criterion, case, wanted, got, line))
