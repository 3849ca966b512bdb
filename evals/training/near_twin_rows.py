"""Training rows with statements that differ in a few words: right, right in other words, half right and wrong."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from evals.labelled.near_twins import NearTwins
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.beside import Beside
from interviewer.grading.training.row import Row
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder

AMONG_OTHERS = 0.4
"""Share of the statements that are read among sentences about other points."""


def near_twin_rows(
    bank: Bank, twins: Iterable[NearTwins], maker: BankRows, embedder: BankEmbedder, seed: int
) -> Iterator[Row]:
    """One row for each statement."""
    rng = random.Random(seed)
    beside = Beside(embedder, rng)
    for item in twins:
        question = bank[item.question_id]
        criterion = question.criterion(item.criterion_id)
        for text, relation in item.statements():
            said = beside.among_others(question, criterion, [text]) if rng.random() < AMONG_OTHERS else text
            yield maker.row(question, criterion, said, (relation,), "near twins")
