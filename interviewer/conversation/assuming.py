"""Which assumption of a question a candidate asks about, by what the request is like."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from knowledge.assumption import Assumption
from knowledge.errors import VectorStoreError
from knowledge.schema import Question
from knowledge.search.embeddings import BankEmbedder

LIKE = 0.62
"""Cosine to a listed way of asking from which a request is taken for it. Of the bank's own ways of asking, each left out in
turn, 35 % reach it and are answered, one in seven of them by another entry; so do 2 % of requests about something else."""
MOST_WORDS = 40
"""A longer message asks for more than one assumption settles (a judgement)."""


class Assuming:
    """The bank's answers to what candidates ask back.

    Args:
        embedder: Gives the embedder once it is loaded, or None.
    """

    def __init__(self, embedder: Callable[[], BankEmbedder | None]) -> None:
        self._embedder = embedder

    def settled(self, question: Question, request: str) -> Assumption | None:
        """The assumption that a request asks about; None where none is like it, or nothing can be compared."""
        embedder = self._embedder()
        if embedder is None or not question.assumptions or not 0 < len(request.split()) <= MOST_WORDS:
            return None
        ways = [(text, assumption) for assumption in question.assumptions for text in assumption.asked]
        try:
            asked = embedder.embed([request])[0]
            known = embedder.embed_known([text for text, _ in ways])
        except VectorStoreError:
            return None
        likeness = known @ asked
        best = int(np.argmax(likeness))
        return ways[best][1] if float(likeness[best]) >= LIKE else None
