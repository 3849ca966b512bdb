"""Search that compares every vector: the reference for an approximate index."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder
from knowledge.search.entries import IndexEntry, passage_entries, question_entries
from knowledge.search.index import Collection, Index
from knowledge.search.retriever import CANDIDATES
from knowledge.search.vector_store import Match
from knowledge.search.vectors import Vectors

BLOCK = 4096
"""How many vectors to hold in memory at once."""


class ExactIndex(Index):
    """An index that looks up the nearest entries of some queries when it is built, and answers only these.

    Args:
        queries: The texts that can be queried.
    """

    def __init__(self, bank: Bank, embedder: BankEmbedder, queries: Sequence[str]) -> None:
        self._vectors: dict[str, Vectors] = {text: embedder.embed([text])[0] for text in queries}
        asked = np.stack(list(self._vectors.values()))
        keys = [vector.tobytes() for vector in self._vectors.values()]
        entries: dict[Collection, list[IndexEntry]] = {
            "questions": question_entries(bank),
            "passages": passage_entries(bank),
        }
        self._nearest: dict[Collection, dict[bytes, list[Match]]] = {
            name: dict(zip(keys, _nearest(rows, asked, embedder), strict=True)) for name, rows in entries.items()
        }

    def embedded(self, text: str) -> Vectors:
        """The vector of one of the queries."""
        return self._vectors[text]

    def query(
        self,
        collection: Collection,
        text: str | Vectors,
        k: int,
        section: str | None = None,
        question_id: str | None = None,
        paraphrases: Sequence[str] = (),
    ) -> list[Match]:
        """The k entries of a collection nearest to one of the queries, given as a vector.

        Raises:
            ValueError: The query is text, has filters or paraphrases, or asks for more than ``CANDIDATES`` entries.
        """
        if isinstance(text, str) or section or question_id or paraphrases or k > CANDIDATES:
            raise ValueError(f"exact search answers only its own queries, at most {CANDIDATES} deep")
        return self._nearest[collection][text.tobytes()][:k]


def _nearest(entries: Sequence[IndexEntry], asked: Vectors, embedder: BankEmbedder) -> list[list[Match]]:
    """The nearest entries of each query, best first."""
    best = np.full((len(asked), 0), 0.0, dtype=np.float32)
    places = np.zeros((len(asked), 0), dtype=np.int64)
    for start in range(0, len(entries), BLOCK):
        vectors = embedder.embed_known([entry.text for entry in entries[start : start + BLOCK]])
        best = np.hstack([best, asked @ vectors.T])
        places = np.hstack([places, np.tile(np.arange(start, start + len(vectors)), (len(asked), 1))])
        order = np.argsort(-best, axis=1, kind="stable")[:, :CANDIDATES]
        best, places = np.take_along_axis(best, order, 1), np.take_along_axis(places, order, 1)
    return [
        [
            Match(entries[place].id, entries[place].question_id, entries[place].text, float(similarity))
            for place, similarity in zip(row, near, strict=True)
        ]
        for row, near in zip(places, best, strict=True)
    ]
