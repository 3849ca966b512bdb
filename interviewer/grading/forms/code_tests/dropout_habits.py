"""Tests of dropout beyond one batch: other shapes, a rate at its end, a seed, and arguments that stay as they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from interviewer.grading.forms.code_report import TestResult
from interviewer.grading.forms.code_tests.bench import Bench
from interviewer.grading.forms.code_tests.dropout_calls import Dropout
from interviewer.grading.forms.code_tests.dropout_way import RATE, Floats, Pass
from interviewer.grading.forms.code_tests.shown import shown
from interviewer.grading.forms.messages import CodeFaultError

SHAPES = {"A batch of one": (1, 50), "A single vector": (50,), "Four axes": (2, 3, 4, 5)}
"""What dropout must take beside the batch it is mainly tested on."""


@dataclass(frozen=True)
class Habits:
    """The code whose habits are tested.

    Attributes:
        keep: The probability of keeping that it was found to use.
        line: Where its training pass returns.
    """

    bench: Bench
    dropout: Dropout
    keep: float
    line: int

    def tests(self, way: Pass, x: Floats, dout: Floats) -> Iterator[TestResult]:
        """What is good to know; none of it decides a criterion."""
        yield from self._shapes(way)
        if way.rate_role:
            yield self._nothing_dropped(way, x)
        try:
            yield self._input(way, x)
            if self.dropout.backward is not None and self.dropout.backward.closure is None:
                yield self._backward(way, x, dout)
            yield self._seed(way, x)
        except CodeFaultError as error:
            yield TestResult("A second pass", False, got=error.fault.text, line=error.fault.line)

    def _shapes(self, way: Pass) -> Iterator[TestResult]:
        for name, shape in SHAPES.items():
            x = away_from_zero(90_003, shape)
            out = self._made(way, x, RATE)
            kept = out is not None and out.shape == shape
            got = "none" if out is None else str(out.shape)
            yield self._test(f"{name} keeps its shape", kept, str(shape), got)

    def _nothing_dropped(self, way: Pass, x: Floats) -> TestResult:
        out = self._made(way, x, 1.0 if np.isclose(self.keep, RATE) else 0.0)
        same = out is not None and bool(np.allclose(out, x))
        return self._test("With nothing to drop the output is the input", same, got=shown(out))

    def _input(self, way: Pass, x: Floats) -> TestResult:
        after = [a for a in self.dropout.make(way, x).result.after if isinstance(a, np.ndarray)]
        stays = not after or any(a.shape == x.shape and np.array_equal(a, x) for a in after)
        return self._test("The input stays as it was", stays, got="the input was changed")

    def _backward(self, way: Pass, x: Floats, dout: Floats) -> TestResult:
        self.dropout.make_backward(self.dropout.make(way, x), x, dout)
        changed = self.dropout.back_changed
        return self._test(
            "Backward leaves what it is given as it was", not changed, got=f"it changes {', '.join(changed)}"
        )

    def _seed(self, way: Pass, x: Floats) -> TestResult:
        drawn = []
        for _ in range(2):
            self.bench.seed(7)
            self.dropout.restart_seeds()
            drawn.append(self.dropout.make(way, x).out)
        repeats = drawn[0] is not None and drawn[1] is not None and np.array_equal(drawn[0], drawn[1])
        # a generator of the answer's own that takes no seed is no mistake
        return TestResult("The same seed gives the same mask", True if repeats else None)

    def _made(self, way: Pass, x: Floats, rate: float) -> Floats | None:
        try:
            return self.dropout.make(way, x, rate).out
        except CodeFaultError:
            return None

    def _test(self, name: str, passed: bool, expected: str = "", got: str = "") -> TestResult:
        return TestResult(name, True) if passed else TestResult(name, False, "", "", expected, got, self.line)


def away_from_zero(seed: int, shape: tuple[int, ...]) -> Floats:
    """Numbers that are not close to zero, so that what was dropped shows."""
    rng = np.random.default_rng(seed)
    values: Floats = rng.uniform(0.5, 2.0, shape) * rng.choice([-1.0, 1.0], shape)
    return values
