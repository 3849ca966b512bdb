"""The distribution of a mask: what can be distinguished from chance, how surely, and how rarely chance counts as a mistake."""

from __future__ import annotations

import math

import numpy as np
import pytest

from interviewer.grading.forms.code.code_tests.dropout.law import (
    ALARM,
    BIG,
    COUNTS,
    RATES,
    coins_of,
    fits,
    has_own_coins,
    is_blind,
    is_uniform,
)

SIZE = BIG[0] * BIG[1]
RNG = np.random.default_rng(3)


@pytest.mark.parametrize("rate", RATES)
def test_a_right_mask_fails_once_in_a_million_runs_at_most(rate: float) -> None:
    """The exact probability of both tails, not its bound."""
    inside = [k for k in range(SIZE + 1) if fits(k / SIZE, SIZE, rate)]
    tails = 1 - sum(_chance(k, rate) for k in inside)
    assert tails < ALARM / COUNTS


@pytest.mark.parametrize("rate", RATES)
def test_a_share_that_is_off_by_three_hundredths_never_fits(rate: float) -> None:
    assert fits(rate, SIZE, rate)
    assert not fits(rate + 0.03, SIZE, rate) and not fits(rate - 0.03, SIZE, rate)


@pytest.mark.parametrize(
    "law", [lambda p: p**0.9, lambda p: p**1.1, lambda p: p**2, lambda p: 0.95 * p + 0.02, lambda p: min(p, 0.8)]
)
def test_other_laws_fail_at_some_rate(law) -> None:  # type: ignore[no-untyped-def]
    assert any(not fits(law(rate), SIZE, rate) for rate in RATES)


def test_few_coins_say_little() -> None:
    assert fits(0.6, 40, 0.5) and not fits(0.6, SIZE, 0.5)
    assert fits(1.0, SIZE, 1.0) and not fits(0.999, SIZE, 1.0)


def test_coins_are_counted_where_rows_or_columns_are_alike() -> None:
    own = RNG.random(BIG) < 0.5
    rows = np.broadcast_to(RNG.random((BIG[0], 1)) < 0.5, BIG)
    columns = np.broadcast_to(RNG.random((1, BIG[1])) < 0.5, BIG)
    pairs = np.repeat(RNG.random((BIG[0], BIG[1] // 2)) < 0.5, 2, axis=1)
    assert [coins_of(m) for m in (own, rows, columns, np.ones(BIG, bool))] == [SIZE, BIG[0], BIG[1], 1]
    assert [has_own_coins(m) for m in (own, rows, columns, pairs)] == [True, False, False, False]
    assert has_own_coins(RNG.random(BIG) < 0.02) and has_own_coins(RNG.random(BIG) < 0.97)


def test_a_mask_that_looks_at_the_activations_is_told() -> None:
    x = RNG.normal(size=BIG)
    assert is_blind(RNG.random(BIG) < 0.5, x)
    assert not is_blind(np.abs(x) > 0.7, x) and not is_blind(x > 0, x)


def test_even_numbers_are_told_from_others() -> None:
    assert is_uniform(RNG.random(2000)) and not is_uniform(RNG.normal(size=2000))
    assert not is_uniform(RNG.random(2000) ** 2) and not is_uniform(RNG.beta(2, 2, 2000))


def _chance(k: int, p: float) -> float:
    log = math.lgamma(SIZE + 1) - math.lgamma(k + 1) - math.lgamma(SIZE - k + 1)
    return math.exp(log + k * math.log(p) + (SIZE - k) * math.log(1 - p))
