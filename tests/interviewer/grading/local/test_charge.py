"""When words that seem to contradict a point are held against the candidate."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.grading.local.charge import Charge, charge

NOTHING = np.zeros((0, 4))


def says(*probabilities: float) -> np.ndarray:
    """Readings of as many statements, each said with this probability and else contradicted."""
    return np.log([(0.0005, p, 0.0005, 0.999 - p) for p in probabilities])


@pytest.mark.parametrize(
    ("contradicted", "wanted"),
    [(0.5, "dropped"), (0.7, "dropped"), (0.75, "unsure"), (0.87, "unsure"), (0.9, "sure"), (1.0, "sure")],
)
def test_without_statements_of_the_bank_the_verdict_alone_decides(contradicted: float, wanted: Charge) -> None:
    assert charge(contradicted, NOTHING) == wanted


def test_words_that_say_what_the_bank_says_are_charged_less_readily() -> None:
    assert charge(0.8, says(0.1, 0.02)) == "unsure" and charge(0.8, says(0.01)) == "sure"
    assert charge(0.8, says(0.1, 0.95)) == "dropped", "it is enough that they say one of them"
    assert charge(0.6, says(0.01)) == "unsure" and charge(0.6, says(0.3)) == "dropped"
