"""Rank correlation."""

from __future__ import annotations

import pytest

from evals.metrics.spearman import spearman


def test_by_hand() -> None:
    # ranks 1 2 3 4 against 1 2 4 3: 1 - 6 * 2 / (4 * 15)
    assert spearman([1, 2, 3, 4], [10, 20, 30, 25]) == pytest.approx(0.8)
    # ties share rank 1.5: ranks 1 2 3 against 1.5 1.5 3, covariance 1.5 over the root of 2 * 1.5
    assert spearman([1, 2, 3], [5, 5, 9]) == pytest.approx(1.5 / 3**0.5)
    assert spearman([1, 1], [1, 2]) == spearman([1], [1]) == 0.0
