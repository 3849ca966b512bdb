"""Values that differ by rounding are one value; others are several, however many."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.grading.forms.code.code_tests.dropout.closeness import closeness_of


@pytest.mark.parametrize("kind", ["float64", "float32", "float16"])
def test_the_factors_of_a_mask_are_two_in_any_precision(kind: str) -> None:
    rng = np.random.default_rng(0)
    x, mask = rng.uniform(0.5, 2, 2000), (rng.random(2000) < 0.7) / 0.7
    out = (x.astype(kind) * mask.astype(kind)).astype(float)
    factors = closeness_of(f"x.astype(np.{kind})").factors(out / x)
    assert np.allclose(factors, [0, 1 / 0.7], rtol=1e-3) and len(factors) == 2


@pytest.mark.parametrize("source", ["", "np.float16"])
def test_random_numbers_are_no_factor(source: str) -> None:
    assert len(closeness_of(source).factors(np.random.default_rng(0).normal(size=5000))) > 100
    assert len(closeness_of(source).factors(np.array([np.nan, 1.0]))) == 2
    assert len(closeness_of(source).factors(np.array([]))) == 0


def test_only_code_in_half_precision_is_compared_to_three_digits() -> None:
    double, half = closeness_of("x.astype(np.float32)"), closeness_of("x.astype('f2')")
    assert not double.all([1.001], [1.0]) and half.all([1.001], [1.0]) and not half.all([1.02], [1.0])


def test_a_factor_that_is_1_but_for_rounding_is_1() -> None:
    x = np.random.default_rng(0).uniform(0.5, 2, 2000)
    assert closeness_of("").factors(x.astype(np.float32).astype(float) / x).tolist() == [1.0]
