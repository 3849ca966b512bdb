"""Lists of pruned leaves in the signs that people type."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.trees.cut_lists import with_commas
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

RIGHT = (
    "Pruned: 5; 9",
    "cut 5 as well as 9",
    "Pruned: 5 9",
    "Pruned leaves: 5 & 9",
    "we prune {5, 9}",
    "The pruned leaves: 5; 9.",
    "Pruned nodes: leaf 5, leaf 9",
    "Pruned: 5 / 9",
    "Pruned leaves = (5; 9)",
    "Prune 5 along with 9",
    "Pruned: 9; 5",
)
WRONG = (
    "Pruned: 5; 1",
    "Pruned: 5; 9; 4",
    "cut 4 as well as 9",
    "we prune {1, 4}",
    "Pruned leaves: 4 & 9",
    "Pruned: 1 4",
    "Prune 4 plus 5",
)


@pytest.mark.parametrize("answer", RIGHT)
def test_exactly_what_is_pruned_is_met(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == "met"


@pytest.mark.parametrize("answer", WRONG)
def test_another_leaf_in_the_list_is_wrong(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == "contradicted"


@pytest.mark.parametrize(
    "text",
    [
        "beta = 4; 9 is pruned",
        "prune when 4 < 5",
        "cut 5 but not 9",
        "Pruned: 2 leaves 5 and 9",
        "pruned at 4; 5 is next",
        "nothing is pruned; 5 and 9 are read",
    ],
)
def test_what_is_no_list_stays(text: str) -> None:
    assert with_commas(text) == text


@pytest.mark.parametrize("text", [*RIGHT, *WRONG, "Pruned: " + "5; " * 400, "Pruned" + " " * 500, "cut " * 500])
def test_the_length_stays(text: str) -> None:
    assert len(with_commas(text)) == len(text)
