"""Tests of dropout beyond one batch: other shapes, extreme rates, seeds, and unchanged arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.changing import changing_line
from interviewer.grading.forms.code.code_tests.dropout.calls import Dropout
from interviewer.grading.forms.code.code_tests.dropout.closeness import Closeness, closeness_of
from interviewer.grading.forms.code.code_tests.dropout.way import BACK, MASK, RATE, SCALE, Made, Pass, given_text
from interviewer.grading.forms.code.code_tests.leaves import return_line
from interviewer.grading.forms.code.code_tests.shown import shown, shown_apart, shown_error
from interviewer.grading.forms.code.code_tests.side_effects import told_in_place
from interviewer.grading.forms.code.report import TestResult
from interviewer.grading.forms.sandbox.inside.values import Floats
from interviewer.grading.forms.sandbox.messages import CodeFaultError

BATCHES = {"A batch of one": (1, 50), "A single feature": (40, 1)}
"""Shapes every answer must handle: the question speaks of activations, and code is mostly written for batches."""
OTHERS = {"A single vector": (50,), "Four axes": (2, 3, 4, 5)}
"""Shapes an answer can refuse, but must not get wrong."""
INPUT, PREDICTED, BACKWARD = (
    "The input stays as it was",
    "Prediction leaves the input as it was",
    "Backward leaves what it is given as it was",
)
SEEDS = (7, 8)
"""Two seeds, which must give two masks."""
FEW = 2
"""How many of 2,000 entries can be dropped although none should be: a number of 24 random bits is 0 now and then."""


@dataclass(frozen=True)
class Habits:
    """Tests the code's behaviour beyond one batch. Each test counts for the criterion of its pass.

    Attributes:
        keep_all: The rate at which nothing is dropped; None if the code takes no rate.
        keep, factor: The probability of keeping at the rate ``RATE``, and the factor on kept units; 0 if unknown.
        masks: Whether its mask is right.
    """

    bench: Bench
    dropout: Dropout
    keep_all: float | None
    keep: float
    factor: float
    masks: bool

    @property
    def close(self) -> Closeness:
        """How closely its results are compared."""
        return closeness_of(self.bench.source)

    def tests(self, way: Pass, x: Floats, dout: Floats) -> Iterator[TestResult]:
        """Run all of them.

        Args:
            way: The training pass.
        """
        if self.keep_all is not None:
            yield from self._nothing_dropped(way, x, dout, self.keep_all)
        others = {} if way.lists else OTHERS  # code for plain lists works only at the depth it was written for
        for name, shape in (*BATCHES.items(), *others.items()):
            yield from self._shape(way, name, shape)
        yield self._input(way, x, INPUT)
        if self.dropout.predict is not None:
            yield self._input(self.dropout.predict, x, PREDICTED)
        if self.dropout.backward is not None:
            yield self._given_back(way, x, dout)
            if self.factor:
                yield self._again(way, x, dout)
            if self.masks:
                yield self._of_zeros(way, dout)
        yield self._seed(way, x)

    def _nothing_dropped(self, way: Pass, x: Floats, dout: Floats, rate: float) -> Iterator[TestResult]:
        given = given_text(way, x, rate)
        name = "With nothing to drop the output is the input"
        # a scale that is wrong elsewhere may blow up here, and has already cost its point there
        scaled = self.factor > 1 and not self.close.each(self.factor * self.keep, 1)
        criterion = SCALE if scaled else MASK
        try:
            done = self.dropout.make(way, x, rate)
        except CodeFaultError as error:
            yield _failed(name, criterion, given, shown(x), shown_error(error.fault), error.fault.line)
            return
        same = done.out is not None and done.out.shape == x.shape and int((~self.close.each(done.out, x)).sum()) <= FEW
        yield self._result(name, criterion, same, way, given, *shown_apart(x, done.out))
        if not same:
            return
        if self.dropout.backward is not None:
            name = "With nothing to drop the gradient goes through as it comes"
            yield self._gradient(name, done, dout, dout, given)
        if self.dropout.predict is not None:
            name = "With nothing to drop prediction is the input"
            yield self._predicted(name, x, rate, x, given_text(self.dropout.predict, x, rate))

    def _shape(self, way: Pass, name: str, shape: tuple[int, ...]) -> Iterator[TestResult]:
        x, dout = away_from_zero(90_003, shape), away_from_zero(90_004, shape)
        given, named = given_text(way, x, RATE), f"{name} keeps its shape, and is dropped or kept unit by unit"
        optional = name in OTHERS
        try:
            done = self.dropout.make(way, x)
        except CodeFaultError as error:
            # only a batch was asked for, so code that accepts nothing else gets a remark but no penalty
            criterion = "" if optional else MASK
            got = shown_error(error.fault)
            yield _failed(named, criterion, given, f"an output of shape {shape}", got, error.fault.line)
            return
        ratio = done.out / x if done.out is not None and done.out.shape == shape else np.array([np.nan])
        kept = ratio[ratio != 0]
        right = ratio.shape == shape and self.close.all(kept, kept[:1] if len(kept) else 1.0)
        got = "nothing" if done.out is None else f"one of shape {done.out.shape}"
        if done.out is not None and done.out.shape == shape:
            got = shown(done.out)
        yield self._result(named, MASK, right, way, given, f"an output of shape {shape}", got)
        if not right:
            return
        if self.dropout.backward is not None:
            yield self._gradient(f"{name}: the gradient", done, dout, dout * ratio, given, optional)
        factor = float(kept[0]) if len(kept) else 0.0
        if self.dropout.predict is not None and factor and self.keep:
            wanted = x * factor * self.keep
            yield self._predicted(f"{name}: prediction", x, RATE, wanted, given, optional)

    def _gradient(
        self, name: str, done: Made, dout: Floats, wanted: Floats, given: str, optional: bool = False
    ) -> TestResult:
        way = self.dropout.backward
        assert way is not None
        try:
            dx = self.dropout.make_backward(done, dout)
        except CodeFaultError as error:
            criterion = "" if optional else BACK
            return _failed(name, criterion, given, shown(wanted), shown_error(error.fault), error.fault.line)
        right = dx is not None and int((~self.close.each(dx, wanted)).sum()) <= (FEW if wanted is dout else 0)
        return self._result(name, BACK, right, way, given, *shown_apart(wanted, dx))

    def _predicted(
        self, name: str, x: Floats, rate: float, wanted: Floats, given: str, optional: bool = False
    ) -> TestResult:
        way = self.dropout.predict
        assert way is not None
        try:
            out = self.dropout.make(way, x, rate).out
        except CodeFaultError as error:
            criterion = "" if optional else SCALE
            return _failed(name, criterion, given, shown(wanted), shown_error(error.fault), error.fault.line)
        right = out is not None and out.shape == wanted.shape and self.close.all(out, wanted)
        return self._result(name, SCALE, right, way, given, *shown_apart(wanted, out))

    def _input(self, way: Pass, x: Floats, name: str) -> TestResult:
        try:
            changed = self.dropout.make(way, x).changed
        except CodeFaultError as error:
            return _failed(name, "", given_text(way, x, RATE), "an output", shown_error(error.fault), error.fault.line)
        if not changed:
            return TestResult(name, True)
        line = changing_line(self.bench.source, way.function, [n for n, r in way.given.items() if r == "x"])
        return told_in_place(name, ["x"], line or self._line(way))

    def _given_back(self, way: Pass, x: Floats, dout: Floats) -> TestResult:
        name, back = BACKWARD, self.dropout.backward
        assert back is not None
        given = f"a gradient of shape {dout.shape}"
        try:
            self.dropout.make_backward(self.dropout.make(way, x), dout)
        except CodeFaultError as error:
            return _failed(name, "", given, "a gradient", shown_error(error.fault), error.fault.line)
        changed = self.dropout.back_changed
        if not changed:
            return TestResult(name, True)
        # a mask that was overwritten shows in the second gradient
        return told_in_place(
            name, changed, changing_line(self.bench.source, back.function, changed) or self._line(back)
        )

    def _again(self, way: Pass, x: Floats, dout: Floats) -> TestResult:
        """A second gradient after one forward pass; code that has discarded its mask by then has done nothing wrong."""
        name, back = "A second gradient goes through the same mask", self.dropout.backward
        assert back is not None
        done = self.dropout.make(way, x)
        self.dropout.make_backward(done, dout)
        try:
            dx = self.dropout.make_backward(done, 2 * dout[::-1])
        except CodeFaultError:
            return TestResult(name, None)
        wanted = 2 * dout[::-1] * (done.out if done.out is not None else x) / x
        right = dx is not None and self.close.all(dx, wanted)
        given = f"the second of two gradients of shape {dout.shape}"
        return self._result(name, BACK, right, back, given, *shown_apart(wanted, dx))

    def _of_zeros(self, way: Pass, dout: Floats) -> TestResult:
        """Whether a kept unit that happens to be 0 gets its gradient; with a mask inferred from the output it does not."""
        name, back = "A unit that is kept and is 0 gets its gradient", self.dropout.backward
        assert back is not None
        shares = []
        for x in (away_from_zero(90_005, dout.shape), np.zeros_like(dout)):
            try:
                dx = self.dropout.make_backward(self.dropout.make(way, x), dout)
            except CodeFaultError:
                return TestResult(name, None)
            shares.append(0.0 if dx is None else float((dx != 0).mean()))
        given, expected = f"x of zeros of shape {dout.shape}", f"a gradient at about {shares[0]:.0%} of the units"
        # if every unit is 0, the output does not show which were kept
        right = shares[1] > 0 or shares[0] == 0
        return self._result(name, BACK, right, back, given, expected, f"one at {shares[1]:.0%}")

    def _seed(self, way: Pass, x: Floats) -> TestResult:
        """Whether the mask is drawn from the generator or seed that the code takes."""
        name = "The same seed gives the same mask"
        drawn = []
        for seed in SEEDS if way.takes("rng", "seed") else SEEDS[:1] * 2:
            self.bench.seed(seed)
            self.dropout.restart_seeds()
            try:
                drawn.append(self.dropout.make(way, x).out)
            except CodeFaultError:
                return TestResult(name, None)
        repeats = drawn[0] is not None and drawn[1] is not None and np.array_equal(drawn[0], drawn[1])
        if repeats or not way.takes("rng", "seed"):
            # having its own generator without a seed is not a mistake
            return TestResult(name, True if repeats else None)
        given = "two passes with generators of the same seed"
        return _failed(name, MASK, given, "the same output twice", "two different ones", self._line(way))

    def _result(
        self,
        name: str,
        criterion: str,
        passed: bool,
        way: Pass,
        given: str,
        expected: str,
        got: str,
    ) -> TestResult:
        if passed:
            return TestResult(name, True, criterion)
        return _failed(name, criterion, given, expected, got, self._line(way))

    def _line(self, way: Pass) -> int:
        return return_line(self.bench.source, way.function)


def _failed(name: str, criterion: str, given: str, expected: str, got: str, line: int) -> TestResult:
    return TestResult(name, False, criterion, given, expected, got, line)


def away_from_zero(seed: int, shape: tuple[int, ...]) -> Floats:
    """Numbers that are not close to zero, so that dropped ones are visible."""
    rng = np.random.default_rng(seed)
    values: Floats = rng.uniform(0.5, 2.0, shape) * rng.choice([-1.0, 1.0], shape)
    return values
