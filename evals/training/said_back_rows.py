"""Rows of what the interviewer says, said back as a statement: on the topic of every point, and making none.

Without them the reader hears the topic: the words of a hint are those of the claim it hints at.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator

from evals.labelled.said_back import said_back
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.beside import Beside
from interviewer.grading.training.nearest import most_alike
from interviewer.grading.training.row import Row
from knowledge.schema import Bank, Criterion, Question
from knowledge.search.embeddings import BankEmbedder

HELD_AGAINST = 3
"""Each is held against so many points of its question: the ones it comes nearest to, where silence is hardest to hear."""
AMONG_OTHERS = 0.3
"""Share of them that is read among sentences about other points."""


def said_back_rows(
    bank: Bank, stems: Collection[str], maker: BankRows, embedder: BankEmbedder, seed: int
) -> Iterator[Row]:
    """A row for each hint and probe and each of the points nearest to it."""
    rng = random.Random(seed)
    beside = Beside(embedder, rng)
    for question, text in said_back(bank):
        if question.stem not in stems:
            continue
        for criterion in _nearest(question, text, embedder):
            said = beside.among_others(question, criterion, [text]) if rng.random() < AMONG_OTHERS else text
            yield maker.row(question, criterion, said, ("silent",), "said back")


def _nearest(question: Question, text: str, embedder: BankEmbedder) -> list[Criterion]:
    ranked = sorted(question.criteria, key=lambda c: -most_alike(text, (c.claim, *c.satisfied_by), embedder))
    return ranked[:HELD_AGAINST]
