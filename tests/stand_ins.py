"""Stand-ins for what is slow or not there: sentence embeddings, the trained reader, and a language model."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeAlias

import numpy as np

from interviewer.errors import UnavailableError
from interviewer.grading.local.reading import LogProbabilities
from interviewer.grading.local.relation import RELATIONS, Relation
from interviewer.json_data import JsonValue
from interviewer.llm.replies.reply import Reply, read_reply
from interviewer.llm.usage import Usage
from knowledge.search.vectors import Vectors

_NO_WORD = re.compile(r"[\W_]+")


@cache
def _place(word: str) -> int:
    return int(hashlib.md5(word.encode()).hexdigest(), 16)


class WordEmbedder:
    """A stand-in for sentence embeddings: hashed bags of words, so that texts with shared words are near each other."""

    name = "words"

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension
        self.calls = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.calls += len(texts)
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            places = [_place(word) % self.dimension for word in _NO_WORD.sub(" ", text.lower()).split()]
            row += np.bincount(places, minlength=self.dimension)
        vectors: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return vectors


class RuleReader:
    """A stand-in for the trained reader that decides by single words.

    Args:
        rules: A word in the claim, a word in the statement, and the relation. The first rule that fits decides; if none fits,
            the statement is silent. Examples that are shown with a claim do not count as part of it.
        surely: Probability of the rule's relation; the rest is spread evenly.
    """

    version = "rules"

    def __init__(self, *rules: tuple[str, str, Relation], surely: float = 0.97) -> None:
        self.rules = rules
        self.surely = surely
        self.calls = 0
        self.pairs: list[tuple[str, str]] = []

    def load(self) -> None:
        """Nothing to load."""

    def log_probabilities(self, pairs: Sequence[tuple[str, str]]) -> LogProbabilities:
        self.calls += 1
        self.pairs += pairs
        rows = np.full((len(pairs), len(RELATIONS)), (1 - self.surely) / (len(RELATIONS) - 1))
        for row, (claim, statement) in zip(rows, pairs, strict=True):
            row[RELATIONS.index(self._relation(claim, statement))] = self.surely
        logs: LogProbabilities = np.log(rows)
        return logs

    def alone(self, texts: Sequence[str]) -> Vectors:
        """Which words the texts have, float32 (n, 16)."""
        return WordEmbedder(16).embed(texts)

    def _relation(self, claim: str, statement: str) -> Relation:
        asked = re.split(r" (?:Right|Wrong): ", claim)[0].lower()
        said = statement.lower()
        return next((relation for one, other, relation in self.rules if one in asked and other in said), "silent")


FakeReply: TypeAlias = "JsonValue | Exception"
"""A reply of the fake, or what it raises."""


class FakeChat:
    """A language model that replies from a queue; an exception in the queue is raised."""

    name = "fake"

    def __init__(self, *replies: FakeReply) -> None:
        self.replies = list(replies)
        self.asked: list[tuple[str, str]] = []

    def _next(self, system: str, user: str) -> JsonValue:
        self.asked.append((system, user))
        reply = self.replies.pop(0) if self.replies else UnavailableError("the fake has no more replies")
        if isinstance(reply, Exception):
            raise reply
        return reply

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        yield from re.findall(r"\S+\s*", str(self._next(system, user)))

    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = 1500) -> Reply:
        return read_reply(json.dumps(self._next(system, user)), form, self.name)

    def take_usage(self) -> Usage:
        return Usage(calls=len(self.asked))
