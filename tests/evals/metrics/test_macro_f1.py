"""Mean F1 over labels."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import f1_score

from evals.metrics.macro_f1 import macro_f1


def test_by_hand() -> None:
    # met: 2 right of 3 true and 2 called; not: 1 right of 1 true and 2 called
    assert macro_f1(["met", "met", "met", "not"], ["met", "met", "not", "not"], ["met", "not"]) == pytest.approx(
        (4 / 5 + 2 / 3) / 2
    )
    assert macro_f1(["met", "not"], ["ungraded", "not"], ["met", "not"]) == 0.5, "an ungraded verdict is wrong"
    assert macro_f1([], [], ["met"]) == 0.0


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_number_of_scikit_learn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    labels = ["met", "partly_met", "not_met"]
    truth, given = (rng.choice(names, 50).tolist() for names in (labels, [*labels, "ungraded"]))
    theirs = f1_score(truth, given, labels=labels, average="macro", zero_division=0)
    assert macro_f1(truth, given, labels) == pytest.approx(theirs, abs=1e-12)
