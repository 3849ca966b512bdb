"""The nature of a rubric's claims."""

from __future__ import annotations

from interviewer.grading.text.evidence import sentences
from knowledge.schema import Criterion, Question

WHOLE_CLAIM_WORDS = 40
"""A claim with more words than this contains several points: usually it is a whole reference answer."""


def holds_several_points(question: Question, criterion: Criterion) -> bool:
    """Whether an answer can meet part of a claim: the claim is long, or is a whole reference answer of several sentences."""
    words = criterion.claim.split()
    return len(words) > WHOLE_CLAIM_WORDS or (
        words == question.reference.split() and len(sentences(criterion.claim)) > 1
    )
