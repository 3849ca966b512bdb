"""Vectors of all that an answer to a question is compared with: its criteria, misconceptions and own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.grading.evidence import segments, sentences
from interviewer.grading.local.tokens import tokens
from knowledge.schema import Criterion, Question
from knowledge.search.embeddings import BankEmbedder, Vectors

PASSAGE_WORDS = (3, 45)
"""Fewest and most words of a sentence of the reference answer that is shown with a claim. A judgement, not swept."""


@dataclass(frozen=True)
class CriterionVectors:
    """A criterion with the vectors of its texts; an array is (0, d) where the bank gives none.

    Attributes:
        satisfied: Of the satisfying paraphrases, or of the bare claim where there are none.
        vocabulary: Stems of words that speak for this criterion and for no other of the question.
        passage: Where the bank has no paraphrases, the sentence of the reference answer nearest to the claim; "" where
            it says no more than the claim.
    """

    criterion: Criterion
    claim: Vectors
    satisfied: Vectors
    partly_satisfied: Vectors
    not_satisfied: Vectors
    vocabulary: frozenset[str] = frozenset()
    passage: str = ""


@dataclass(frozen=True)
class QuestionVectors:
    """Vectors of everything an answer to a question is compared with.

    Attributes:
        misconceptions: One array (n, d) a misconception. They feed a fitted signal; none is reported from them.
        asked: What the interviewer says: the question, its probes and its hints. Repeating it is no answer.
    """

    criteria: tuple[CriterionVectors, ...]
    misconceptions: tuple[Vectors, ...]
    asked: Vectors


class _Texts:
    """Texts to embed at once; each call gives the places of what it was given."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def add(self, texts: Sequence[str]) -> slice:
        self.all.extend(texts)
        return slice(len(self.all) - len(texts), len(self.all))


def question_vectors(question: Question, embedder: BankEmbedder) -> QuestionVectors:
    """Vectors of a question's criteria, misconceptions and wording, from the cache where they are there."""
    texts = _Texts()
    places = [
        [texts.add(items) for items in ((c.claim,), stand_ins(c), c.partly_satisfied_by, c.not_satisfied_by)]
        for c in question.criteria
    ]
    wrong = [texts.add([*m.examples, m.claim]) for m in question.misconceptions]
    asked = texts.add(list(dict.fromkeys(piece for text in spoken(question) for piece in (text, *_pieces(text)))))
    reference = _reference_sentences(question) if any(not c.satisfied_by for c in question.criteria) else []
    passages = texts.add(reference)
    vectors = embedder.embed_known(texts.all)
    criteria = [
        CriterionVectors(
            criterion=criterion,
            claim=vectors[claim],
            satisfied=vectors[satisfied],
            partly_satisfied=vectors[partly],
            not_satisfied=vectors[near_misses],
            vocabulary=vocabulary,
            passage=_passage(criterion, reference, vectors[passages] @ vectors[satisfied].T),
        )
        for criterion, (claim, satisfied, partly, near_misses), vocabulary in zip(
            question.criteria, places, _vocabularies(question), strict=True
        )
    ]
    return QuestionVectors(tuple(criteria), tuple(vectors[place] for place in wrong), vectors[asked])


def spoken(question: Question) -> tuple[str, ...]:
    """What the interviewer may say of a question: the question itself, its probes and its hints."""
    return (question.question, *(c.probe for c in question.criteria if c.probe), *question.hints)


def without_markup(text: str) -> str:
    """Markdown of a bank as one line of words, without its pictures and signs."""
    return " ".join(re.sub(r"!\[.*?\]\(.*?\)|[*_`#>|$\\]+", " ", text).split())


def stand_ins(criterion: Criterion) -> tuple[str, ...]:
    """The satisfying paraphrases, or the claim without its verb where the bank has none."""
    if criterion.satisfied_by:
        return criterion.satisfied_by
    bare = re.sub(r"^\w+(?:ns|es|s)\s+(?:that\s+)?", "", criterion.claim)
    return (bare,)


def _reference_sentences(question: Question) -> list[str]:
    """The sentences of the reference answer without their markup, none longer than a reader can take in with a claim."""
    unlisted = re.sub(r"(?m)^\s*(?:[-+*]|\d+[.)])\s+", "", question.reference)
    plain = without_markup(unlisted)
    found = (piece.of(plain) for piece in sentences(plain))
    return [text for text in found if PASSAGE_WORDS[0] <= len(text.split()) <= PASSAGE_WORDS[1]]


def _passage(criterion: Criterion, reference: Sequence[str], similarity: Vectors) -> str:
    """The sentence of the reference that is nearest to a claim without paraphrases.

    Args:
        similarity: Of the sentences to the claim, (n, 1).
    """
    if criterion.satisfied_by or not reference:
        return ""
    nearest = reference[int(similarity.max(axis=1).argmax())]
    return "" if tokens(nearest) <= tokens(criterion.claim) else nearest


def _pieces(text: str) -> list[str]:
    return [segment.of(text) for segment in segments(text)]


def _vocabularies(question: Question) -> list[frozenset[str]]:
    """Of each criterion the stems that no other criterion of the question has."""
    words = [frozenset[str]().union(*(tokens(text) for text in (*c.satisfied_by, c.claim))) for c in question.criteria]
    return [
        mine - frozenset[str]().union(*(other for number, other in enumerate(words) if number != index))
        for index, mine in enumerate(words)
    ]
