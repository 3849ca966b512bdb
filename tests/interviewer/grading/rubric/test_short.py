"""Points in a few words: no claim of the bank loses what it says, and none is told with examples that nobody gave."""

from __future__ import annotations

import re

import pytest

from interviewer.grading.rubric.short import done_in_short, fact_in_short
from interviewer.grading.text.statement_quote import is_statement
from knowledge.schema import Bank


@pytest.mark.parametrize(
    ("claim", "fact"),
    [
        ("Says that a constraint (noise, sparsity) keeps it from copying", "a constraint keeps it from copying"),
        (
            "Says that feature maps stay large, so that memory (or a layer) grows",
            "feature maps stay large, so that memory grows",
        ),
        ("Says that optimisers such as Adam have poor estimates", "optimisers such as Adam have poor estimates"),
        (
            "Says that plain RNNs have trouble with long spans, such as two pages",
            "plain RNNs have trouble with long spans",
        ),
        (
            "Says that it uses no batch statistics, with a case where that matters such as RNNs",
            "it uses no batch statistics",
        ),
        ("Says that contexts miss something, such as word order", "contexts miss something, such as word order"),
        ("Says to go on training (fine-tuning) the weights", "go on training the weights"),
        ("Gives the root the value 3", "the root has the value 3"),
        ("Says that the slope is s (1 - s) there", "the slope is s (1 - s) there"),
        ("Says that it settles in the end: it stops", "it settles in the end"),
        ("Names a remedy, such as clipping", ""),
        ("Says what is lost: capacity is wasted", ""),
        ("Explains why: it is random", ""),
    ],
)
def test_a_fact_is_told_whole_but_for_asides_and_examples(claim: str, fact: str) -> None:
    assert fact_in_short(claim) == fact


@pytest.mark.parametrize(
    ("claim", "done"),
    [
        ("Names a remedy, such as clipping or a lower rate", "named a remedy"),
        ("Explains why: it is random", "explained why"),
        ("Says what is lost: capacity is wasted", "said what is lost"),
        ("Names how gradients travel, such as in bursts", "said how gradients travel"),
        ("Draws or describes tanh as rising", "described tanh as rising"),
        (
            'Gives the loss of negations such as "not" as a reason',
            'gave the loss of negations such as "not" as a reason',
        ),
        ("Gives as the reason that words are matched", "gave the reason"),
        ("Keeps n small: bigrams", "kept n small"),
        ("Chooses B, because it is better", "chose B"),
    ],
)
def test_what_was_done_is_told_without_what_was_said(claim: str, done: str) -> None:
    assert done_in_short(claim) == done


def test_no_point_of_the_bank_loses_what_it_says(bank: Bank) -> None:
    """Cut at the first bracket, points were praised as "a constraint", "why" and "optimisers"."""
    for question in bank.values():
        for criterion in question.criteria:
            fact, done = fact_in_short(criterion.claim), done_in_short(criterion.claim)
            where = (question.id, criterion.id, fact or done)
            if fact:
                assert len(fact.split()) >= 3 and (is_statement(fact) or len(fact.split()) >= 5), where
                asks = re.match(r"(?:what|how|why|where|when|which|a further|another)\b", fact)
                assert asks is None or f"that {asks[0]} " in criterion.claim, where
            else:
                assert re.match(r"\w+(?:ed|id|ave|rew|ook|rote|ot|ose|ept|ent|ut) \w", done), where
            told = fact or done
            assert told.count("(") == told.count(")") and not re.search(
                r"[,;:]$|\b(?:such|as|or|and|with|a|the)$", told
            ), where


def test_a_fact_goes_on_after_its_aside(bank: Bank) -> None:
    """What follows a bracket in a claim follows in the fact, too."""
    for question in bank.values():
        for criterion in question.criteria:
            fact, (_, bracket, rest) = fact_in_short(criterion.claim), criterion.claim.partition(") ")
            if fact and bracket and ", or that" not in criterion.claim:
                goes_on = re.split(r",| such as| \(", rest)[0].rstrip(".")
                assert goes_on in fact, (question.id, criterion.id, fact)
