"""Search by words: BM25 on stems, to complement the embeddings."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.pictures import described
from knowledge.schema import Bank, Question

if TYPE_CHECKING:
    import bm25s

logging.getLogger("bm25s").setLevel(logging.WARNING)


class LexicalIndex:
    """BM25 (Robertson & Zaragoza 2009) over all that a question says; in memory, made at the first query."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self._ids = list(bank)

    def scores(self, text: str) -> dict[str, float]:
        """How well each question matches a text by its words, as a share of the best match, 0..1."""
        words = _words([text])[0]
        if not words or not self._ids:
            return {}
        found = self._index.get_scores(words)
        top = float(found.max())
        return (
            {i: float(score) / top for i, score in zip(self._ids, found, strict=True) if score > 0} if top > 0 else {}
        )

    @cached_property
    def _index(self) -> bm25s.BM25:
        import bm25s

        index = bm25s.BM25()
        index.index(_words([_document(question) for question in self.bank.values()]), show_progress=False)
        return index


def shared_words(text: str, passages: Sequence[str]) -> list[float]:
    """How much of a text's words each passage has, 0..1; words that few of the passages have count more.

    Words that no passage has count nothing.
    """
    wanted, *found = (set(words) for words in _words([text, *passages]))
    weight = {word: math.log(1 + len(passages) / n) for word in wanted if (n := sum(word in f for f in found))}
    total = sum(weight.values())
    return [sum(weight[w] for w in wanted & f if w in weight) / total if total else 0.0 for f in found]


def _document(question: Question) -> str:
    head = " ".join((question.title, described(question.question), *(t.replace("-", " ") for t in question.topics)))
    claims = (text for c in question.criteria for text in (c.claim, *c.satisfied_by))
    # what a question is about counts more than what is said under it
    return " ".join((head, head, head, described(question.reference), *claims))


def _words(texts: list[str]) -> list[list[str]]:
    import bm25s
    import Stemmer

    found: list[list[str]] = bm25s.tokenize(
        texts, stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False, return_ids=False
    )
    return found
