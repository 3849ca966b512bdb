"""Finds things in the bank: questions on a topic, the next related question, passages that ground a reply."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.quoted import passage_for
from knowledge.schema import Bank, Question, is_prose
from knowledge.search.index import Collection as Place
from knowledge.search.index import Index
from knowledge.search.lexical import LexicalIndex, shared_words

RELATED_SIMILARITY = 0.35
"""A question with a lower cosine is not called related to what was said. Chosen by judgement."""
COLLECTION_FACTORS: tuple[tuple[Place, float], ...] = (("questions", 1.0), ("passages", 0.9))
"""Factor on a cosine by where it was found, so that a question about a topic comes before one whose answer only mentions it.
Chosen by judgement."""
LEXICAL_SHARE = 0.25
"""How much the best lexical match adds to a cosine. Between 0.1 and 0.4, recall at 5 on the retrieval queries stays within a
hundredth, so the exact value matters little."""
WORDS_SHARE = 0.3
"""How much a passage with all the distinctive words of a text gains on its cosine; between 0.2 and 0.8 few choices change."""
MOST_PASSAGES = 40
"""More than any reference answer has, so that no passage of a question is left out."""
CANDIDATES = 60
"""How many entries to consider before words and vectors are combined; enough for the five that are shown."""
NAMES_EVERYTHING = frozenset(
    {
        "ambiguity",
        "architecture",
        "channels",
        "complexity",
        "computation",
        "context",
        "convergence",
        "derivatives",
        "efficiency",
        "epochs",
        "equivalence",
        "evaluation",
        "expressiveness",
        "generalization",
        "gradients",
        "inference",
        "locality",
        "memory",
        "metrics",
        "monitoring",
        "optimization",
        "planning",
        "probability",
        "randomness",
        "ranking",
        "return",
        "sampling",
        "sequences",
        "validation",
    }
)
"""Topics that answers on any subject may name: "in the attention computation" leads to no question about computation."""
WAYS = ("dense", "lexical", "both")


@dataclass(frozen=True)
class Hit:
    """A question found by a text.

    Attributes:
        score: The value that hits are sorted by: cosine plus lexical share, at most 1.25.
        similarity: Weighted cosine of the nearest entry, -1..1; thresholds apply to this.
        passage: The text of that entry.
    """

    question: Question
    score: float
    similarity: float
    passage: str


@dataclass(frozen=True)
class Bridge:
    """A question that follows from what the candidate said. ``mention`` is the topic in the candidate's own words."""

    question_id: str
    mention: str
    similarity: float


class Retriever:
    """Search over one bank and its index."""

    def __init__(self, bank: Bank, index: Index) -> None:
        self.bank = bank
        self._index = index
        self._lexical = LexicalIndex(bank)

    @property
    def index(self) -> Index:
        """The index that is searched."""
        return self._index

    def learn(self) -> None:
        """Read the bank's words, so that the first search does not wait for it."""
        self._lexical.learn()

    def search(self, text: str, k: int = 5, section: str | None = None, way: str = "both") -> list[Hit]:
        """The k questions nearest to a text, best first, by what they ask, are about, or answer.

        Args:
            way: By embeddings (``dense``), by words (``lexical``), or by ``both``, which finds the most.

        Raises:
            VectorStoreError: The store cannot be read.
        """
        text = text.strip()[:2000]
        if not text:
            return []
        best: dict[str, tuple[float, str]] = {}
        asked = self._index.embedded(text)
        for collection, factor in COLLECTION_FACTORS:
            for match in self._index.query(collection, asked, max(CANDIDATES, 4 * k), section=section):
                similarity = match.similarity * factor
                if match.question_id in self.bank and similarity > best.get(match.question_id, (-2.0, ""))[0]:
                    best[match.question_id] = (similarity, match.text)
        words = self._lexical.matches(text) if way != "dense" else None
        floor = min((similarity for similarity, _ in best.values()), default=0.0)
        for question_id in words.best(CANDIDATES) if words else ():
            question = self.bank[question_id]
            if question_id not in best and section in (None, question.section):
                best[question_id] = (floor, question.question)
        hits = []
        for question_id, (similarity, passage) in best.items():
            dense = similarity if way != "lexical" else 0.0
            score = dense + (LEXICAL_SHARE * words.of(question_id) if words else 0.0)
            hits.append(Hit(self.bank[question_id], score, similarity, passage))
        return sorted(hits, key=lambda hit: (-hit.score, hit.question.id))[:k]

    def passage(self, question: Question, about: str) -> str:
        """The passage of a question's reference answer that best matches a text, by embeddings and words; prose if possible.

        For a claim whose words in the reference are named by the bank, it is the passage that contains them.
        """
        if (named := passage_for(question, about)) and is_prose(named):
            return named
        others = next((c.satisfied_by for c in question.criteria if c.claim == about), ())
        matches = self._index.query(
            "passages", about[:2000], MOST_PASSAGES, question_id=question.id, paraphrases=others
        )
        matches = [m for m in matches if is_prose(m.text)] or matches
        if not matches:
            return question.passages()[0]
        words = shared_words(about, [match.text for match in matches])
        return max(zip(matches, words, strict=True), key=lambda row: row[0].similarity + WORDS_SHARE * row[1])[0].text

    def passages(self, about: str, k: int = 3, not_of: Collection[str] = ()) -> list[str]:
        """The k passages of other questions nearest to a text, for grounding a clarification."""
        matches = self._index.query("passages", about[:2000], k + 4 * len(not_of) + 4)
        return [match.text for match in matches if match.question_id not in not_of][:k]

    def bridges(self, said: str, exclude: Collection[str]) -> list[Bridge]:
        """Questions whose topic the candidate named in passing, nearest first.

        A bridge needs both: the candidate used the topic's own words, and the question is near in the store. So
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
            topic = next((topic for topic in question.topics if _named(topic, folded)), None)
            if topic:
                mention = _spelled(topic, said, question.reference)
                found.append(Bridge(question.id, mention, match.similarity))
        return found


def kept_for(kept: Retriever | None, bank: Bank, index: Index) -> Retriever:
    """The earlier retriever if it has the same bank and index, because it has read the bank's words; otherwise a new one."""
    return kept if kept is not None and kept.bank is bank and kept.index is index else Retriever(bank, index)


def _named(topic: str, folded: str) -> bool:
    words = topic.replace("-", " ")
    return topic not in NAMES_EVERYTHING and len(words) > 4 and (f" {words} " in folded or f" {words}s " in folded)


def _spelled(topic: str, said: str, reference: str) -> str:
    """A topic as the candidate spelled it.

    Where they only have it at the start of a sentence, whose capital says nothing, it is spelled as in the reference, if that
    has it within a sentence.
    """
    words = re.compile(rf"\b{r'[^a-z0-9]+'.join(map(re.escape, topic.split('-')))}s?\b", re.IGNORECASE)
    places = [(text, place) for text in (said, reference) for place in words.finditer(text)]
    within = [place for text, place in places if re.search(r"[\w,;:)]\W*$", text[: place.start()])]
    found = within or [place for _, place in places]
    return " ".join(found[0][0].split()) if found else topic.replace("-", " ")
