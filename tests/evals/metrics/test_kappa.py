"""Cohen's kappa."""

from __future__ import annotations

import pytest

from evals.metrics.kappa import kappa


def test_by_hand() -> None:
    # same on 3 of 4; by chance on 1/2 * 3/4 + 1/2 * 1/4 = 1/2
    assert kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"]) == pytest.approx((0.75 - 0.5) / 0.5)
    assert kappa(["a", "a"], ["a", "a"]) == 0.0, "one label throughout is chance"
    assert kappa([], []) == 0.0
