"""The words of a reference answer that a bank names for a claim, to be quoted to candidates who missed it."""

from __future__ import annotations

from knowledge.schema import Question


def words_for(question: Question, claim: str) -> str:
    """The words that state a claim; "" where the bank names none."""
    return next((criterion.in_reference for criterion in question.criteria if criterion.claim == claim), "")


def passage_for(question: Question, claim: str) -> str:
    """The passage that contains these words; "" if there is none."""
    words = words_for(question, claim)
    return next((passage for passage in question.passages() if words and words in passage), "")
