"""Cuts that are denied in other words than "not": the form says that they are not made, or leaves them to the judge."""

from __future__ import annotations

from itertools import product

import pytest

from interviewer.grading.forms.trees.cut_polarity import polarity_of, spares
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

DEEDS = ("prune", "cut", "cut off", "skip")
REFUSALS = (
    "It is impossible to {} 5 and 9.",
    "One fails to {} 5 and 9.",
    "We are unable to {} 5 and 9.",
    "There is no way to {} the leaves 5 and 9.",
    "There is no reason to {} 5 and 9.",
    "Alpha-beta refuses to {} 5 and 9.",
    "It is too early to {} 5 and 9.",
    "It is not possible to {} 5 and 9.",
)
DONE = ("pruned", "cut", "cut off", "skipped")
PASSIVES = (
    "Neither 5 nor 9 can be {}.",
    "Neither 5, nor 9, is {}.",
    "Neither of the leaves 5 and 9 gets {}.",
    "5 and 9 are by no means {}.",
    "5 and 9 are hardly ever {}.",
    "5 and 9 escape being {}.",
    "5 and 9 are saved from being {}.",
    "Everything but 5 and 9 is {}.",
    "All leaves except 5 and 9 can be {}.",
    "Every leaf is {} apart from 5 and 9.",
    "Apart from 5 and 9, everything is {}.",
)
NOUNS = (
    "Pruning the node with 5 and 9 is impossible here.",
    "Pruning 5 and 9 is not possible.",
    "Pruning of 5 and 9 is ruled out.",
    "5 and 9: pruning impossible.",
    "5 and 9 escape pruning.",
    "5 and 9 survive the cut.",
    "5 and 9 are spared from pruning.",
    "The rule forbids pruning 5 and 9.",
    "The subtree with 5 and 9 goes unpruned.",
    "We prune everything except 5 and 9.",
    "Instead of pruning 5 and 9 we visit them.",
    "5 and 9 are visited rather than pruned.",
    "Not a single leaf is pruned.",
)


@pytest.mark.parametrize(
    "answer",
    [
        *(said.format(deed) for said, deed in product(REFUSALS, DEEDS)),
        *(said.format(done) for said, done in product(PASSIVES, DONE)),
        *NOUNS,
    ],
)
def test_a_cut_that_is_denied_in_any_words_is_wrong(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == "contradicted"


@pytest.mark.parametrize(
    "answer",
    [
        "Nothing stops us from pruning 5 and 9.",
        "One cannot fail to prune 5 and 9.",
        "5 and 9 are almost pruned.",
        "It is hardly impossible to prune 5 and 9.",
        "If beta were lower, 5 and 9 would be pruned.",
        "No leaf is left unpruned.",
    ],
)
def test_a_cut_that_is_not_surely_made_is_left_to_the_judge(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == ""


@pytest.mark.parametrize(
    "answer",
    [
        "The leaves 5 and 9 are cut without being looked at.",
        "5 and 9 are pruned rather than visited.",
        "Neither 5 nor 9 is ever visited.",
        "Nothing but the node with 5 and 9 is pruned.",
        "No pruning but that of 5 and 9 takes place.",
        "5 and 9 can be pruned, which doesn't change the root.",
    ],
)
def test_a_cut_with_negative_words_beside_it_is_made(bank: Bank, answer: str) -> None:
    assert verdict(bank, "rl-07", "prune", answer) == "met"


def test_the_polarity_of_some_words() -> None:
    assert polarity_of("5 and 9 are pruned") == "made"
    assert polarity_of("5 and 9 escape the cut") == "refused"
    assert polarity_of("nothing prevents us from pruning 5") == "doubled"
    assert polarity_of("5 is nearly cut") == "unclear"
    assert polarity_of("5 is visited") is None
    assert spares("we prune everything except 5 and 9") == "5 and 9"
    assert spares("5 and 9 are pruned") is None
