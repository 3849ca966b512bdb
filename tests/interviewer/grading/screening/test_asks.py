"""What is asked is not said."""

from __future__ import annotations

import pytest

from interviewer.grading.screening.non_answers import asks


@pytest.mark.parametrize(
    "sentence",
    [
        "Could the gradient vanish there?",
        "So is the loss convex?",
        "What happens to the mean at test time?",
        "Does that mean that the weights shrink?",
        '"Why would a larger batch help?"',
        "May I say that it regularises?",
    ],
)
def test_a_question_is_told_by_its_order(sentence: str) -> None:
    assert asks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "?",
        "It shrinks the weights, right?",
        "When the rate is too high the loss diverges.",
        "What helps is clipping.",
        "Can't be, the mean is zero.",
    ],
)
def test_a_statement_stays_one(sentence: str) -> None:
    assert not asks(sentence)
