"""What an answer is read against: a question's criteria and misconceptions, with the bank's examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.local.reading import plain_words
from interviewer.grading.local.relation import claim_text
from interviewer.grading.local.statement import statements_of
from interviewer.grading.rubric.rubric import holds_several_points
from interviewer.grading.text.evidence import sentences
from interviewer.grading.text.markup import unmarked, without_markup
from knowledge.probes import probes_of
from knowledge.schema import Criterion, Misconception, Question
from knowledge.search.embeddings import BankEmbedder
from knowledge.search.vectors import Vectors

SHOWN = 1
"""How many right and how many wrong statements from the bank are shown with a claim: those nearest to the one being read."""
PART_WORDS = 60
"""Parts of a long claim have at least one sentence and at most about this many words."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One thing that an answer can say, deny or be silent about.

    Attributes:
        owner: The id of its criterion or misconception.
        right, wrong: The bank's statements that say it, and those that contradict it. Near misses are not shown: right
        statements in similar words were mistaken for them.
        about: Vectors of the claim and of everything about it, (n, d): a statement near these is worth reading.
        misses: The bank's near misses, in plain words.
        can_contrast: Whether there are statements that say just this, and others that contradict it; near misses do not.
    """

    owner: str
    title: str
    text: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    right_vectors: Vectors
    wrong_vectors: Vectors
    about: Vectors
    misses: tuple[str, ...] = ()
    can_contrast: bool = False

    def is_miss(self, statement: str) -> bool:
        """Whether a statement repeats word for word one that the bank calls insufficient, so that it is not evidence."""
        said = plain_words(statement)
        return any(said == miss or said.endswith(f" {miss}") for miss in self.misses)

    def is_nearer_wrong(self, vector: NDArray[np.float32]) -> bool:
        """Whether a statement, (d,), is nearer to one that does not say this than to any that does."""
        return _cosine(self.wrong_vectors, vector) > _cosine(self.right_vectors, vector)

    def shown_with(self, vector: NDArray[np.float32]) -> str:
        """The first text of the pair with a statement whose vector is (d,)."""
        wrong = _nearest(self.wrong, self.wrong_vectors, vector)
        if not self.is_nearer_wrong(vector):
            wrong = ()  # next to it, a right statement in other words would be mistaken for it
        return claim_text(self.title, self.text, _nearest(self.right, self.right_vectors, vector), wrong)


@dataclass(frozen=True)
class Claims:
    """All claims of a question.

    Attributes:
        points: The claims of each criterion; nearly always one, several if a criterion contains a whole reference answer.
        beliefs: One claim per misconception.
        asked: Vectors of the sentences of the question, (n, d): repeating these says nothing.
        hinted: The hints and probes, whole and by sentence. A question from ``as_asked`` has only those that were said.
        hinted_vectors: Their vectors, (m, d).
    """

    points: dict[str, tuple[Claim, ...]]
    beliefs: tuple[Claim, ...]
    asked: Vectors
    hinted: tuple[str, ...]
    hinted_vectors: Vectors

    @property
    def every(self) -> tuple[Claim, ...]:
        """All claims: those of the points, then the beliefs."""
        return (*(part for parts in self.points.values() for part in parts), *self.beliefs)


def claims_of(question: Question, embedder: BankEmbedder) -> Claims:
    """The claims of a question, with vectors from the cache if possible."""
    asked, hinted = _pieces([question.question]), _pieces(_hinted(question))
    known = list(dict.fromkeys([*_texts(question), *asked, *hinted]))
    vectors = dict(zip(known, embedder.embed_known(known), strict=True))
    width = next(iter(vectors.values())).shape[0]

    def rows(texts: Sequence[str]) -> Vectors:
        return np.stack([vectors[text] for text in texts]) if texts else np.zeros((0, width), dtype=np.float32)

    def claim(
        owner: str,
        text: str,
        right: tuple[str, ...],
        wrong: tuple[str, ...],
        near: tuple[str, ...] = (),
        can_contrast: bool = False,
    ) -> Claim:
        return Claim(
            owner=owner,
            title=question.short_title,
            text=text,
            right=right,
            wrong=wrong,
            right_vectors=rows(right),
            wrong_vectors=rows(wrong),
            about=rows((text, *right, *wrong)),
            misses=tuple(plain_words(miss) for miss in near),
            can_contrast=can_contrast,
        )

    return Claims(
        points={
            c.id: tuple(
                claim(
                    c.id,
                    part,
                    c.satisfied_by,
                    c.contradicted_by or c.not_satisfied_by,
                    c.not_satisfied_by,
                    can_contrast=bool(c.satisfied_by and c.contradicted_by) and not holds_several_points(question, c),
                )
                for part in parts_of(question, c)
            )
            for c in question.criteria
        },
        beliefs=tuple(
            claim(m.id, m.claim, m.examples, _true_nearby(m), can_contrast=bool(m.examples and _true_nearby(m)))
            for m in question.misconceptions
        ),
        asked=rows(asked),
        hinted=tuple(hinted),
        hinted_vectors=rows(hinted),
    )


def parts_of(question: Question, criterion: Criterion) -> tuple[str, ...]:
    """The claim of a criterion, split into sentences if it contains several points."""
    whole = " ".join(criterion.claim.split())
    if not holds_several_points(question, criterion):
        return (whole,)
    parts = [words for piece in sentences(whole) for words in _stretches(piece.of(whole))]
    return tuple(parts) or (whole,)


def _stretches(text: str) -> Iterator[str]:
    words = text.split()
    for start in range(0, len(words), PART_WORDS):
        yield " ".join(words[start : start + PART_WORDS])


def _texts(question: Question) -> Iterator[str]:
    for c in question.criteria:
        yield from parts_of(question, c)
        yield from (*c.satisfied_by, *(c.contradicted_by or c.not_satisfied_by))
    for m in question.misconceptions:
        yield from (m.claim, *m.examples, *_true_nearby(m))


def _hinted(question: Question) -> list[str]:
    return [*(text for c in question.criteria for text in probes_of(c)), *question.hints]


def _pieces(spoken: Sequence[str]) -> list[str]:
    """What an interviewer says, whole, by sentence, and cut like an answer, so that repetitions are found piece by piece."""
    whole = [without_markup(text) for text in spoken]
    pieces = [item.text for text in spoken for item in statements_of(unmarked(text).text)]
    return list(dict.fromkeys([*whole, *(p.of(text) for text in whole for p in sentences(text)), *pieces]))


def _true_nearby(item: Misconception) -> tuple[str, ...]:
    return (*item.not_examples, item.correction) if item.correction else item.not_examples


def _cosine(vectors: Vectors, vector: NDArray[np.float32]) -> float:
    """The greatest cosine of some texts to a statement; -1 if there are none."""
    return float((vectors @ vector).max()) if len(vectors) else -1.0


def _nearest(texts: Sequence[str], vectors: Vectors, vector: NDArray[np.float32]) -> tuple[str, ...]:
    if not texts:
        return ()
    order = np.argsort(-(vectors @ vector))[:SHOWN]
    return tuple(re.sub(r"\s+", " ", texts[n]) for n in order)
