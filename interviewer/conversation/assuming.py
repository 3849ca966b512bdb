"""Which of a question's assumptions a candidate asks about, by similarity."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from knowledge.assumption import Assumption
from knowledge.errors import VectorStoreError
from knowledge.schema import Question
from knowledge.search.embeddings import BankEmbedder

LIKE = 0.63
"""Likeness from which a request is taken for one that the bank answers. Swept on the bank with each of the four phrasings
left out in turn: 39 % reach it and are answered, 36 % by their own entry and 3 % by another. Of requests whose entry is
taken away 7 % are answered by another one. By the nearest phrasing alone, at .65, it was 26, 4 and 5 %."""
LEAD = 1.2
"""How much the lead over the next entry counts: a request that is like two entries is as likely about the other."""
OF_ALL = 0.7
"""Share of all phrasings of an entry in its likeness; the rest is the nearest one's. All four together say what is asked about,
one alone may share no more than its form. Swept with ``LIKE``, as was ``LEAD``."""
SAME = 0.85
"""Cosine from which a request is a listed phrasing but for a word; a judgement."""
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
        known = [assumption for assumption in question.assumptions if assumption.asked]
        if embedder is None or not known or not 0 < len(request.split()) <= MOST_WORDS:
            return None
        try:
            asked = embedder.embed([request])[0]
            cosines = embedder.embed_known([text for assumption in known for text in assumption.asked]) @ asked
        except VectorStoreError:
            return None
        by_entry = np.split(cosines, np.cumsum([len(assumption.asked) for assumption in known])[:-1])
        nearest = np.array([float(row.max()) for row in by_entry])
        if float(nearest.max()) >= SAME:
            return known[int(nearest.argmax())]
        likeness = (1 - OF_ALL) * nearest + OF_ALL * np.array([float(row.mean()) for row in by_entry])
        best = int(likeness.argmax())
        next_best = max(np.delete(likeness, best), default=likeness[best])
        return known[best] if likeness[best] + LEAD * (likeness[best] - next_best) >= LIKE else None
