"""The reference answer, searched for what is about a point."""

from __future__ import annotations

from dataclasses import replace

from interviewer.grading.reference import best_sentence, nearest_passage, phrase
from knowledge.schema import Bank


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
