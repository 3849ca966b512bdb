"""The tests of the dropout mask: what it does to the activations, at which rate, and whether only chance decides it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.dropout.calls import Dropout
from interviewer.grading.forms.code.code_tests.dropout.closeness import Closeness, closeness_of
from interviewer.grading.forms.code.code_tests.dropout.law import (
    BIG,
    RATES,
    KeepMask,
    coins_of,
    fits,
    has_own_coins,
    is_blind,
)
from interviewer.grading.forms.code.code_tests.dropout.lines import drawn_line, seed_line
from interviewer.grading.forms.code.code_tests.dropout.way import MASK, RATE, Made, Pass, given_text
from interviewer.grading.forms.code.code_tests.leaves import return_line
from interviewer.grading.forms.code.code_tests.shown import shown, shown_error
from interviewer.grading.forms.code.report import Decided, TestResult
from interviewer.grading.forms.sandbox.inside.values import Floats
from interviewer.grading.forms.sandbox.messages import CodeFaultError

BIG_SEED = 90_005
"""Seed of the large batch; any would do."""
FAR = 0.1
"""A share further than this from both rates fits neither."""
SHARE = "The share that is kept fits the probability"


@dataclass
class MaskTests:
    """Tests of the mask that the training forward pass draws.

    Attributes:
        results: The tests that have run; each adds its own.
        keep: The probability of keeping at the rate ``RATE``, 0 if no mask was found.
        keeps: Whether the answer's rate is that of keeping.
        factors: The factor on kept units, by rate.
        fits_everywhere: Whether the kept share matched the rate wherever it was counted.
        unsure: Whether a bare p could be the probability of keeping or of dropping, judging by the mask.
    """

    bench: Bench
    dropout: Dropout
    x: Floats
    results: list[TestResult]
    keep: float = 0.0
    keeps: bool = False
    factors: dict[float, float] = field(default_factory=dict)
    fits_everywhere: bool = True
    unsure: bool = False

    @property
    def close(self) -> Closeness:
        """How closely its results are compared."""
        return closeness_of(self.bench.source)

    @property
    def factor(self) -> float:
        """The factor on kept units at the rate ``RATE``; 0 if no mask was found."""
        return self.factors.get(RATE, 0.0)

    @property
    def rate_of_all(self) -> float | None:
        """The rate at which nothing is dropped; None if the code takes no rate, or has no mask."""
        way = self.dropout.train
        return (1.0 if self.keeps else 0.0) if way is not None and way.rate_role and self.keep else None

    def turn(self) -> None:
        """Switch between reading the answer's rate as that of keeping and as that of dropping."""
        self.keeps, self.keep = not self.keeps, 1 - self.keep

    def keep_at(self, rate: float) -> float:
        """The probability of keeping at a rate."""
        way = self.dropout.train
        if way is None or not way.rate_role:
            return self.keep
        return rate if self.keeps else round(1 - rate, 9)

    def decide(self, way: Pass, done: Made) -> Decided:
        """Run the tests.

        Args:
            done: A pass on the input shown to the candidate.
        """
        self._way = way
        ratio = _ratio(done, self.x)
        factors = np.array([]) if ratio is None else self.close.factors(ratio)
        if ratio is None or not _is_binary(factors):
            got = "nothing is dropped" if np.array_equal(factors, [1.0]) else "it gives other values"
            line = self._mask_line(way, binary=False)
            title, expected = (
                "Every activation is dropped, or kept and scaled by one factor",
                "zeros, and the rest by one factor",
            )
            self._note(title, False, line, RATE, expected, shown(done.out))
            reason = f"In training each activation must be dropped or kept: {got}."
            return Decided(MASK, "not_met", reason, line, wrong=True)
        self._note("Every activation is dropped, or kept and scaled by one factor", True)
        self.factors[RATE] = float(factors[1])
        fault = self._count(way, ratio != 0)
        fresh = self._fresh(way, ratio != 0)
        if not fresh:
            line = seed_line(self.bench.source, way.function) or return_line(self.bench.source, way.function)
            self._note("Each pass draws a new mask", fresh, line, RATE, "two masks", "two passes drop the same units")
            return Decided(MASK, "not_met", "The mask is the same in every pass.", line, wrong=True)
        self._note("Each pass draws a new mask", True)
        reason = "Each activation is kept or dropped at random, independently in each pass."
        return fault or Decided(MASK, "met", reason, self._mask_line(way))

    def _count(self, way: Pass, small: KeepMask) -> Decided | None:
        """The tests that count kept units; returns the worst verdict if one fails."""
        x = np.random.default_rng(BIG_SEED).uniform(0.5, 2.0, BIG) * np.where(np.arange(BIG[1]) % 2, 1.0, -1.0)
        failed: list[Decided] = []
        for rate in RATES if way.rate_role else RATES[:1]:
            try:
                done = self.dropout.make(way, x, rate)
            except CodeFaultError as error:
                if rate == RATE:
                    # it ran on a smaller batch, so the larger one is too much for it
                    self._set_keep(way, float(small.mean()))
                    return None if self._fits(way, small, rate) else self._wrong_share(way, rate, small)
                failed.append(self._stopped(way, rate, error))
                continue
            ratio = _ratio(done, x)
            factors = np.array([]) if ratio is None else self.close.factors(ratio)
            if ratio is None or not _is_binary(factors):
                failed.append(self._no_mask(way, rate, done))
                continue
            self.factors[rate] = float(factors[1])
            kept = ratio != 0
            if rate == RATE:
                self._set_keep(way, float(kept.mean()))
                failed += self._shape_of(way, kept, x)
            if not self._fits(way, kept, rate):
                failed.append(self._wrong_share(way, rate, kept))
        if self.fits_everywhere:
            self._note(SHARE, True)
        return min(failed, key=lambda d: d.verdict != "not_met", default=None)

    def _fits(self, way: Pass, kept: KeepMask, rate: float) -> bool:
        """Whether the kept share is plausible; a rate fixed in the code that no scale reveals is accepted as it is."""
        known = bool(way.rate_role) or self.factor > 1
        return not known or fits(float(kept.mean()), coins_of(kept), self.keep_at(rate))

    def _set_keep(self, way: Pass, share: float) -> None:
        """Set the probability of keeping that was asked for; a bare p means whichever fits."""
        match way.rate_role:
            case "keep":
                self.keeps = True
            case "drop":
                self.keeps = False
            case "p":
                # if the share fits neither, the scale or prediction may show what is meant
                far = min(abs(share - RATE), abs(share - (1 - RATE)))
                self.unsure = far > FAR and not any(self.close.each(self.factor, 1 / q) for q in (RATE, 1 - RATE))
                meant = 1 / self.factor if far > FAR and not self.unsure else share
                self.keeps = abs(meant - RATE) < abs(meant - (1 - RATE))
            case _:
                # a rate fixed in the code shows in its scale
                factor = self.factor
                self.keep = 1 / factor if factor > 1 else round(share * 20) / 20
                return
        self.keep = RATE if self.keeps else 1 - RATE

    def _shape_of(self, way: Pass, kept: KeepMask, x: Floats) -> list[Decided]:
        """Whether each unit has its own coin, and no coin depends on the activations."""
        single = has_own_coins(kept)
        blind = not single or is_blind(kept, x)
        line = 0 if single and blind else self._mask_line(way)
        self._note(
            "Each activation has a coin of its own", single, line, RATE, "as many as units", "rows or columns share one"
        )
        title = "What is dropped does not depend on the activations"
        self._note(title, blind, line, RATE, "as many large as small ones", "small or large ones go first")
        if not blind:
            reason = f"The mask is not what it should be. {self.results[-1].text}."
            return [Decided(MASK, "not_met", reason, line, wrong=True)]
        reason = "A random mask is drawn, but whole rows or columns share a coin."
        return [] if single else [Decided(MASK, "partly_met", reason, line)]

    def _wrong_share(self, way: Pass, rate: float, kept: KeepMask) -> Decided:
        self.fits_everywhere = False
        line = self._mask_line(way)
        expected, got = f"{self.keep_at(rate):.3g} of the units", f"{kept.mean():.3g} of them"
        given = given_text(way, np.empty(kept.shape), rate)
        self._note(SHARE, False, line, rate, expected, got, given)
        reason = f"The mask is not what it should be. {self.results[-1].text}."
        return Decided(MASK, "not_met", reason, line, wrong=True)

    def _no_mask(self, way: Pass, rate: float, done: Made) -> Decided:
        line = self._mask_line(way, binary=False)
        title = "Every activation is dropped or kept at other rates, too"
        self._note(title, False, line, rate, "zeros, and the rest by one factor", shown(done.out))
        return Decided(
            MASK, "partly_met", f"It is right at one rate, but not at others. {self.results[-1].text}.", line
        )

    def _stopped(self, way: Pass, rate: float, error: CodeFaultError) -> Decided:
        line, got = error.fault.line, shown_error(error.fault)
        self._note("The forward pass runs at other rates, too", False, line, rate, "an output", got)
        return Decided(
            MASK, "partly_met", f"It is right at one rate, but not at others. {self.results[-1].text}.", line
        )

    def _fresh(self, way: Pass, kept: KeepMask) -> bool:
        masks = [kept]
        made = self.dropout.make(way, self.x)
        again = self.dropout.make(way, self.x, holder=made.holder) if way.holder else self.dropout.make(way, self.x)
        masks += [m.out != 0 for m in (made, again) if m.out is not None]
        return len({m.tobytes() for m in masks}) == len(masks) > 1

    def _mask_line(self, way: Pass, binary: bool = True) -> int:
        """The line that draws the mask, or the first wrong line before it.

        Args:
            binary: Whether there is a mask, but a wrong one.
        """
        try:
            result = self.dropout.make(way, self.x, trace=True).result
        except CodeFaultError as error:
            return error.fault.line or return_line(self.bench.source, way.function)
        return drawn_line(self.bench.source, way.function, result, self.x, binary)

    def _note(
        self,
        name: str,
        passed: bool,
        line: int = 0,
        rate: float = RATE,
        expected: str = "",
        got: str = "",
        given: str = "",
    ) -> None:
        given = given or given_text(self._way, self.x, rate)
        failing = TestResult(name, False, MASK, given, expected, got, line)
        self.results.append(TestResult(name, True, MASK) if passed else failing)


def _ratio(done: Made, x: Floats) -> Floats | None:
    return None if done.out is None or done.out.shape != x.shape else done.out / x


def _is_binary(factors: Floats) -> bool:
    return len(factors) == 2 and factors[0] == 0 and bool(factors[1] > 0)
