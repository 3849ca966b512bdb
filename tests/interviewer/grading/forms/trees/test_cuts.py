"""Pruning in prose: each way to say that a node is not looked at, with each verb."""

from __future__ import annotations

import time
from itertools import product

import pytest

from interviewer.grading.forms.trees.trees import TreeForm
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict
from tests.pace import limit

VERBS = ("evaluated", "visited", "looked at", "expanded", "seen", "examined", "considered", "explored", "checked")
DENIALS = (
    "don't need to be",
    "do not need to be",
    "need not be",
    "needn't be",
    "don't have to be",
    "do not have to be",
    "never have to be",
    "never need to be",
    "are never",
    "aren't",
    "won't be",
    "don't get",
    "no longer need to be",
    "don't even need to be",
    "don't ever have to be",
    "do not actually have to be",
    "cannot be",
)


@pytest.mark.parametrize(("denial", "verb"), list(product(DENIALS, VERBS)))
def test_every_denial_with_every_verb_is_a_cut(bank: Bank, denial: str, verb: str) -> None:
    assert verdict(bank, "rl-07", "prune", f"The leaves 5 and 9 {denial} {verb}.") == "met"
    assert verdict(bank, "rl-07", "prune", f"The leaves 2 and 6 {denial} {verb}.") == "contradicted"


@pytest.mark.parametrize(
    "answer",
    [
        "5 and 9 never have to be looked at.",
        "Leaves 5 and 9 don't need to be expanded.",
        "There's no need to look at 5 and 9.",
        "It is not necessary to evaluate 5 and 9.",
        "We get there without having to visit the leaves 5 and 9.",
        "The fourth max node remains unexpanded.",
        "Nothing below the last max node is ever searched, so leaves 5 and 9 are skipped.",
        "Nothing under the last max node has to be evaluated.",
        "Everything under the last max node is never looked at because 4 <= 5.",
        "None of the leaves under the last max node needs to be seen.",
        "Leaves 5 and 9 are irrelevant, so they're ignored.",
        "The leaves 5 and 9 do not matter.",
        "5 and 9 can't change the result.",
        "All leaves but 5 and 9 have to be visited.",
        "Everything except the last max node must be expanded.",
        "The right min node is 4 and the last max node is pruned.",
        "Its value is 4. Its second max node, with the leaves 5 and 9, is never visited.",
        "beta is 4, alpha 5: cut. Max4 with 5, 9 never visited.",
        "- second max: 6, nothing pruned\n- third max: 4\n- prune 5, 9",
        "On the right the first max node is 4, so beta is 4, cut off the rest (leaves 5 and 9).",
        "No pruning takes place on the left; on the right the second max node is cut off.",
        "Right: the second max node is never visited.",
        "The 6 is over 5, so we cut, though it was the last leaf. On the right the fourth max node is never visited.",
        "At the 6 we cut off, but nothing is left to skip; at the right min node we prune 5 and 9.",
        "The 6 beats beta, cut, no leaf left. Later 5 and 9 are pruned.",
        "6 >= 5, cut, saves nothing. 5 and 9 are never seen.",
        "6 > 5: cut, no gain there. Leaves 5 and 9 are skipped.",
        "5 and 9 are pruned. Nothing else is cut.",
        "5 and 9 are pruned. No other leaves are pruned.",
        "When the right min node has 4, the leaves 5 and 9 are still open, and are cut.",
        "The leaves 5 and 9 are pruned... no need to look at them, because beta 4 is below alpha 5.",
    ],
)
def test_what_is_not_looked_at_is_pruned(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == "met"


@pytest.mark.parametrize(
    "answer",
    [
        "The leaves 5 and 9 have to be looked at.",
        "5 and 9 can't be ignored.",
        "Nothing on the left has to be evaluated.",
        "Leaves 1 and 4 don't need to be expanded.",
        "On the right, the first max node is cut off.",
        "Every leaf has to be looked at, 5 and 9 included.",
        "Nothing is pruned.",
        "Leaf 5 of the last max node is still read, then the 9 is pruned.",
        "The leaves 1 and 4 are pruned, nothing more on that side. The 5 and the 9 are pruned too.",
        "The leaf 6 is pruned, it's the last leaf of the left side. 5 and 9 are pruned as well.",
        "After 2 we prune the 6, no leaf is left on this side then. On the right we prune 5 and 9.",
        "The leaf 4 is skipped, it's the last leaf of its node. The leaves 5 and 9 are skipped too.",
        "The whole right subtree is cut, nothing is left to search.",
    ],
)
def test_what_is_looked_at_or_cut_elsewhere_is_wrong(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == "contradicted"


@pytest.mark.parametrize(
    "answer",
    [
        "The 6 doesn't matter, since min keeps the 5.",
        "The 6 can be discarded, min has a 5 already.",
        "No leaf has to be looked at twice.",
        "5 and 9 are not visited until later.",
        "The rightmost subtree is pruned.",
        "B: leaf 6. It was the last leaf, so nothing to cut. Rt: 5 >= 4. Cut! D isn't looked at.",
        "The 6 is over 5: cut off, but both leaves were already seen.",
        "We stop before the last max node is opened.",
        "Beta is 4 there, so we stop before the 5 and the 9 are read.",
    ],
)
def test_what_may_be_meant_otherwise_is_left_to_the_judge(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == ""


def test_half_of_what_is_pruned_is_half_right(bank: Bank) -> None:
    assert verdict(bank, "rl-07", "prune", "There is no need to look at the leaf 9.") == "partly_met"
    mixed = "Of the last max node, the 9 doesn't have to be visited, the 5 is."
    assert verdict(bank, "rl-07", "prune", mixed) == "contradicted"


HEAD = "| node | alpha | beta | value |\n|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("rows", "want"),
    [
        ("| right min | 5 | 4 | 4, cut |\n| max over 5 and 9 | | | not visited |", "met"),
        ("| right min | 5 | 4 | 4 → cut-off |\n| fourth max (5, 9) | skipped | | |", "met"),
        ("| right min | 5 | 4 | 4; pruned |\n| fourth max | - | - | never seen |", "met"),
        ("| right min | 5 | 4 | cut |\n| fourth max | - | - | never seen |", "met"),
        ("| right min | 5 | 4 | 4, cut |", ""),
        ("| right min | 5 | 4 | 4, cut |\n| Max 4 (5, 9) | | | never visited |", "met"),
        ("| right min | 5 | 4 | 4, cut |\n| Max 2 (2, 6) | | | never visited |", "contradicted"),
        ("| right min | 5 | 4 | 5 and 9 cut |", "met"),
        ("| right min | 5 | 4 | 2 and 6 cut |", "contradicted"),
        ("| third max | | | pruned |", "contradicted"),
        ("| fourth max | 5 | 4 | pruned |", "met"),
        ("| right min | 5 | 4 | 4, cut |\n| second max | | | not visited |", "contradicted"),
    ],
)
def test_a_row_with_numbers_says_where_the_search_stops(bank: Bank, rows: str, want: str) -> None:
    assert verdict(bank, "rl-07", "prune", HEAD + rows) == want


@pytest.mark.slow
def test_long_prose_is_read_in_time(bank: Bank) -> None:
    for piece in ("left min is 3, ", "min(", "1 and ", "the left ", "(5, 4) "):
        start = time.process_time()
        TreeForm().findings(bank["rl-07"], (piece * 3000)[:12_000])
        assert time.process_time() - start < limit(3), piece


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We never look at ", ""),
        ("We don't visit ", ""),
        ("beta 4 ≤ 5, hence ", " pruned"),
        ("so ", " are pruned"),
        ("beta 4 ≤ 5 and therefore ", " are never visited"),
        ("Cut: ", ""),
        ("Pruned: ", "."),
    ],
)
@pytest.mark.parametrize("mark", [", ", " and ", " & "])
def test_a_list_is_read_to_its_end(bank: Bank, before: str, mark: str, after: str) -> None:
    assert verdict(bank, "rl-07", "prune", f"{before}5{mark}9{after}") == "met"
    assert verdict(bank, "rl-07", "prune", f"{before}1{mark}4{after}") == "contradicted"


@pytest.mark.parametrize("mark", [" | ", " / ", "/", "|"])
def test_a_list_after_a_colon_can_have_other_marks(bank: Bank, mark: str) -> None:
    assert verdict(bank, "rl-07", "prune", f"Cut: 5{mark}9") == "met"
    assert verdict(bank, "rl-07", "prune", f"Cut: 1{mark}4") == "contradicted"
