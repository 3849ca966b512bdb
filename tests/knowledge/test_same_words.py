"""Phrases that share most of their words under different labels are decided on before the built-in bank is valid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.loader import load_bank
from knowledge.same_words import SHARED, SHARED_BY_HALF, SHARED_BY_WRONG, alike, bound, shared
from knowledge.schema import LABELS, Bank, Criterion
from knowledge.validator import validate_bank
from tests.knowledge.files import GOOD, write

CLAIM = "    claim: Says that it is four\n"
PHRASES = (
    CLAIM
    + """    satisfied_by: ["the sum of both numbers is four", "four comes out"]
    partly_satisfied_by: ["a sum of the numbers"]
    not_satisfied_by: ["sum both numbers"]
    contradicted_by: ["five comes out"]
"""
)


def criterion(first: str, second: str, here: str = "satisfied_by", there: str = "not_satisfied_by") -> Criterion:
    return replace(Criterion("x", claim="Says something"), **{here: (first,), there: (second,)})


@pytest.mark.parametrize(
    ("met", "half"),
    [
        ("depends on how big the patterns are in pixels", "it depends on how big the things are"),
        ("number of filters = number of neurons in the dense layer", "one filter for each neuron"),
        ("with a deadline you behave differently near the end", "near the end you'd act differently"),
        ("average smooths out", "the average makes it blurry"),
        ("the product turns into a sum of two smaller terms", "instead of a product you get a sum"),
        ("start with a prior belief and update with data", "there's a belief beforehand that gets updated"),
        ("have to look at the samples", "you have to look at the pictures"),
    ],
)
def test_pairs_of_one_meaning_that_readers_named_are_found(met: str, half: str) -> None:
    assert [*alike(criterion(met, half, there="partly_satisfied_by"))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("max pooling keeps the edges", "max pooling does not keep the edges"),
        ("max pooling keeps the edges", "max pooling doesn’t keep the edges"),
        ("the padding is 1 on each side", "the padding is 2 on each side"),
        ("about 5,000 steps", "about 5 steps, or 000"),
        ("the points (1,2) are kept", "the points (12) are kept"),
        ("gradients vanish over many steps", "the bias is added at the end"),
        ("it is the", "it is the"),
    ],
)
def test_a_denial_another_number_and_other_words_are_no_pair(first: str, second: str) -> None:
    assert not [*alike(criterion(first, second))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the loss isn’t bounded", "the loss isn't bounded"),
        ("trains for 5,000 steps", "training for 5000 steps"),
        ("trains for $5{,}000$ steps", "training for 5\u202f000 steps"),
        ("1,234,567 weights in the layer", "the layer has 1234567 weights"),
        ("drops a unit with probability 0.50", "a unit is dropped with probability .5"),
        ("a factor of 2.0 in the scale", "the scale has a factor of 2"),
    ],
)
def test_one_apostrophe_and_one_number_in_two_notations_are_the_same(first: str, second: str) -> None:
    assert [*alike(criterion(first, second))]


def test_how_much_is_shared() -> None:
    assert shared("Gradients vanish here", "a vanishing gradient") == 2 / 3  # "here" is a word of its own
    assert shared("", "x") == shared("the", "a") == 0.0 and shared("x", "X!") == 1.0


def test_wrong_statements_may_share_more_and_halves_less() -> None:
    assert bound("satisfied_by", "partly_satisfied_by") == SHARED_BY_HALF < SHARED < SHARED_BY_WRONG
    assert {bound(one, "contradicted_by") for one in LABELS[:3]} == {SHARED_BY_WRONG}
    assert bound("satisfied_by", "not_satisfied_by") == bound("partly_satisfied_by", "not_satisfied_by") == SHARED
    words = "keeps large values of each window", "keeps small values of each window"
    assert shared(*words) == 3 / 5
    assert [*alike(criterion(*words))] and not [*alike(criterion(*words, there="contradicted_by"))]


def test_the_strict_check_asks_for_a_decision_and_takes_it(tmp_path: Path) -> None:
    def told(text: str, strict: bool = True) -> list[tuple[int, str]]:
        path = write(tmp_path, text)
        problems = validate_bank(load_bank(tmp_path), strict)
        assert all(problem.path == path for problem in problems)
        return [
            (problem.line, problem.message) for problem in problems if "share most of their words" in problem.message
        ]

    text = GOOD.replace(CLAIM, PHRASES)
    found = told(text)
    assert [(line, message.split("'")[3::2][:2]) for line, message in found] == [
        (7, ["the sum of both numbers is four", "a sum of the numbers"]),
        (7, ["the sum of both numbers is four", "sum both numbers"]),
        (8, ["a sum of the numbers", "sum both numbers"]),
    ]
    assert told(text, strict=False) == []
    decided = text.replace(
        "    contradicted_by:",
        '    distinct: [["A sum of the  numbers", "sum both numbers"], ["the sum of both numbers is four", "sum both numbers"]]\n'
        "    contradicted_by:",
    )
    assert [message.split("'")[3] for _, message in told(decided)] == ["the sum of both numbers is four"]


@pytest.mark.slow
def test_what_is_decided_in_the_built_in_bank_is_all_there_is(bank: Bank) -> None:
    assert [found for question in bank.values() for c in question.criteria for found in alike(c)] == []
    decided = sum(len(c.distinct) for question in bank.values() for c in question.criteria)
    undecided = [replace(c, distinct=()) for question in bank.values() for c in question.criteria]
    assert 0 < sum(len([*alike(c)]) for c in undecided) <= decided
