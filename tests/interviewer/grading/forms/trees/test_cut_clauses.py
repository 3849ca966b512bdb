"""Two statements in one clause about pruning: a comparison and what follows from it, what is pruned and what is not."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.trees.cut_clauses import MOST_PLACES, parts_of
from interviewer.grading.forms.trees.game_tree import read_game_tree
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

TREE = read_game_tree("[[[3, 5], [2, 6]], [[1, 4], [5, 9]]]")


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("beta 4 <= alpha 5 so the leaves 5 and 9 are pruned", 2),
        ("beta is 4 and the leaves 5 and 9 are pruned", 2),
        ("9 is pruned and 5 is not", 2),
        ("the pruned one is 9 and not 5", 2),
        ("we visit 1 and 4 and skip 5 and 9", 2),
        ("5 and 9 are pruned", 1),
        ("the leaves 5 and 9 are thus pruned", 1),
        ("5 and 9 come later and so are pruned", 1),
        ("5 and 9 are cut and never visited", 1),
        ("the last max node has 5 and 9 and is pruned", 1),
        ("there is no need to visit and evaluate 5 and 9", 1),
        ("the root gets 5 and the left min node is 5", 1),
    ],
)
def test_a_part_ends_where_another_statement_begins(sentence: str, parts: int) -> None:
    found = [*parts_of(sentence, TREE)]
    assert len(found) == parts and "".join(found) == sentence


def test_a_part_with_very_many_places_is_read_in_the_end() -> None:
    sentence = "9 is pruned" + " and 5 is not" * 2 * MOST_PLACES
    assert "".join(parts_of(sentence, TREE)) == sentence


@pytest.mark.parametrize("word", ["so", "and so", "hence", "thus", "therefore", "consequently", "and"])
@pytest.mark.parametrize(
    "before", ["The right min gets beta 4 <= alpha 5", "beta = 4 ≤ alpha = 5", "The right min node is 4 there"]
)
def test_a_comparison_in_the_same_clause_is_not_what_is_pruned(bank: Bank, before: str, word: str) -> None:
    assert verdict(bank, "rl-07", "prune", f"{before} {word} the leaves 5 and 9 are pruned") == "met"
    assert verdict(bank, "rl-07", "prune", f"{before} {word} the leaves 1 and 4 are pruned") == "contradicted"
    assert verdict(bank, "rl-07", "prune", f"{before} {word} the leaves 5 and 9 are not pruned") == "contradicted"


@pytest.mark.parametrize(
    "answer",
    [
        "4 <= 5 so we prune 5 and 9",
        "At the right min beta becomes 4 and alpha is 5 so 5 and 9 are cut",
        "the right min node is at most 4 and the root has 5 so the last max node is skipped",
        "Once the right min has beta 4 <= alpha 5 the leaves 5 and 9 are pruned",
        "4 is smaller than 5 and the 5 and 9 are skipped",
        "5 and 9 are pruned and 6 is not",
        "5 and 9 are pruned and not 1 and 4",
        "6 is not pruned and 5 and 9 are",
        "1 and 4 are visited and 5 and 9 are cut",
        "The third max node gives 4 and the fourth max node is cut off and the root takes 5",
        "nothing is pruned on the left and the leaves 5 and 9 are pruned on the right",
    ],
)
def test_what_is_said_of_other_nodes_leaves_a_right_cut_right(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == "met"


@pytest.mark.parametrize(
    "answer",
    [
        "9 is pruned and 5 is not",
        "The 9 is pruned and the 5 is not",
        "The pruned ones are 9 only and not 5",
        "5 is pruned but 9 is not",
        "We prune 9 and not 5",
        "the leaf 9 gets pruned and the leaf 5 does not",
        "9 is pruned rather than 5",
        "9 is cut and 5 is still visited",
        "Pruned is the 9 and not the 5.",
        "beta 4 <= alpha 5 so the leaf 9 is pruned",
    ],
)
def test_half_of_a_cut_is_not_the_whole(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) in {"partly_met", "contradicted"}


@pytest.mark.parametrize(
    "answer",
    [
        "We visit 5 and 9 and skip 1 and 4",
        "6 is pruned and 9 is not",
        "6 >= 5 so the leaf 6 is pruned",
        "5 and 9 are visited and not pruned",
        "alpha 5 >= beta 4 so nothing is pruned",
    ],
)
def test_a_wrong_cut_stays_wrong(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == "contradicted"
