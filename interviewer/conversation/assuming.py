"""Which assumption of a question a candidate asks about, by what the request is like."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from knowledge.assumption import Assumption
from knowledge.errors import VectorStoreError
from knowledge.schema import Question
from knowledge.search.embeddings import BankEmbedder

LIKE = 0.65
"""Cosine from which a request is taken for one that the bank answers. Measured with each of the four phrasings left out in
turn: 30 % reach it and are answered, 26 % by their own entry and 4 % by another; of requests about something else 1 to 3 %
do. At .60 it is 38, 33 and 5 %, and 2 to 5 %: a wrong answer sets the candidate on a wrong track, no answer only says that they
may assume what they like."""
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
