"""The hidden tests of dropout: the mask, its use in the backward pass, and the scale in prediction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewer.grading.forms.code.code_tests.bench import NOT_GIVEN, Bench
from interviewer.grading.forms.code.code_tests.dropout.calls import Dropout
from interviewer.grading.forms.code.code_tests.dropout.habits import Habits, away_from_zero
from interviewer.grading.forms.code.code_tests.dropout.mask import MaskTests
from interviewer.grading.forms.code.code_tests.dropout.passes import PassTests
from interviewer.grading.forms.code.code_tests.dropout.way import BACK, MASK, RATE, SCALE, given_text
from interviewer.grading.forms.code.code_tests.leaves import multiplies_matrices
from interviewer.grading.forms.code.code_tests.shown import shown_error
from interviewer.grading.forms.code.report import Decided, TestResult
from interviewer.grading.forms.sandbox.messages import CodeFaultError

ROWS, COLUMNS = 40, 50
"""Size of the batch in these tests: 2,000 entries, enough to tell a mask by."""


class DropoutChecks:
    """The tests of one answer, and their verdicts.

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

    def run(self, explained: bool) -> tuple[Decided, ...]:
        """Run all tests.

        Args:
            explained: Whether there is prose around the code; if so, anything the code omits is left to the judge.
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
                return ()  # it takes more arguments than dropout does, or is part of a network of unknown sizes
            given, expected, got = (
                given_text(way, self.x, RATE),
                f"an output of shape {self.x.shape}",
                shown_error(fault),
            )
            title = "The forward pass in training"
            self.results.append(TestResult(title, False, MASK, given, expected, got, fault.line))
            first = Decided(MASK, "not_met", f"The code does not run here: {fault.text}.", fault.line, wrong=True)
            later = "The forward pass does not run, so this cannot be tried."
            return (first, Decided(BACK, "not_met", later), Decided(SCALE, "not_met", later))
        mask = MaskTests(self.bench, self.dropout, self.x, self.results)
        decided = [mask.decide(way, done)]
        passes = PassTests(self.bench, self.dropout, mask, self.x, self.dout, self.results)
        decided += passes.backward(explained)
        decided += passes.scale(explained)
        habits = Habits(
            bench=self.bench,
            dropout=self.dropout,
            keep_all=mask.rate_of_all,
            keep=mask.keep,
            factor=mask.factor,
            masks=decided[0].verdict == "met",
        )
        found = _charged_once(habits.tests(way, self.x, self.dout))
        self.results += found
        return tuple(_lowered(decided, found))


def _charged_once(results: Iterator[TestResult]) -> list[TestResult]:
    """The tests, with each mistake charged to only one criterion if both forward passes share a line."""
    found: list[TestResult] = []
    charged: dict[int, str] = {}
    for result in results:
        if result.passed is False and result.criterion_id and result.line:
            first = charged.setdefault(result.line, result.criterion_id)
            found.append(result if first == result.criterion_id else replace(result, criterion_id=""))
        else:
            found.append(result)
    return found


def _lowered(decided: Sequence[Decided], results: Sequence[TestResult]) -> Iterator[Decided]:
    """The verdicts from one batch, lowered for failures on other inputs and for side effects."""
    for item in decided:
        failed = [r for r in results if r.passed is False and r.criterion_id == item.criterion_id]
        if item.verdict != "met" or not failed:
            yield item
        else:
            reason = f"It passes the main test, but not every test. {failed[0].text}."
            yield Decided(item.criterion_id, "partly_met", reason, failed[0].line or item.line)
