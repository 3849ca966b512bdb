"""Finding things in the bank: questions on a topic, the next related question, passages that ground a reply."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.index import Index
from knowledge.schema import Bank, Question

RELATED_SIMILARITY = 0.35
"""Cosine below which a question is not called related to what was said."""


@dataclass(frozen=True)
class Hit:
    """A question found by a text. ``score`` is the cosine of its nearest entry, -1..1."""

    question: Question
    score: float
    passage: str


@dataclass(frozen=True)
class Bridge:
    """A question that what was said leads to. ``mention`` is the topic in the candidate's own words."""

    question_id: str
    mention: str
    similarity: float


class Retriever:
    """Search over one bank and its index."""

    def __init__(self, bank: Bank, index: Index) -> None:
        self.bank = bank
        self._index = index

    def search(self, text: str, k: int = 5, section: str | None = None) -> list[Hit]:
        """The k questions nearest to a text, best first, by what they ask, are about, or answer.

        Raises:
            VectorStoreError: The store cannot be read.
        """
        text = text.strip()[:2000]
        if not text:
            return []
        best: dict[str, tuple[float, str]] = {}
        for collection, factor in (("questions", 1.0), ("passages", 0.9)):
            for match in self._index.query(collection, text, 4 * k, section=section):
                score = match.similarity * factor
                if match.question_id in self.bank and score > best.get(match.question_id, (-2.0, ""))[0]:
                    best[match.question_id] = (score, match.text)
        ranked = sorted(best.items(), key=lambda item: -item[1][0])[:k]
        return [Hit(self.bank[question_id], score, text) for question_id, (score, text) in ranked]

    def passage(self, question: Question, about: str) -> str:
        """The passage of a question's reference answer that is nearest to a text."""
        matches = self._index.query("passages", about[:2000], 1, question_id=question.id)
        return matches[0].text if matches else question.passages()[0]

    def passages(self, about: str, k: int = 3, not_of: Collection[str] = ()) -> list[str]:
        """The k passages of other questions nearest to a text, for grounding a clarification."""
        matches = self._index.query("passages", about[:2000], k + 4 * len(not_of) + 4)
        return [match.text for match in matches if match.question_id not in not_of][:k]

    def bridges(self, said: str, exclude: Collection[str]) -> list[Bridge]:
        """Questions whose topic the candidate named in passing, nearest first.

        A bridge needs both the topic's own words in what was said and nearness in the store, so that
        "you mentioned …" is true.
        """
        found: list[Bridge] = []
        folded = f" {re.sub(r'[^a-z0-9]+', ' ', said.lower())} "
        for match in self._index.query("questions", said[:2000], 24):
            question = self.bank.get(match.question_id) if match.question_id in self.bank else None
            if question is None or question.id in exclude or match.similarity < RELATED_SIMILARITY:
                continue
            if any(bridge.question_id == question.id for bridge in found):
                continue
            mention = next((topic.replace("-", " ") for topic in question.topics if _named(topic, folded)), None)
            if mention:
                found.append(Bridge(question.id, mention, match.similarity))
        return found


def _named(topic: str, folded: str) -> bool:
    words = topic.replace("-", " ")
    return len(words) > 4 and (f" {words} " in folded or f" {words}s " in folded)
