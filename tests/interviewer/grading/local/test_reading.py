"""What is kept of a reading, and which statements count once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from interviewer.grading.local.reading import CONTRADICTS, SAYS, distinct, log_odds
from interviewer.grading.local.statement import statements_of
from tests.interviewer.grading.local.stand_in import reading


def test_probabilities_are_taken_by_relation() -> None:
    made = reading((0.7, 0.1, 0.1, 0.1), (0.1, 0.6, 0.2, 0.1))
    assert made.probabilities(SAYS).tolist() == pytest.approx([0.1, 0.6])
    assert made.probabilities(CONTRADICTS).tolist() == pytest.approx([0.1, 0.1])


def test_half_counts_by_half_in_what_is_best() -> None:
    assert reading((0.0001, 0.5, 0.1, 0.3999), (0.0001, 0.1, 0.85, 0.0499)).best == 0  # 0.55 against 0.525
    assert reading((0.0001, 0.4, 0.1, 0.4999), (0.0001, 0.1, 0.85, 0.0499)).best == 1  # 0.45 against 0.525
    made = reading((0.2, 0.6, 0.1, 0.1), (0.1, 0.1, 0.1, 0.7), (0.7, 0.1, 0.1, 0.1))
    assert (made.best, made.worst) == (0, 1) and made.place(1) == made.statements[1].place


def test_a_quote_is_clear_and_nearer_to_its_own_point_than_to_others() -> None:
    made = reading((0.3, 0.7, 0.0001, 0.0001), (0.2, 0.8, 0.0001, 0.0001), (0.7, 0.3, 0.0001, 0.0001))
    assert made.best == made.quoted == 1, "nothing is known of how near they are"
    near = replace(made, closeness=np.asarray([0.9, 0.3, 5.0]))
    assert near.quoted == 0, "clear enough, and nearer; the nearest is not clear enough"
    assert near.best == 1, "what the verdict rests on stays"
    assert replace(made, closeness=np.asarray([0.4, 0.3, 3.0])).quoted == 1, "a little nearer is not enough"


def test_log_odds_are_finite_and_even_at_a_half() -> None:
    assert log_odds(0.5) == 0 and log_odds(0.9) == pytest.approx(np.log(9))
    assert np.isfinite(log_odds(np.asarray([0.0, 1.0]))).all()
    assert float(log_odds(0.0)) == pytest.approx(-float(log_odds(1.0)))


def test_a_repetition_counts_once_and_the_last_stays() -> None:
    text = "Clip the norm of the gradients. Lower the learning rate a little. CLIP the norm, of the gradients!"
    kept = distinct(statements_of(text))
    assert [item.place.of(text) for item in kept] == [
        "Lower the learning rate a little.",
        "CLIP the norm, of the gradients!",
    ]


def test_the_same_words_about_something_else_are_no_repetition() -> None:
    text = "Momentum averages past gradients. It damps noise. Dropout zeroes random units. It damps noise."
    assert len(distinct(statements_of(text))) == 4


def test_nothing_has_nothing_to_repeat() -> None:
    assert distinct([]) == []
