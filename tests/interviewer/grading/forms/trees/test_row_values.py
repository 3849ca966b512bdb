"""Values of a tree given by their order alone, by a letter for a side, or in one nested formula."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

NODES = ("left-min", "right-min", "root")


def read(bank: Bank, answer: str) -> tuple[str, ...]:
    return tuple(verdict(bank, "rl-04", node, answer) for node in NODES)


@pytest.mark.parametrize(
    "answer",
    [
        "3, 2, 3",
        "3 2 3",
        "[3, 2, 3]",
        "3, 3, 2",
        "From bottom left to top: three, two, three.",
        "From top to bottom: 3, 3, 2",
        "3, 2 and on top 3",
        "3 and 2, then 3 at the top",
        "  3\n / \\\n3   2",
        "root=3; L=3; R=2",
        "L=3\nR=2\nroot=3",
        "minL = 3, minR = 2, root = 3",
        "The min nodes take 3 and 2; the max node takes the larger one, 3.",
        "The min players return 3 and 2, and the root is 3.",
    ],
)
def test_short_right_values_are_read(bank: Bank, answer: str) -> None:
    assert read(bank, answer) == ("met", "met", "met")


@pytest.mark.parametrize(
    ("answer", "root"),
    [
        ("2, 3, 3", "met"),
        ("2 3 3", "met"),
        ("5, 6, 6", "contradicted"),
        ("2, 3 and on top 3", "met"),
        ("  3\n / \\\n2   3", "met"),
        ("root=3; L=2; R=3", "met"),
        ("From top to bottom: 3, 2, 3", "met"),
        ("The min nodes take 2 and 3; the max node takes the larger one, 3.", "met"),
        ("The min nodes take 5 and 6; the max node takes the larger one, 6.", "contradicted"),
    ],
)
def test_short_values_at_the_wrong_nodes_are_wrong(bank: Bank, answer: str, root: str) -> None:
    assert read(bank, answer) == ("contradicted", "contradicted", root)


@pytest.mark.parametrize(("value", "want"), [(3, "met"), (5, "contradicted"), (2, "contradicted")])
def test_a_nested_formula_gives_the_value_of_the_node_above(bank: Bank, value: int, want: str) -> None:
    assert verdict(bank, "rl-04", "root", f"max(min(3,5), min(2,6)) = {value}") == want


@pytest.mark.parametrize("answer", ["3 5 2 6", "The leaves are 3, 5, 2, 6.", "3, 2", "The larger of 2 and 3 wins."])
def test_other_lists_give_no_values(bank: Bank, answer: str) -> None:
    assert read(bank, answer) == ("", "", "")


CUT = "left min 5; root alpha = 5; {} prune the (5, 9) node; root = 5"


@pytest.mark.parametrize(
    ("said", "want"),
    [("right min beta = 4;", "met"), ("right min beta = 6;", "contradicted"), ("right min 4;", "")],
)
def test_alpha_is_passed_down_to_a_node_whose_beta_leads_to_the_cut(bank: Bank, said: str, want: str) -> None:
    assert verdict(bank, "rl-07", "right-beta", CUT.format(said)) == want


def test_without_the_cut_nothing_says_that_the_bounds_were_compared(bank: Bank) -> None:
    answer = "left min 5; root alpha = 5; right min beta = 4; nothing is pruned; root = 5"
    assert verdict(bank, "rl-07", "right-beta", answer) == ""


@pytest.mark.parametrize(
    "before", ["root: alpha=5, beta=inf, ", "root (alpha=3, beta=inf): ", "Root | alpha 3 | ", "root: α = 3, "]
)
def test_a_value_behind_the_bounds_of_its_node(bank: Bank, before: str) -> None:
    assert verdict(bank, "rl-04", "root", f"{before}value=3") == "met"
    assert verdict(bank, "rl-04", "root", f"{before}value=4") == "contradicted"


def test_a_value_behind_the_bounds_of_another_node_is_not_its_own(bank: Bank) -> None:
    assert verdict(bank, "rl-04", "root", "at the root alpha = 5, then one child has value 4") == ""
