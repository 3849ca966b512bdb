"""The hidden tests of dropout: the mask, its use in the backward pass, and the scale when one predicts."""

from __future__ import annotations

import numpy as np

from interviewer.grading.forms.code_report import Decided, TestResult
from interviewer.grading.forms.code_tests.bench import Bench
from interviewer.grading.forms.code_tests.dropout_calls import Dropout
from interviewer.grading.forms.code_tests.dropout_habits import Habits, away_from_zero
from interviewer.grading.forms.code_tests.dropout_way import RATE, Floats, Made, Pass
from interviewer.grading.forms.code_tests.leaves import multiplies_matrices, return_line
from interviewer.grading.forms.code_tests.network_calls import NOT_GIVEN
from interviewer.grading.forms.code_tests.shown import shown
from interviewer.grading.forms.messages import CodeFaultError

MASK, BACK, SCALE, INVERTED = "random-mask", "backward-same-mask", "test-time-scaling", "inverted"
ROWS, COLUMNS = 40, 50
SPREAD = 5 * (RATE * (1 - RATE) / (ROWS * COLUMNS)) ** 0.5
"""How far the share that is kept may be from the rate: five standard deviations of 2,000 coins, once in a million runs."""

FEW_COINS = 0.3
"""The same where rows or columns share a coin, so that there are only 40 of them."""


MEAN_PASSES = 60
"""Passes over which the mean of training is measured: 120,000 coins, whose share is known to 0.0015."""
FEW_ERRORS, EVEN = 5.0, 1e-6
"""How many standard errors a mean may be off."""


class DropoutChecks:
    """The tests of one answer, and what they come to.

    Attributes:
        results: The tests that have run.
    """

    criteria = (MASK, BACK, SCALE)
    signature = "def dropout_forward(x, p, train, rng): ...\ndef dropout_backward(dout, mask): ..."
    example = "with p = 1, the probability of keeping a unit, the output is the input, in training and when you predict"

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.results: list[TestResult] = []
        self.dropout = Dropout(bench)
        self.x = away_from_zero(90_001, (ROWS, COLUMNS))
        self.dout = away_from_zero(90_002, (ROWS, COLUMNS))
        self.keep = 0.0
        self.factor = 0.0

    def run(self, explained: bool) -> tuple[Decided, ...]:
        """Run all tests.

        Args:
            explained: Whether prose stands around the code; then what the code leaves out is left to the judge.
        """
        self.dropout.find_train(self.x)
        way = self.dropout.train
        if way is None or not self.dropout.is_certain:
            return ()
        try:
            done = self.dropout.make(way, self.x)
        except CodeFaultError as error:
            fault = self.dropout.fault or error.fault
            if NOT_GIVEN.search(fault.text) or multiplies_matrices(self.bench.source):
                return ()  # it takes more than dropout does, or is part of a network whose sizes cannot be told
            self.results.append(
                TestResult("The forward pass in training", False, MASK, got=fault.text, line=fault.line)
            )
            first = Decided(MASK, "not_met", f"The code does not run here: {fault.text}.", fault.line, wrong=True)
            later = "The forward pass does not run, so this cannot be tried."
            return (first, Decided(BACK, "not_met", later), Decided(SCALE, "not_met", later))
        decided = [self._mask(way, done)]
        decided += self._backward(explained)
        decided += self._scale(explained)
        at = Habits(self.bench, self.dropout, self.keep, self._line(way))
        self.results += at.tests(way, self.x, self.dout)
        return tuple(decided)

    def _mask(self, way: Pass, done: Made) -> Decided:
        line = self._line(way)
        ratio = None if done.out is None or done.out.shape != self.x.shape else done.out / self.x
        factors = np.array([]) if ratio is None else np.unique(np.round(ratio, 9))
        binary = len(factors) == 2 and factors[0] == 0 and factors[1] > 0
        self._note(
            "Every activation is dropped, or kept and scaled by one factor", binary, MASK, line, got=shown(done.out)
        )
        if not binary or ratio is None:
            got = "nothing is dropped" if np.array_equal(factors, [1.0]) else "it gives other values"
            return Decided(
                MASK, "not_met", f"In training each activation must be dropped or kept: {got}.", line, wrong=True
            )
        kept = ratio != 0
        self.factor = float(factors[1])
        self.keep = self._keep_probability(way, float(kept.mean()))
        rows, columns = (len({line.tobytes() for line in lines}) for lines in (kept, kept.T))
        single = rows > ROWS // 2 and columns > COLUMNS // 2
        near = abs(kept.mean() - self.keep) < (SPREAD if single else FEW_COINS)
        self._note(
            "The share that is kept fits the probability", near, MASK, line, f"{self.keep:g}", f"{kept.mean():.3g}"
        )
        self._note("Each activation has a coin of its own", single, MASK, line, got="rows or columns share one")
        fresh = self._fresh(way, kept)
        self._note("Each pass draws a new mask", fresh, MASK, line, got="two passes drop the same units")
        blind = self._blind(kept)
        self._note(
            "What is dropped does not depend on the activations", blind, MASK, line, got="small or large ones go first"
        )
        if near and single and fresh and blind:
            return Decided(MASK, "met", "Each activation is kept or dropped at random, anew in each pass.", line)
        if not fresh:
            return Decided(MASK, "not_met", "The mask is the same in every pass.", line, wrong=True)
        if not near or not blind:
            failed = next(r for r in self.results if r.passed is False)
            return Decided(MASK, "not_met", f"The mask is not what it should be. {failed.text}.", line, wrong=True)
        return Decided(MASK, "partly_met", "A random mask is drawn, but whole rows or columns share a coin.", line)

    def _keep_probability(self, way: Pass, share: float) -> float:
        """The probability of keeping that the answer was asked for; what it means by a bare p is what fits."""
        match way.rate_role:
            case "keep":
                return RATE
            case "drop":
                return 1 - RATE
            case "p":
                return min((RATE, 1 - RATE), key=lambda q: abs(share - q))
        if self.factor > 1:
            return 1 / self.factor  # a rate that is written into the code shows in its scale
        return round(share * 20) / 20

    def _fresh(self, way: Pass, kept: Floats) -> bool:
        masks = [kept]
        made = self.dropout.make(way, self.x)
        again = self.dropout.make(way, self.x, holder=made.holder) if way.holder else self.dropout.make(way, self.x)
        masks += [m.out != 0 for m in (made, again) if m.out is not None]
        return len({m.tobytes() for m in masks}) == len(masks) > 1

    def _blind(self, kept: Floats) -> bool:
        order = np.argsort(np.abs(self.x), axis=None)
        flat = kept.reshape(-1)[order]
        half = flat.size // 2
        return bool(abs(flat[:half].mean() - flat[half:].mean()) < 2 * SPREAD)

    def _backward(self, explained: bool) -> list[Decided]:
        way = self.dropout.train
        assert way is not None
        self.dropout.find_backward(self.x, self.dout)
        found = self.dropout.backward
        if found is None:
            fault = self.dropout.back_fault
            if not self.dropout.has_backward:
                return [] if explained else [Decided(BACK, "not_met", "There is no backward pass in the code.")]
            if not self.dropout.is_back_certain:
                return []  # what fails may be the guess at what its parameters are
            got = fault.text if fault else "it gives no gradient of the input's shape"
            self.results.append(TestResult("The backward pass", False, BACK, got=got, line=fault.line if fault else 0))
            return [
                Decided(
                    BACK, "not_met", f"The backward pass does not run: {got}.", fault.line if fault else 0, wrong=True
                )
            ]
        line = self._line(found) if found.name else self._line(way)
        try:
            done = self.dropout.make(way, self.x)
            dx = self.dropout.make_backward(done, self.x, self.dout)
        except CodeFaultError as error:
            return [
                Decided(
                    BACK,
                    "not_met",
                    f"The backward pass does not run: {error.fault.text}.",
                    error.fault.line,
                    wrong=True,
                )
            ]
        if done.out is None or dx is None:
            return [
                Decided(BACK, "not_met", "The backward pass gives no gradient of the input's shape.", line, wrong=True)
            ]
        wanted = self.dout * done.out / self.x
        units = bool(np.array_equal(dx != 0, wanted != 0)) and not np.array_equal(wanted, self.dout)
        right = bool(np.allclose(dx, wanted))
        self._note(
            "The gradient goes through the units that were kept, and no others",
            units,
            BACK,
            line,
            shown(wanted),
            shown(dx),
        )
        self._note("The gradient has the scale of the forward pass", right, BACK, line, shown(wanted), shown(dx))
        if right and units:
            return [Decided(BACK, "met", "The gradient is multiplied by the mask of the forward pass.", line)]
        if units and _one_factor(dx, wanted):
            times = float(np.median(dx[wanted != 0] / wanted[wanted != 0]))
            reason = f"The mask is the same, but the gradient is {times:.3g} times what the forward pass calls for."
            return [Decided(BACK, "partly_met", reason, line)]
        reason = f"The gradient is not that of the forward pass: expected {shown(wanted)}, got {shown(dx)}."
        return [Decided(BACK, "not_met", reason, line, wrong=True)]

    def _scale(self, explained: bool) -> list[Decided]:
        self.dropout.find_predict(self.x)
        way = self.dropout.predict
        if way is None:
            return (
                [] if explained else [Decided(SCALE, "not_met", "There is no forward pass for prediction in the code.")]
            )
        line = self._line(way)
        try:
            first, second = (self.dropout.make(way, self.x).out for _ in range(2))
        except CodeFaultError as error:
            return [
                Decided(SCALE, "not_met", f"Prediction does not run: {error.fault.text}.", error.fault.line, wrong=True)
            ]
        if first is None or second is None:
            return [Decided(SCALE, "not_met", "Prediction gives no output of the input's shape.", line, wrong=True)]
        factors = np.unique(np.round(first / self.x, 9))
        steady = bool(np.array_equal(first, second)) and len(factors) == 1 and factors[0] != 0
        self._note("Prediction uses every unit, and gives the same twice", steady, SCALE, line, got=shown(first))
        if not steady:
            return [Decided(SCALE, "not_met", "Units are still dropped when you predict.", line, wrong=True)]
        wanted = self.keep * (self.factor or 1.0)
        right = bool(np.isclose(factors[0], wanted))
        if not right and self.dropout.train and not (self.factor and self.dropout.train.rate_role):
            # nothing says what is kept on average, so it is measured
            wanted, spread = self._mean_of_training(self.dropout.train)
            right = abs(factors[0] - wanted) < spread
        self._note(
            "Its scale is the mean of training",
            right,
            SCALE,
            line,
            f"about {wanted:.3g} times the input",
            f"{factors[0]:.4g} times",
        )
        if right:
            done = [Decided(SCALE, "met", "Every unit is used, at the scale that training has on average.", line)]
            inverted = self.factor > 1 and np.isclose(self.factor * self.keep, 1)
            train_line = self._line(self.dropout.train) if self.dropout.train else 0
            reason = "The division by the keep probability is done in training."
            return [*done, Decided(INVERTED, "met", reason, train_line)] if inverted else done
        if self.factor and np.isclose(factors[0], 1) and np.isclose(self.factor, 1):
            return [
                Decided(
                    SCALE, "partly_met", "Every unit is used, but nothing makes up for those dropped in training.", line
                )
            ]
        reason = f"Training gives about {wanted:.3g} times the input on average, prediction {factors[0]:.4g} times."
        return [Decided(SCALE, "not_met", reason, line, wrong=True)]

    def _mean_of_training(self, way: Pass) -> tuple[float, float]:
        """What training multiplies the input with on average over many passes, and how far that may be off.

        Units that share a coin count once: the error is that of the means of the passes.
        """
        means = []
        for _ in range(MEAN_PASSES):
            out = self.dropout.make(way, self.x).out
            if out is not None and out.shape == self.x.shape:
                means.append(float((out / self.x).mean()))
        spread = float(np.std(means)) / len(means) ** 0.5 if means else 0.0
        return (float(np.mean(means)), FEW_ERRORS * spread + EVEN) if means else (0.0, 0.0)

    def _note(self, name: str, passed: bool, criterion: str, line: int, expected: str = "", got: str = "") -> None:
        given = f"x of shape {self.x.shape} and a rate of {RATE:g}"
        failing = TestResult(name, False, criterion, given, expected, got, line)
        self.results.append(TestResult(name, True, criterion) if passed else failing)

    def _line(self, way: Pass) -> int:
        return return_line(self.bench.source, f"{way.holder}.{way.name}" if way.holder else way.name)


def _one_factor(a: Floats, b: Floats) -> bool:
    ratio = a[b != 0] / b[b != 0]
    return bool(len(ratio) and np.allclose(ratio, ratio[0]) and ratio[0] > 0)
