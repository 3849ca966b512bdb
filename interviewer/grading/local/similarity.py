"""Similarity of an answer's segments to a criterion, and which segment speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.local.vectors import QuestionVectors
from knowledge.search.embeddings import Vectors

Cosines = NDArray[np.float32]
"""Cosines of the n segments of an answer to their nearest text of some kind, float32 (n,)."""
# Which segment is best decides what fitted features are of: set by judgement, not swept, and changed only with a new fit.
NEAR_MISS_SHARE = 0.5
"""What being nearer to a near miss than to a satisfying text takes off, as a share of the difference."""
CLAIM_SHARE = 0.25
"""What being near the claim adds, as a share of the cosine."""
QUOTED_CLAIM_SHARE, QUOTED_RIVAL_SHARE = 0.25, 0.75
"""For the segment to quote: what being near the claim adds, and being near another criterion takes off."""


@dataclass(frozen=True, kw_only=True)
class Similarity:
    """How near the segments of an answer are to one criterion and to what is held against it.

    Attributes:
        satisfied, satisfied_second: To the nearest and second nearest satisfying paraphrase.
        near_miss: To the nearest near miss, 0 where the bank has none.
        claim: To the claim.
        rival: To the nearest paraphrase of another criterion of the question, 0 where there is none.
        best: The segment that speaks for the criterion most; the signals are of it.
        quoted: The segment to quote, which speaks for it more than for the question's other criteria.
        nearest: The satisfying paraphrase that is nearest to the best segment.
    """

    satisfied: Cosines
    satisfied_second: Cosines
    near_miss: Cosines
    claim: Cosines
    rival: Cosines
    best: int
    quoted: int
    nearest: int


def similarity(index: int, vectors: QuestionVectors, embedded: Vectors) -> Similarity:
    """Similarity of an answer to one criterion.

    Args:
        index: Which criterion of ``vectors.criteria``.
        embedded: Vectors of the answer's segments, (n, d) with n >= 1.
    """
    mine = vectors.criteria[index]
    none = np.zeros(len(embedded), dtype=np.float32)
    good = embedded @ mine.satisfied.T if len(mine.satisfied) else embedded @ mine.claim.T
    claim = (embedded @ mine.claim.T).max(axis=1)
    near_miss = (embedded @ mine.not_satisfied.T).max(axis=1) if len(mine.not_satisfied) else none
    rivals = [c.satisfied for number, c in enumerate(vectors.criteria) if number != index and len(c.satisfied)]
    rival = np.max([(embedded @ r.T).max(axis=1) for r in rivals], axis=0) if rivals else none
    top = np.sort(good, axis=1)[:, ::-1]
    merit = top[:, 0] + NEAR_MISS_SHARE * np.minimum(0.0, top[:, 0] - near_miss) + CLAIM_SHARE * claim
    best = int(np.argmax(merit))
    return Similarity(
        satisfied=top[:, 0],
        satisfied_second=top[:, min(1, top.shape[1] - 1)],
        near_miss=near_miss,
        claim=claim,
        rival=rival,
        best=best,
        quoted=int(np.argmax(merit + QUOTED_CLAIM_SHARE * claim - QUOTED_RIVAL_SHARE * rival)),
        nearest=int(np.argmax(good[best])),
    )
