"""Quadratic weighted kappa."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from evals.metrics.qwk import qwk


def test_by_hand() -> None:
    assert qwk([0, 0.5, 1], [0, 0.5, 1]) == 1.0
    assert qwk([0, 1], [1, 0]) == pytest.approx(-1.0)
    assert qwk([0.5, 0.5], [0.5, 0.5]) == 0.0, "nothing varies, so nothing is better than chance"


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_number_of_scikit_learn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 5, 60)
    given = np.clip(truth + rng.integers(-2, 3, 60), 0, 4)
    theirs = cohen_kappa_score(truth, given, weights="quadratic", labels=range(5))
    assert qwk((truth / 4).tolist(), (given / 4).tolist()) == pytest.approx(theirs, abs=1e-12)
