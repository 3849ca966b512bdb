"""What a point counts for, as a person says it."""

from __future__ import annotations

import pytest

from interviewer.grading.rubric.worth import counts_for


@pytest.mark.parametrize(
    ("weight", "weights", "told"),
    [
        (1, (1, 2), ""),
        (2, (1, 2), "counts double"),
        (3, (1, 3, 0), "counts triple"),
        (3, (2, 3), "counts one and a half times"),
        (2, (2, 2), ""),
        (4, (3, 4), "counts 1.3 times"),
        (8, (2, 8), "counts four times"),
        (0, (1, 0), ""),
        (2, (), ""),
    ],
)
def test_a_point_counts_beside_the_lightest_of_its_question(
    weight: float, weights: tuple[float, ...], told: str
) -> None:
    assert counts_for(weight, weights) == told
