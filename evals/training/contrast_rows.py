"""Training rows on claims from other subjects: statements that say, contradict or ignore them, alone and among other sentences."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from evals.labelled.contrasts import Contrast, as_bank
from interviewer.grading.training.bank_rows import ANOTHER_POINT, BankRows
from interviewer.grading.training.beside import Beside
from interviewer.grading.training.nearest import most_alike
from interviewer.grading.training.row import Row
from knowledge.search.embeddings import BankEmbedder

AMONG_OTHERS = 0.3
"""Share of the statements that are read among sentences about other points."""
OF_OTHERS = 3
"""How many statements about the topic's other claims, right and wrong, to pair with a claim that they are not about."""
SOURCE = "contrasts"


def contrast_rows(items: Sequence[Contrast], embedder: BankEmbedder, seed: int) -> Iterator[Row]:
    """One row for each statement, and some for statements about the topic's other claims."""
    bank, by_place = as_bank(list(items))
    rng = random.Random(seed)
    maker = BankRows(bank, embedder, {question.stem for question in bank.values()}, seed + 1)
    beside = Beside(embedder, rng)
    for (stem, point), item in by_place.items():
        question = bank[stem]
        criterion = question.criterion(point)
        for text, relation in item.said:
            said = beside.among_others(question, criterion, [text]) if rng.random() < AMONG_OTHERS else text
            yield maker.row(question, criterion, said, (relation,), SOURCE)
        others = [
            text
            for other in question.criteria
            if other.id != point
            for text in (*other.satisfied_by, *other.contradicted_by)
        ]
        mine = (*criterion.satisfied_by, *criterion.contradicted_by, item.claim)
        for text in rng.sample(others, min(OF_OTHERS, len(others))):
            if most_alike(text, mine, embedder) < ANOTHER_POINT:
                yield maker.row(question, criterion, text, ("silent",), SOURCE)
