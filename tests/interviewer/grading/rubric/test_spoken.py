"""Points as they are said to a candidate: as spoken sentences, for any claim in the bank or in a bank of one's own."""

from __future__ import annotations

import re

import pytest

from interviewer.grading.rubric.spoken import core, in_sentence, listed, point, said, unsaid
from knowledge.schema import Bank

_RUBRIC = re.compile(r"(?:Says|Names|Gives|Explains|Adds|States|Describes|Draws|Lists|Mentions)\b")
_THIRD = re.compile(r"(?:^|, (?:or |then |and )?)(?:says|names|gives|explains|adds|states|describes|draws)\b(?! of)")
"""A verb about the answer that was left as the rubric has it, among those that "you" has."""


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Says that the loss jumps", "The loss jumps"),
        ("Says that, in theory, Adam is not sure to converge", "In theory, Adam is not sure to converge"),
        ("Says to start from a pretrained model.", "Start from a pretrained model"),
        ("Says what it costs: one pass", "What it costs: one pass"),
        ("Says ReLU is cheap to compute", "ReLU is cheap to compute"),
        ("Says a ReLU unit that is off gets no gradient", "A ReLU unit that is off gets no gradient"),
        ("Says so", "Saying so"),
        ("Says in its favour that it is rare", "In its favour, it is rare"),
        ("Names two signs, such as NaN", "Two signs, such as NaN"),
        ("Gives as the reason that words are matched", "The reason: words are matched"),
        ("Explains why: it is random", "Why: it is random"),
        ("Adds that data is shuffled, or names a case", "Data is shuffled (or: a case)"),
        ("Says that it jumps, or that a norm does", "It jumps (or: a norm does)"),
        ("Explains why, because it is rare, or because it is long", "Why, because it is rare (or: because it is long)"),
        ("Says that it can be reused, or pruned", "It can be reused, or pruned"),
        ("Draws or describes tanh as rising", "Drawing or describing tanh as rising"),
        ("Multiplies A's 2 bits, or divides B's 6", "Multiplying A's 2 bits, or dividing B's 6"),
        ("Shows that it works: goes through the table", "Showing that it works: going through the table"),
        ("Keeps n small", "Keeping n small"),
        ("Weights are averaged over time", "Weights are averaged over time"),
        ("Momentum averages gradients.", "Momentum averages gradients"),
        ("", ""),
    ],
)
def test_a_claim_becomes_what_is_so(claim: str, told: str) -> None:
    assert point(claim) == told


@pytest.mark.parametrize(
    ("claim", "made", "missed"),
    [
        ("Says that it holds.", "You said that it holds", "You didn't say that it holds"),
        ("Names two signs", "You named two signs", "You didn't name two signs"),
        ("Gives 4 or names the rule", "You gave 4 or named the rule", "You didn't give 4 or name the rule"),
        ("Multiplies by two", "You multiplied by two", "You didn't multiply by two"),
        ("Prefers the second", "You preferred the second", "You didn't prefer the second"),
        ("Goes through it", "You went through it", "You didn't go through it"),
        ("Momentum averages", "You made this point: momentum averages", "This was missing: momentum averages"),
        ("SGD is noisy", "You made this point: SGD is noisy", "This was missing: SGD is noisy"),
    ],
)
def test_it_is_told_as_said_and_as_not_said(claim: str, made: str, missed: str) -> None:
    assert (said(claim), unsaid(claim)) == (made, missed)


def test_within_a_sentence_only_a_name_keeps_its_capital() -> None:
    assert in_sentence("Says that the loss jumps") == "the loss jumps"
    assert in_sentence("Says that SGD is noisy") == "SGD is noisy"
    assert in_sentence("Names a sign") == "a sign" and in_sentence("") == ""


def test_a_name_that_looks_like_a_word_keeps_its_capital_too() -> None:
    assert in_sentence("Says that Winograd pays off for small filters") == "Winograd pays off for small filters"
    assert in_sentence("Says that Adam and Adagrad do it").startswith("Adam")
    assert in_sentence("Says that the loss jumps") == "the loss jumps"
    assert in_sentence("Names gradient clipping, by norm") == "gradient clipping, by norm"


def test_no_point_of_the_bank_is_told_in_the_words_of_a_rubric(bank: Bank) -> None:
    claims = [criterion.claim for question in bank.values() for criterion in question.criteria]
    for claim in claims:
        assert not _RUBRIC.match(point(claim)), point(claim)
        assert said(claim).startswith("You ") and unsaid(claim).startswith(("You didn't ", "This was missing: ")), claim
        assert not _THIRD.search(unsaid(claim).removeprefix("You didn't ")), unsaid(claim)
    assert sum(unsaid(claim).startswith("This") for claim in claims) == 0, "every verb of the bank is known"


def test_a_preposition_follows_what_it_belongs_to() -> None:
    claim = "Says over what each normalises, batch norm per feature, layer norm per example"
    assert said(claim) == "You said what each normalises over: batch norm per feature, layer norm per example"
    assert point(claim).startswith("What each normalises over: batch norm")
    assert unsaid(claim).startswith("You didn't say what each normalises over: ")
    assert said("Says in what order to apply them") == "You said in what order to apply them"


def test_nobody_is_told_both_of_two_ways_in_one_breath() -> None:
    claim = "Says that the norm has a kink at zero, or that the square is smooth there"
    assert core(claim) == "The norm has a kink at zero" and in_sentence(claim) == "the norm has a kink at zero"
    assert said(claim) == "You said that the norm has a kink at zero"
    assert unsaid(claim) == "You didn't say that the norm has a kink at zero"


def test_no_claim_of_the_bank_is_said_as_this_or_that(bank: Bank) -> None:
    for question in bank.values():
        for criterion in question.criteria:
            for told in (core(criterion.claim), said(criterion.claim), unsaid(criterion.claim)):
                assert not re.search(r"[,)] or (?:that|because|names|says|gives|describes)\b", told), told


def test_after_a_colon_there_is_no_second_one() -> None:
    assert in_sentence("Names a drawback of it: numerical error") == "a drawback of it, namely numerical error"


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_in_a_row_are_said_with_an_and(parts: list[str], said: str) -> None:
    assert listed(parts) == said
