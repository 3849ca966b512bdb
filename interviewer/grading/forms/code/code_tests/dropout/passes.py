"""The tests of dropout's other passes: backward and prediction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.dropout.calls import Dropout
from interviewer.grading.forms.code.code_tests.dropout.closeness import Closeness, closeness_of
from interviewer.grading.forms.code.code_tests.dropout.law import RATES
from interviewer.grading.forms.code.code_tests.dropout.lines import value_line
from interviewer.grading.forms.code.code_tests.dropout.mask import MaskTests
from interviewer.grading.forms.code.code_tests.dropout.way import BACK, INVERTED, RATE, SCALE, Made, Pass, given_text
from interviewer.grading.forms.code.code_tests.leaves import return_line
from interviewer.grading.forms.code.code_tests.shown import shown, shown_error
from interviewer.grading.forms.code.report import Decided, TestResult
from interviewer.grading.forms.sandbox.inside.values import Floats
from interviewer.grading.forms.sandbox.messages import CodeFaultError

MEAN_PASSES = 60
"""Passes over which training's mean is measured: 120,000 coins, which give the share to within 0.0015."""
FEW_ERRORS, EVEN = 5.5, 1e-6
"""How many standard errors a mean can be off; more happens by chance less than once in ten million runs."""


@dataclass
class PassTests:
    """Tests of the passes other than training's forward pass.

    Attributes:
        mask: The findings about the training forward pass.
        results: The tests that have run; each adds its own.
    """

    bench: Bench
    dropout: Dropout
    mask: MaskTests
    x: Floats
    dout: Floats
    results: list[TestResult]

    @property
    def close(self) -> Closeness:
        """How closely its results are compared."""
        return closeness_of(self.bench.source)

    def backward(self, explained: bool) -> list[Decided]:
        """Verdicts on the gradient at the input; none if the code omits it and the prose may cover it."""
        self.dropout.find_backward(self.x, self.dout)
        found, way = self.dropout.backward, self.dropout.train
        assert way is not None
        if found is None:
            return self._no_backward(explained)
        line = self._line(found) if found.name else self._line(way)
        try:
            done = self.dropout.make(way, self.x)
            dx = self.dropout.make_backward(done, self.dout, trace=True)
        except CodeFaultError as error:
            reason = f"The backward pass does not run: {error.fault.text}."
            return [Decided(BACK, "not_met", reason, error.fault.line, wrong=True)]
        if done.out is None or dx is None:
            reason = "The backward pass gives no gradient of the input's shape."
            return [Decided(BACK, "not_met", reason, line, wrong=True)]
        decided = self._gradient(found, done, dx)
        if decided.verdict == "met" and way.rate_role:
            decided = self._at_other_rates(found, way) or decided
        return [decided]

    def scale(self, explained: bool) -> list[Decided]:
        """Verdicts on prediction; none if the code omits it and the prose may cover it."""
        self.dropout.find_predict(self.x)
        way = self.dropout.predict
        if way is None:
            reason = "There is no forward pass for prediction in the code."
            return [] if explained else [Decided(SCALE, "not_met", reason, absent=True)]
        try:
            first, second = (self.dropout.make(way, self.x, trace=True) for _ in range(2))
        except CodeFaultError as error:
            reason = f"Prediction does not run: {error.fault.text}."
            return [Decided(SCALE, "not_met", reason, error.fault.line, wrong=True)]
        line = first.result.returned or self._line(way)
        if first.out is None or second.out is None:
            return [Decided(SCALE, "not_met", "Prediction gives no output of the input's shape.", line, wrong=True)]
        factors = self.close.factors(first.out / self.x)
        steady = bool(np.array_equal(first.out, second.out)) and len(factors) == 1 and factors[0] != 0
        title = "Prediction uses every unit, and gives the same twice"
        self._note(title, steady, line, way, expected="every unit, twice the same", got=shown(first.out))
        if not steady:
            return [Decided(SCALE, "not_met", "Units are still dropped when you predict.", line, wrong=True)]
        return self._factor(way, first, float(factors[0]))

    def _factor(self, way: Pass, done: Made, got: float) -> list[Decided]:
        """Whether prediction has training's mean."""
        train, mask = self.dropout.train, self.mask
        assert train is not None
        if mask.unsure and self.close.each(got, (1 - mask.keep) * (mask.factor or 1.0)):
            mask.turn()
        wanted = mask.keep * (mask.factor or 1.0)
        if not mask.factor:
            # without a mask (which has its own test), scaling by the probability of keeping is right
            asked = {"keep": (RATE,), "drop": (1 - RATE,), "p": (RATE, 1 - RATE)}.get(train.rate_role, ())
            wanted = next((keep for keep in asked if self.close.each(got, keep)), wanted)
        right = bool(self.close.each(got, wanted))
        if not right and not (mask.factor and train.rate_role):
            # nothing says how much is kept on average, so it is measured
            wanted, spread = self._mean_of_training(train)
            right = abs(got - wanted) < spread
        line = done.result.returned or self._line(way)
        if not right:
            line = value_line(self.bench.source, way.function, done.result, (self.x, wanted * self.x))
        expected, said = f"about {wanted:.3g} times the input", f"{got:.4g} times"
        self._note("Its scale is the mean of training", right, line, way, expected=expected, got=said)
        if right and not mask.factor and self.close.each(got, 1):
            reason = "Every unit is used, at the mean of training; but that is of noise around 1, and nothing is scaled by a share that is kept."
            return [Decided(SCALE, "partly_met", reason, line)]
        if right:
            off = self._factor_at_other_rates(way, line) if train.rate_role and way.rate_role else None
            if off is not None:
                return [off]
            met = [Decided(SCALE, "met", "Every unit is used, at the scale that training has on average.", line)]
            inverted = mask.factor > 1 and self.close.each(mask.factor * mask.keep, 1)
            reason = "The division by the keep probability is done in training."
            return [*met, Decided(INVERTED, "met", reason, self._line(train))] if inverted else met
        if mask.factor and self.close.each(got, 1) and self.close.each(mask.factor, 1):
            reason = "Every unit is used, but nothing makes up for those dropped in training."
            return [Decided(SCALE, "partly_met", reason, line)]
        reason = f"Training gives about {wanted:.3g} times the input on average, prediction {got:.4g} times."
        return [Decided(SCALE, "not_met", reason, line, wrong=True)]

    def _factor_at_other_rates(self, way: Pass, line: int) -> Decided | None:
        """A verdict if prediction's scale is right at one rate only, by chance."""
        for rate in RATES[1:]:
            if rate not in self.mask.factors:
                continue
            wanted = self.mask.keep_at(rate) * self.mask.factors[rate]
            try:
                out = self.dropout.make(way, self.x, rate).out
            except CodeFaultError as error:
                reason = f"Prediction does not run at every rate: {error.fault.text}."
                return Decided(SCALE, "partly_met", reason, error.fault.line)
            if out is not None and self.close.all(out, wanted * self.x):
                continue
            got = (
                f"{float(np.median(out / self.x)):.4g} times"
                if out is not None and out.shape == self.x.shape
                else "none"
            )
            expected = f"about {wanted:.3g} times the input"
            self._note(
                "Its scale is the mean of training at other rates, too",
                False,
                line,
                way,
                rate=rate,
                expected=expected,
                got=got,
            )
            if not self.mask.fits_everywhere:
                return None  # the mask has its own test: here it is the mask's share that is off
            return Decided(
                SCALE, "not_met", f"It is right at one rate only. {self.results[-1].text}.", line, wrong=True
            )
        return None

    def _no_backward(self, explained: bool) -> list[Decided]:
        fault = self.dropout.back_fault
        if not self.dropout.has_backward:
            return (
                [] if explained else [Decided(BACK, "not_met", "There is no backward pass in the code.", absent=True)]
            )
        if not self.dropout.is_back_certain:
            return []  # the failure may come from guessing its parameters
        got = shown_error(fault) if fault else "no gradient of the input's shape"
        line = fault.line if fault else 0
        shape = f"a gradient of shape {self.dout.shape}"
        self.results.append(TestResult("The backward pass", False, BACK, shape, shape, got, line))
        why = f"does not run: {fault.text}" if fault else f"gives {got}"
        return [Decided(BACK, "not_met", f"The backward pass {why}.", line, wrong=True)]

    def _gradient(self, back: Pass, done: Made, dx: Floats) -> Decided:
        """The verdict on the gradient after one forward pass."""
        assert done.out is not None
        mask = done.out / done.x
        stays = self.close.each(mask, 1.0)
        if not (self.mask.factor or self.close.all(dx, self.dout * mask)) and stays.any() and not stays.all():
            # whatever replaces dropped units has its own test; the gradient goes through those that are kept
            mask = stays.astype(float)
        wanted = self.dout * mask
        units = bool(np.array_equal(dx != 0, wanted != 0)) and not np.array_equal(wanted, self.dout)
        right = self.close.all(dx, wanted)
        result = self.dropout.back_result
        line = result.returned if result else 0
        line = line or self._line(back)
        if not (units and right) and result is not None:
            kept = (mask != 0).astype(float)
            steps = (self.dout, wanted, mask, kept, 1 - kept, done.out, done.x)
            line = value_line(self.bench.source, back.function, result, steps)
        given = given_text(self.dropout.train or back, done.x, done.rate)
        title = "The gradient goes through the units that were kept, and no others"
        told = {"expected": shown(wanted), "got": shown(dx), "criterion": BACK, "given": given}
        self._note(title, units, line, back, rate=done.rate, **told)
        title = "The gradient has the scale of the forward pass"
        self._note(title, right, line, back, rate=done.rate, **told)
        if right and units:
            return Decided(BACK, "met", "The gradient is multiplied by the mask of the forward pass.", line)
        if units and _one_factor(dx, wanted, self.close):
            times = float(np.median(dx[wanted != 0] / wanted[wanted != 0]))
            reason = f"The mask is the same, but the gradient is {times:.3g} times what the forward pass calls for."
            return Decided(BACK, "partly_met", reason, line)
        reason = f"The gradient is not that of the forward pass: expected {shown(wanted)}, got {shown(dx)}."
        return Decided(BACK, "not_met", reason, line, wrong=True)

    def _at_other_rates(self, back: Pass, way: Pass) -> Decided | None:
        """The verdict at the first rate where the gradient is wrong; None if it is right at all rates."""
        for rate in RATES[1:]:
            if rate not in self.mask.factors:
                continue
            try:
                done = self.dropout.make(way, self.x, rate)
                dx = self.dropout.make_backward(done, self.dout, trace=True)
            except CodeFaultError as error:
                reason = f"The backward pass does not run at every rate: {error.fault.text}."
                return Decided(BACK, "partly_met", reason, error.fault.line)
            if done.out is None or dx is None or not self.close.all(dx, self.dout * done.out / self.x):
                return self._gradient(back, done, dx if dx is not None else np.zeros_like(self.x))
        return None

    def _mean_of_training(self, way: Pass) -> tuple[float, float]:
        """The mean factor that training applies to the input over many passes, and its error.

        Units that share a coin count once: the error is the standard error of the passes' means.
        """
        means = []
        for _ in range(MEAN_PASSES):
            out = self.dropout.make(way, self.x).out
            if out is not None and out.shape == self.x.shape:
                means.append(float((out / self.x).mean()))
        spread = float(np.std(means)) / len(means) ** 0.5 if means else 0.0
        return (float(np.mean(means)), FEW_ERRORS * spread + EVEN) if means else (0.0, 0.0)

    def _note(
        self,
        name: str,
        passed: bool,
        line: int,
        way: Pass,
        *,
        rate: float = RATE,
        expected: str = "",
        got: str = "",
        criterion: str = SCALE,
        given: str = "",
    ) -> None:
        failing = TestResult(name, False, criterion, given or given_text(way, self.x, rate), expected, got, line)
        self.results.append(TestResult(name, True, criterion) if passed else failing)

    def _line(self, way: Pass) -> int:
        return return_line(self.bench.source, way.function)


def _one_factor(a: Floats, b: Floats, close: Closeness) -> bool:
    ratio = a[b != 0] / b[b != 0]
    return bool(len(ratio) and close.all(ratio, ratio[0]) and ratio[0] > 0)
