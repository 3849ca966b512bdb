"""Signals of the embedded judge: how near an answer comes to a criterion, as a record of fitted features."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.evidence import Segment
from interviewer.grading.local.similarity import Similarity, similarity
from interviewer.grading.local.tokens import overlap, tokens
from interviewer.grading.local.vectors import CriterionVectors, QuestionVectors
from knowledge.search.embeddings import Vectors

# The numbers below shape fitted features: they were set by judgement, not swept, and change only with a new fit.
SHORT_TOKENS = 4
"""Fewer tokens make a segment short."""
NEAR_MISS_WORDS = 0.5
"""What words shared with a near miss take off words shared with a satisfying text."""
FULL_VOCABULARY = 4.0
"""How many words of a criterion's own count as all of them."""
NO_MISCONCEPTIONS = -0.3
"""The signal where the bank names no misconception: about what a right answer has elsewhere."""
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|cannot|without|nothing|neither|nor|hardly|isnt|doesnt|dont|cant|wont|arent|didnt)\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Signals:
    """Signals of one criterion on one answer: cosines, differences of cosines, and shares of words.

    The fields are the fitted features, in the order of the feature vector; a calibration names the fields that it was
    fitted on. Unless said otherwise they are of the best segment, the one that speaks for the criterion most.

    Attributes:
        satisfied, satisfied_second: Cosine to the nearest and the second nearest satisfying paraphrase.
        near_miss: Cosine to the nearest near miss.
        margin: ``satisfied`` less ``near_miss``.
        claim: Greatest cosine of any segment to the claim.
        claim_margin: Cosine to the claim less ``rival``.
        rival: Cosine to the nearest paraphrase of another criterion of the question.
        lexical, lexical_near: Words shared with a satisfying paraphrase, and with a near miss, 0..1.
        negation: 1 where just one of the segment and its nearest paraphrase denies something, else 0.
        short: 1 where the segment is short, else 0.
        lexical_margin: Greatest difference of any segment between ``lexical`` and half of ``lexical_near``.
        margin_max: Greatest ``margin`` of any segment.
        misconception: Cosine to the nearest misconception less the nearest right text.
        coverage: Share of the criterion's own words that the segment has, 0..1.
    """

    satisfied: float
    satisfied_second: float
    near_miss: float
    margin: float
    claim: float
    claim_margin: float
    rival: float
    lexical: float
    lexical_near: float
    negation: float
    short: float
    lexical_margin: float
    margin_max: float
    misconception: float
    coverage: float

    @property
    def values(self) -> NDArray[np.float64]:
        """The feature vector, in the order of ``FEATURES``."""
        return np.asarray(astuple(self))


FEATURES = tuple(field.name for field in fields(Signals))
"""Names of the signals, in the order of the feature vector."""


def criterion_signals(
    index: int,
    vectors: QuestionVectors,
    text: str,
    pieces: Sequence[Segment],
    embedded: Vectors,
) -> Signals:
    """Signals of one criterion.

    Args:
        index: Which criterion of ``vectors.criteria``.
        embedded: Vectors of ``pieces``, (n, d) with n >= 1.
    """
    near = similarity(index, vectors, embedded)
    return signals_of(near, index, vectors, [piece.of(text) for piece in pieces], embedded)


def signals_of(
    near: Similarity, index: int, vectors: QuestionVectors, said: Sequence[str], embedded: Vectors
) -> Signals:
    """Signals of one criterion whose similarity to the answer is known; ``said`` are the words of its segments."""
    mine, best = vectors.criteria[index], near.best
    criterion = mine.criterion
    words = [tokens(piece) for piece in said]
    lexical = _shared(words, criterion.satisfied_by or (criterion.claim,))
    lexical_near = _shared(words, criterion.not_satisfied_by)
    nearest = criterion.satisfied_by[near.nearest] if criterion.satisfied_by else criterion.claim
    satisfied = float(near.satisfied[best])
    wrong = [float((embedded[best] @ w.T).max()) for w in vectors.misconceptions if len(w)]
    right = max(satisfied, float(near.claim[best]))
    return Signals(
        satisfied=satisfied,
        satisfied_second=float(near.satisfied_second[best]),
        near_miss=float(near.near_miss[best]),
        margin=float(near.satisfied[best] - near.near_miss[best]),
        claim=float(near.claim.max()),
        claim_margin=float(near.claim[best] - near.rival[best]),
        rival=float(near.rival[best]),
        lexical=lexical[best],
        lexical_near=lexical_near[best],
        negation=float(_denies(said[best]) != _denies(nearest)),
        short=float(len(words[best]) < SHORT_TOKENS),
        lexical_margin=max(a - NEAR_MISS_WORDS * b for a, b in zip(lexical, lexical_near, strict=True)),
        margin_max=float((near.satisfied - near.near_miss).max()),
        misconception=max(wrong) - right if wrong else NO_MISCONCEPTIONS,
        coverage=min(1.0, len(mine.vocabulary & words[best]) / FULL_VOCABULARY),
    )


def half_margin(vectors: CriterionVectors, embedded: Vectors) -> float:
    """How much nearer an answer comes to what partly meets a criterion than to what meets or misses it, -1..1.

    Args:
        embedded: Vectors of the answer's segments, (n, d) with n >= 1.

    Returns:
        The difference of the greatest cosines; 0 where the bank does not say what partly meets it.
    """
    if not len(vectors.partly_satisfied):
        return 0.0
    others = np.concatenate([vectors.satisfied, vectors.not_satisfied])
    return float((embedded @ vectors.partly_satisfied.T).max() - (embedded @ others.T).max())


def _shared(words: Sequence[frozenset[str]], texts: Sequence[str]) -> list[float]:
    """For each segment the most words that it shares with one of some texts, 0..1."""
    known = [tokens(text) for text in texts]
    return [max((overlap(segment, other) for other in known), default=0.0) for segment in words]


def _denies(text: str) -> bool:
    return bool(_NEGATION.search(text))
