"""The reference answer, searched for what is about a point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from interviewer.grading.rubric.reference import MOST_WORDS, best_sentence, nearest_passage, phrase
from knowledge.quoted import passage_for, words_for
from knowledge.schema import Bank, Question


def test_the_passage_and_the_sentence_that_share_most_words(bank: Bank) -> None:
    clip = "First of all you look at the loss for a while. Clipping bounds the gradients of a network well enough."
    question = replace(bank["training-06a"], reference=f"Bottlenecks come first in this design here.\n\n{clip}")
    assert nearest_passage(question, "to clip a gradient") == clip
    assert best_sentence(question, clip, "to clip a gradient").startswith("Clipping bounds")


def test_a_sentence_in_brackets_gets_no_second_full_stop(bank: Bank) -> None:
    text = "(Characters with learned embeddings are much like words in this respect.)"
    assert best_sentence(bank["training-06a"], text, "characters") == text


def test_a_claim_is_the_predicate_of_a_sentence() -> None:
    assert phrase("Names two signs. ") == "names two signs"


TABLE = "| kind | mean over | at test time |\n|---|---|---|\n| batch norm | the batch | running mean |\n| layer norm | the features | the same |"


def test_the_words_that_the_bank_names_come_before_any_that_are_alike(bank: Bank) -> None:
    claim = bank["training-06a"].criteria[0].claim
    words = "**Watch** the norm of the whole gradient, step by step."
    reference = f"{claim} {claim}\n\nSomething else comes first. {words} And more.\n\n{TABLE}"
    question = _with(bank, reference, words)
    assert words_for(question, claim) == words and words_for(question, "another claim") == ""
    assert nearest_passage(question, claim) == f"Something else comes first. {words} And more."
    assert best_sentence(question, claim, claim) == "Watch the norm of the whole gradient, step by step."


def test_a_row_that_is_named_is_told_with_the_heads_of_its_table(bank: Bank) -> None:
    claim = bank["training-06a"].criteria[0].claim
    question = _with(bank, f"{claim}\n\n{TABLE}", "| layer norm | the features | the same |")
    assert best_sentence(question, claim, claim) == "Layer norm: the features (mean over); the same (at test time)."


def test_words_that_the_reference_does_not_hold_are_as_good_as_none(bank: Bank) -> None:
    question = _with(bank, "It clips the norm of the gradient in each step.", "Words from elsewhere.")
    claim = question.criteria[0].claim
    assert passage_for(question, claim) == ""
    assert nearest_passage(question, claim) == question.reference
    assert best_sentence(question, question.reference, claim) == question.reference


def _with(bank: Bank, reference: str, words: str) -> Question:
    first, *rest = bank["training-06a"].criteria
    return replace(bank["training-06a"], reference=reference, criteria=(replace(first, in_reference=words), *rest))


def test_every_point_of_the_bank_names_words_that_can_be_quoted(bank: Bank) -> None:
    for question in bank.values():
        for criterion in question.criteria:
            claim = criterion.claim
            assert passage_for(question, claim), (question.id, criterion.id)
            quoted = best_sentence(question, nearest_passage(question, claim), claim)
            assert len(quoted.split()) >= 4 and "|" not in quoted.split()[0], (question.id, criterion.id)


def test_the_first_of_many_words_that_the_bank_names_is_a_whole_sentence(bank: Bank) -> None:
    first = "A network learns the easy pattern first, e.g. a single word."
    words = f"{first} {' '.join(['padding'] * MOST_WORDS)}."
    claim = bank["training-06a"].criteria[0].claim
    assert best_sentence(_with(bank, f"Something else. {words}", words), "", claim) == first


def test_no_quote_of_the_bank_begins_in_the_middle_of_a_sentence(bank: Bank) -> None:
    for question, quoted in _quotes(bank):
        assert not re.match(r"[a-z]{2}|a ", quoted), (question.id, quoted)


def test_no_row_of_a_table_is_quoted_with_one_colon_after_another(bank: Bank) -> None:
    heads = {
        head.strip()
        for question in bank.values()
        for passage in question.passages()
        if passage.startswith("|")
        for head in passage.splitlines()[0].strip("|").split("|")
    }
    for question, quoted in _quotes(bank):
        for head in filter(None, heads):
            assert f"; {head}: " not in quoted and f": {head}: " not in quoted, (question.id, quoted)
        assert not re.match(r"\d+: ", quoted), (question.id, quoted)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("| layer norm | the features | the same |", "Layer norm: the features (mean over); the same (at test time)."),
        ("| 7 | the batch | *moving*: a mean |", "The batch: moving: a mean."),
        (
            "| group norm | some (at test time) | it: $f: x$ |",
            "Group norm: some (at test time; mean over); it, $f: x$ (at test time).",
        ),
        ("| none | not there | |", "None: not there."),
    ],
)
def test_a_row_has_one_colon_and_the_heads_behind_the_cells(row: str, told: str, bank: Bank) -> None:
    claim = bank["training-06a"].criteria[0].claim
    assert best_sentence(_with(bank, f"{claim}\n\n{TABLE}\n{row}", row), claim, claim) == told


def _quotes(bank: Bank) -> Iterator[tuple[Question, str]]:
    for question in bank.values():
        for criterion in question.criteria:
            claim = criterion.claim
            yield question, best_sentence(question, nearest_passage(question, claim), claim)
