"""Linear correlation."""

from __future__ import annotations

import pytest

from evals.metrics.pearson import pearson


def test_by_hand() -> None:
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1.0)
    # deviations -1 0 1 against -1 1 0: 1 over the root of 2 * 2
    assert pearson([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)
    assert pearson([1, 1], [1, 2]) == pearson([1], [1]) == 0.0
