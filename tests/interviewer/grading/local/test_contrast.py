"""How words are compared with the bank's right and wrong statements of a point."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.grading.local.contrast import ALONE, EXPECTED, MOST, WEIGHT, at_best, contrast, weighted
from interviewer.grading.local.verdict import OUTCOMES
from tests.interviewer.grading.local.stand_in import log_rows

SAID, SILENT, LIKELY = (0.1, 0.9, 0, 0), (0.97, 0.01, 0.01, 0.01), np.asarray([0.1, 0.6, 0.2, 0.1])


def credit(outcomes: np.ndarray) -> float:
    return float(outcomes[OUTCOMES.index("met")] + outcomes[OUTCOMES.index("partly_met")])


def rows(*each: tuple[float, float, float, float]) -> np.ndarray:
    return log_rows(*[tuple(max(p, 1e-6) for p in row) for row in each])  # type: ignore[misc]


def test_the_contrast_is_a_difference_of_log_odds() -> None:
    assert contrast(rows(SAID), rows(SAID)) == pytest.approx(0)
    assert contrast(rows(SAID), rows(SILENT)) == pytest.approx(np.log(9) + np.log(99))
    assert contrast(rows(SILENT), rows(SAID)) == -contrast(rows(SAID), rows(SILENT))
    assert contrast(rows(SAID, SILENT), rows(SILENT)) < contrast(rows(SAID, SAID), rows(SILENT)), "all of them count"


def test_no_single_probability_near_one_decides() -> None:
    assert contrast(rows((0, 1, 0, 0)), rows((1, 0, 0, 0))) < 12


@pytest.mark.parametrize("more", [-2.0, 0.0, 1.5, MOST, MOST + 5])
def test_contrast_moves_the_odds_of_credit_and_keeps_the_rest_in_proportion(more: float) -> None:
    left = weighted(LIKELY, EXPECTED + more, ALONE)
    assert left.sum() == pytest.approx(1)
    assert credit(left) / (1 - credit(left)) == pytest.approx(np.exp(WEIGHT * min(more, MOST)) * 0.8 / 0.2)
    assert left[1] / left[2] == pytest.approx(3) and left[0] / left[3] == pytest.approx(1)
    assert credit(left) <= credit(at_best(LIKELY, ALONE)) + 1e-9


def test_words_that_earn_nothing_by_themselves_are_lowered_and_never_raised() -> None:
    assert weighted(LIKELY, EXPECTED + MOST, ALONE / 2) == pytest.approx(LIKELY) == at_best(LIKELY, 0)
    assert credit(weighted(LIKELY, EXPECTED - 1, 0)) < credit(LIKELY)
