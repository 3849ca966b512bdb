"""Nodes that are named by a node next to them."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.trees.game_tree import read_game_tree
from interviewer.grading.forms.trees.neighbours import with_neighbours_named
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

TREE = read_game_tree("[[[3, 5], [2, 6]], [[1, 4], [5, 9]]]")


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("the last leaf and the one before it", "the last leaf and the seventh leaf"),
        ("the 9 and its sibling", "the 9 and the seventh leaf"),
        ("the first leaf, the leaf after it", "the first leaf, the second leaf"),
        ("the third max node and the node after it", "the third max node and the fourth max node"),
        ("the third max node and the leaf after it", "the third max node and the leaf after it"),
        ("the last leaf and the one after it", "the last leaf and the one after it"),
        ("the one before it", "the one before it"),
    ],
)
def test_a_neighbour_is_named_by_its_place(sentence: str, named: str) -> None:
    assert with_neighbours_named(sentence, TREE) == named


@pytest.mark.parametrize(
    "answer",
    [
        "The last leaf is pruned, and the one before it too",
        "The last leaf is pruned and so is the one before it",
        "The 9 is pruned, and the leaf before it too.",
        "The 9 and the one before it are pruned",
        "The 9 and its neighbour are pruned",
        "The leaf 5 on the right is pruned and the one after it too",
        "After the third max node the one after it is pruned",
    ],
)
def test_a_cut_can_be_named_by_neighbours(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == "met"


@pytest.mark.parametrize(
    "answer",
    [
        "The leaf 4 is pruned, and the one before it too",
        "The third max node is pruned, and the one before it too",
        "The third max node and the one after it are pruned",
        "The 4 and its neighbour are pruned",
    ],
)
def test_wrong_neighbours_stay_wrong(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == "contradicted"
