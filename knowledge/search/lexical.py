"""Search by words: BM25 on stems, to complement the embeddings."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.schema import Bank, Question
from knowledge.text.pictures import described

if TYPE_CHECKING:
    import bm25s

logging.getLogger("bm25s").setLevel(logging.WARNING)


@dataclass(frozen=True)
class Matches:
    """How well the questions of a bank match a text by its words.

    Attributes:
        scores: Scores relative to the best match, 0..1, in the order of the ids, (n,).
    """

    ids: Sequence[str]
    places: Mapping[str, int]
    scores: NDArray[np.float64]

    def of(self, question_id: str) -> float:
        """The score of one question; 0 if it shares no word, or is not in the bank."""
        place = self.places.get(question_id)
        return float(self.scores[place]) if place is not None else 0.0

    def best(self, most: int) -> dict[str, float]:
        """At most ``most`` questions and their scores, best first, without those that share no word."""
        count = min(most, int(np.count_nonzero(self.scores > 0)))
        if not count:
            return {}
        # ties go to the earlier question; only as many as needed are sorted
        least = np.partition(self.scores, len(self.scores) - count)[len(self.scores) - count]
        some = np.flatnonzero(self.scores >= least)
        ordered = some[np.argsort(-self.scores[some], kind="stable")][:count]
        return {self.ids[place]: float(self.scores[place]) for place in ordered}


class LexicalIndex:
    """BM25 (Robertson & Zaragoza 2009) over the whole text of each question; in memory, built at the first query."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self._ids = list(bank)
        self._places = {question_id: place for place, question_id in enumerate(self._ids)}

    def learn(self) -> None:
        """Read the bank, so that the first query does not wait for it."""
        if self._ids:
            _ = self._index

    def scores(self, text: str) -> dict[str, float]:
        """How well each question matches a text by its words, relative to the best match, 0..1."""
        return self.matches(text).best(len(self._ids))

    def matches(self, text: str) -> Matches:
        """The same as ``scores``, without a dictionary of every question in a large bank."""
        words = _words([text])[0]
        found = np.zeros(len(self._ids))
        if words and self._ids:
            found = np.asarray(self._index.get_scores(words), dtype=np.float64)
        top = float(found.max(initial=0.0))
        return Matches(self._ids, self._places, found / top if top > 0 else found)

    @cached_property
    def _index(self) -> bm25s.BM25:
        import bm25s

        index = bm25s.BM25()
        index.index(_words([_document(question) for question in self.bank.values()]), show_progress=False)
        return index


def shared_words(text: str, passages: Sequence[str]) -> list[float]:
    """The weighted share of a text's words that each passage has, 0..1; words that few passages have count more.

    Words that no passage has do not count.
    """
    wanted, *found = (set(words) for words in _words([text, *passages]))
    weight = {word: math.log(1 + len(passages) / n) for word in wanted if (n := sum(word in f for f in found))}
    total = sum(weight.values())
    return [sum(weight[w] for w in wanted & f if w in weight) / total if total else 0.0 for f in found]


def _document(question: Question) -> str:
    head = " ".join((question.title, described(question.question), *(t.replace("-", " ") for t in question.topics)))
    claims = (text for c in question.criteria for text in (c.claim, *c.satisfied_by))
    # the question and its topics count more than the answer
    return " ".join((head, head, head, described(question.reference), *claims))


def _words(texts: list[str]) -> list[list[str]]:
    import bm25s
    import Stemmer

    found: list[list[str]] = bm25s.tokenize(
        texts, stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False, return_ids=False
    )
    return found
