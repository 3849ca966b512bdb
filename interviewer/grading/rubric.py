"""What a rubric asks for."""

from __future__ import annotations

from interviewer.grading.evidence import sentences
from knowledge.schema import Criterion, Question

WHOLE_CLAIM_WORDS = 40
"""A claim of more words than this holds several points: most often it is a whole reference answer."""


def holds_several_points(question: Question, criterion: Criterion) -> bool:
    """Whether an answer may well meet a share of a claim: it is long, or it is a whole reference answer of some sentences."""
    words = criterion.claim.split()
    return len(words) > WHOLE_CLAIM_WORDS or (
        words == question.reference.split() and len(sentences(criterion.claim)) > 1
    )
