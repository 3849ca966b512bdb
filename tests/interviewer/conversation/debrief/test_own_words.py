"""Who asks about a sentence of their own is told what the reference answer says about it."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.debrief.own_words import on_own_words
from knowledge.schema import Bank

ANSWER = "Parameters are shared. It speeds up the computation of the softmax."


def test_the_candidates_own_sentence_leads_to_the_reference(bank: Bank) -> None:
    question = replace(
        bank["training-06a"],
        reference="Tying saves one matrix of parameters. It does not save computation in the softmax at all.",
        deeper="",
    )
    told = on_own_words(None, question, "was my computation thing actually wrong?", ANSWER)
    assert told.startswith("You said “It speeds up the computation of the softmax”.")
    assert "It does not save computation" in told


def test_other_questions_are_not_about_own_words(bank: Bank) -> None:
    assert on_own_words(None, bank["training-06a"], "does the softmax cost much computation?", ANSWER) == ""
    assert on_own_words(None, bank["training-06a"], "was my point about cats wrong?", ANSWER) == ""
