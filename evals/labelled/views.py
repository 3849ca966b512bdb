"""A question as it would be in other banks: with only claims, or with only a reference answer."""

from __future__ import annotations

from dataclasses import replace

from evals.labelled.public_sets import REFERENCE
from interviewer.grading.text.markup import without_markup
from knowledge.schema import Criterion, Question


def bare_question(question: Question) -> Question:
    """The question as it would be in a bank without example statements."""
    return replace(
        question,
        criteria=tuple(
            replace(c, satisfied_by=(), partly_satisfied_by=(), not_satisfied_by=(), contradicted_by=())
            for c in question.criteria
        ),
        misconceptions=tuple(replace(m, examples=(), not_examples=()) for m in question.misconceptions),
    )


def whole_question(question: Question) -> Question:
    """The question with one criterion, ``REFERENCE``, whose claim is the whole reference answer."""
    return replace(question, criteria=(Criterion(REFERENCE, without_markup(question.reference)),))
