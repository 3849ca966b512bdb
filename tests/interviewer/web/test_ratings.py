"""Rated points as choices of a list."""

from __future__ import annotations

from interviewer.grading.rubric.spoken import point
from interviewer.study.schedule import AGAIN, GOOD
from interviewer.web.ratings import rating_choices
from knowledge.schema import Bank
from tests.interviewer.web.states import NOON


def test_a_rated_point_is_named_with_its_rating_and_when_it_is_due(bank: Bank) -> None:
    question = bank["training-01"]
    one, two = question.criteria[:2]
    rows = [(question.id, one.id, AGAIN, NOON), (question.id, two.id, GOOD, NOON)]
    assert rating_choices(rows, bank, with_titles=False) == [
        (f"{point(one.claim)} (Again, due 1 Nov)", f"training-01 {one.id}"),
        (f"{point(two.claim)} (Good, due 1 Nov)", f"training-01 {two.id}"),
    ]
    assert rating_choices(rows, bank, with_titles=True)[0][0].startswith(f"{question.short_title}: {point(one.claim)}")
