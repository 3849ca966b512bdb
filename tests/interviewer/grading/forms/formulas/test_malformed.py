"""Formulas in LaTeX whose brackets do not fit are not read, and the note says so."""

from __future__ import annotations

import time

import pytest

from interviewer.grading.forms.formulas.derivations import Derivations
from interviewer.grading.forms.formulas.malformed import LONGEST_SHOWN, malformed, shortened, without_malformed
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict
from tests.pace import limit

BROKEN = (
    r"$\sigma' = \frac{{{{{s}{(1-s$",
    r"\frac{{{{{s}{(1-s",
    r"$\sigma'(x) = \frac{e^{-x}}{(1+e^{-x}}^2$",
    r"$$\sigma'(x) = \frac{e^{-x}}{(1+e^{-x}}^2$$",
    r"\[\sigma'(x) = \frac{e^{-x}}{(1+e^{-x}}^2\]",
    r"\(\sigma' = \frac{s(1-s)}{1\)",
    r"$s' = \frac{s}{1-s$",
    r"$\sigma'=\sigma(1-\sigma))$",
    r"$\sigma' = \sigma\left(1 - \sigma$",
)
WHOLE = (
    r"$\sigma' = \sigma(1-\sigma)$",
    r"$\sigma' = \frac{e^{-x}}{\left(1+e^{-x}\right)^2}$",
    r"$x \in [0, 1)$ and $y \in (0, 1]$",
    r"$\sigma' = \sigma\{1-\sigma\}$",
    r"so (as \frac{1}{2} is a half) it is",
    "a) s' = s(1-s)",
)


@pytest.mark.parametrize("answer", BROKEN)
def test_what_does_not_fit_is_prose_and_is_named(bank: Bank, answer: str) -> None:
    assert not without_malformed(answer).strip()
    assert verdict(bank, "training-04d", "scalar-derivative", f"It is {answer}") == ""
    note = Derivations().note(bank["training-04d"], f"It is {answer}")
    assert answer in note and "could not be read" in note


@pytest.mark.parametrize("answer", WHOLE)
def test_what_fits_is_left_as_it_is(answer: str) -> None:
    assert without_malformed(answer) == answer


def test_a_formula_beside_a_broken_one_is_read(bank: Bank) -> None:
    answer = "$s' = \\frac{s}{1-s$\nNo: $s' = s(1-s)$"
    assert len(without_malformed(answer)) == len(answer)
    assert verdict(bank, "training-04d", "scalar-derivative", answer) == "met"


def test_a_long_formula_is_shown_in_part() -> None:
    assert shortened("x") == "x" and len(shortened("x" * 200)) < LONGEST_SHOWN


@pytest.mark.parametrize("text", [r"\(" * 6000, r"\frac{" * 3000, "$(" * 6000, "$($ " * 3000, "{" * 12_000])
def test_any_number_of_brackets_ends_at_once(text: str) -> None:
    begun = time.process_time()
    assert len(without_malformed(text)) == len(text)
    assert isinstance([*malformed(text)], list)
    assert time.process_time() - begun < limit(1)
