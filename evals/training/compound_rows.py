"""Training rows with long, fluent statements: several points in one sentence, and sentences from the reference answers.

The bank's right phrases are short and its wrong ones are whole sentences. A reader that learns only from these takes length and
fluency for signs of error.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator, Sequence

from interviewer.grading.local.relation import Relation
from interviewer.grading.text.evidence import sentences
from interviewer.grading.text.markup import without_markup
from interviewer.grading.training.bank_rows import ANOTHER_POINT, BankRows
from interviewer.grading.training.nearest import most_alike
from interviewer.grading.training.row import Row
from knowledge.schema import Bank, Criterion, Question
from knowledge.search.embeddings import BankEmbedder

ROUNDS = 8
"""Compound sentences per criterion."""
OF_THE_REFERENCE = 0.72
"""If the cosine between a reference sentence and the criterion's phrases is at least this, it is taken to make the point."""
WORDS = (6, 45)
"""The fewest and the most words in a sentence taken from a reference answer."""
JOINS = (
    ", and {b}",
    ", while {b}",
    "; {b}",
    ". {B}",
    ", which matters since {b}",
    ", so {b}",
    ", because {b}",
    ", and what is more, {b}",
    ", although {b}",
    ". In addition, {b}",
    ", and as a consequence {b}",
)
LEADS = (
    "{a}",
    "{a}",
    "{a}",
    "The main idea here is that {a}",
    "Generally speaking, {a}",
    "It has been shown empirically that {a}",
    "The advantage of this approach is that {a}",
    "As explained in the original paper, {a}",
    "In most practical applications {a}",
    "One reason for this is the fact that {a}",
    "To answer the question, {a}",
    "It is worth noting that {a}",
)
TAILS = (
    "",
    "",
    "",
    ", which is quite useful in practice",
    ", as is commonly done in the literature",
    ", and this holds for most architectures",
    ", which makes it applicable to many tasks",
    ", depending on the data and the task at hand",
)
Spoken = tuple[str, Relation]


class CompoundRows:
    """Makes these rows for some of a bank's questions."""

    def __init__(self, bank: Bank, embedder: BankEmbedder, stems: Collection[str], seed: int) -> None:
        self._questions = [q for q in bank.values() if q.stem in stems]
        self._embedder = embedder
        self._rng = random.Random(seed)
        self._maker = BankRows(bank, embedder, stems, seed + 1)

    def rows(self) -> Iterator[Row]:
        """All rows, question by question."""
        for question in self._questions:
            for criterion in question.criteria:
                yield from self._compounds(question, criterion)
                yield from self._of_the_reference(question, criterion)

    def _compounds(self, question: Question, criterion: Criterion) -> Iterator[Row]:
        """Sentences made of up to two phrases, of which at most one is about the criterion."""
        others = [c for c in question.criteria if c.id != criterion.id]
        for _ in range(ROUNDS):
            mine = self._about(criterion)
            other = self._beside(criterion, others)
            pair = [text for text in (mine[0] if mine else "", other) if text]
            self._rng.shuffle(pair)
            if not pair:
                continue
            relations: tuple[Relation, ...] = (mine[1],) if mine else ("silent",)
            yield self._maker.row(question, criterion, self._joined(pair), relations, "compound")

    def _about(self, criterion: Criterion) -> Spoken | None:
        """A phrase about the criterion with its relation to it; often None, so that the sentence is silent."""
        draw = self._rng.random()
        if draw < 0.5 and criterion.satisfied_by:
            return self._rng.choice(criterion.satisfied_by), "says"
        if draw < 0.7 and criterion.contradicted_by:
            return self._rng.choice(criterion.contradicted_by), "contradicts"
        return None

    def _beside(self, criterion: Criterion, others: Sequence[Criterion]) -> str:
        """A phrase about another point of the question, right or wrong; "" if none is clearly about another point."""
        mine = (*criterion.satisfied_by, *criterion.partly_satisfied_by, criterion.claim)
        phrases = [text for c in others for text in (*c.satisfied_by, *c.contradicted_by)]
        self._rng.shuffle(phrases)
        for text in phrases[:4]:
            if most_alike(text, mine, self._embedder) < ANOTHER_POINT:
                return text
        return ""

    def _joined(self, phrases: Sequence[str]) -> str:
        first, *rest = (text.strip().rstrip(".!") for text in phrases)
        text = self._rng.choice(LEADS).replace("{a}", _inner(first))
        if rest:
            join = self._rng.choice(JOINS)
            text += join.replace("{b}", _inner(rest[0])).replace("{B}", rest[0][:1].upper() + rest[0][1:])
        text += self._rng.choice(TAILS)
        return text[:1].upper() + text[1:] + "."

    def _of_the_reference(self, question: Question, criterion: Criterion) -> Iterator[Row]:
        """Sentences of the reference answer that make the point in textbook style."""
        mine = (*criterion.satisfied_by, criterion.claim)
        plain = without_markup(re.sub(r"(?m)^\s*(?:[-+*]|\d+[.)])\s+", "", question.reference))
        texts = [piece.of(plain) for piece in sentences(plain)]
        fitting = [text for text in texts if WORDS[0] <= len(text.split()) <= WORDS[1]]
        near = sorted(fitting, key=lambda text: -most_alike(text, mine, self._embedder))[:2]
        for text in near:
            if most_alike(text, mine, self._embedder) >= OF_THE_REFERENCE:
                for _ in range(2):
                    yield self._maker.row(question, criterion, text, ("says",), "reference")


def _inner(text: str) -> str:
    """A phrase for the middle of a sentence: with a lower-case first letter, unless it starts with a name or a symbol."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return text[:1].lower() + text[1:] if first[1:].islower() and first.isalpha() else text
