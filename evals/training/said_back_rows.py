"""Training rows with the interviewer's words repeated as a statement: they are on topic for every point, and make none.

Without them the reader notices only the topic, because a hint uses the words of the claim it hints at.
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
"""How many points of the question to pair each with: the nearest ones, where silence is hardest to recognise."""
AMONG_OTHERS = 0.3
"""Share of the statements that are read among sentences about other points."""


def said_back_rows(
    bank: Bank, stems: Collection[str], maker: BankRows, embedder: BankEmbedder, seed: int
) -> Iterator[Row]:
    """One row for each hint or probe and each of the points nearest to it."""
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
