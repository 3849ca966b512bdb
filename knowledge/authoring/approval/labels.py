"""Phrases of one criterion that read alike under different labels: one of them is probably mislabelled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from knowledge.errors import Problem
from knowledge.format.lines import FileLines
from knowledge.schema import LABELS, Bank, Criterion, folded
from knowledge.search.embeddings import BankEmbedder

NEAR = 0.88
"""The cosine from which two phrases read alike. Most pairs that reach it differ only in a number, a sign or a negation, which
change a sentence embedding little. Chosen so that they are few enough to read."""


def near_labels(bank: Bank, embedder: BankEmbedder) -> list[Problem]:
    """Pairs of phrases to decide on, one problem per pair, in order of file and line.

    Pairs that a criterion lists under ``distinct`` have been checked and are left out.
    """
    every = {
        text for question in bank.values() for c in question.criteria for label in LABELS for text in getattr(c, label)
    }
    embedder.embed_known(sorted(every))  # in one batch; below they come from the cache, if there is one
    problems: list[Problem] = []
    for question in bank.values():
        at = FileLines(question.path)
        for criterion in question.criteria:
            for first, second, words, others, similarity in _near_pairs(criterion, embedder):
                problems.append(
                    at.problem(
                        words,
                        f"{words!r} ({first}) and {others!r} ({second}) read alike "
                        f"({similarity:.2f}); move or reword one, or list the pair under 'distinct'",
                        criterion=criterion.id,
                    )
                )
    return sorted(problems)


def _near_pairs(criterion: Criterion, embedder: BankEmbedder) -> Iterator[tuple[str, str, str, str, float]]:
    decided = {frozenset((folded(a), folded(b))) for a, b in criterion.distinct}
    for first, second in combinations(LABELS, 2):
        here, there = getattr(criterion, first), getattr(criterion, second)
        if not here or not there:
            continue
        similarities = embedder.embed_known(here) @ embedder.embed_known(there).T
        for i, j in np.argwhere(similarities >= NEAR):
            if frozenset((folded(here[i]), folded(there[j]))) not in decided:
                yield first, second, here[i], there[j], float(similarities[i, j])
