"""A rank that is kept, with its number or without."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.rankings.places import place_finding
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("Its rank doesn't change", "met"),
        ("The rank of D5 does not change.", "met"),
        ("Its rank stays the same.", "met"),
        ("D5 keeps its rank.", "met"),
        ("D5 stays in its place.", "met"),
        ("No change in rank.", "met"),
        ("Its position is unchanged.", "met"),
        ("Its rank doesn't change. D5 jumps to the first place.", "contradicted"),
        ("Its rank doesn't change. No, D5 jumps to the first place.", ""),
        ("It moves up to rank 3", "contradicted"),
        ("Its rank changes", ""),
        ("Its rank doesn't stay the same", ""),
        ("D4's rank doesn't change", ""),
        ("The first rank doesn't change", ""),
        ("If the rank doesn't change, we are lucky", ""),
        ("Its rank doesn't change much", ""),
        ("The rank of D5 stays the same or rises by one", ""),
        ("Its score stays the same but the rank changes", ""),
        ("Its rank stays the same, third", ""),
    ],
)
def test_a_rank_that_is_kept_needs_no_number(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "nlp-05b", "small-change", answer) == want


def test_a_place_is_that_of_the_item_asked_for() -> None:
    right, wrong = (place_finding("p", "D5", 4, f"D5 {words}", 5) for words in ("stays fourth", "becomes second"))
    assert right is not None and right.verdict == "met"
    assert wrong is not None and wrong.contradicted
