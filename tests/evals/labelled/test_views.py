"""A question as other banks would have it."""

from __future__ import annotations

from evals.labelled.public_sets import REFERENCE
from evals.labelled.views import bare_question, whole_question
from knowledge.schema import Bank


def test_the_whole_reference_is_one_claim(bank: Bank) -> None:
    whole = whole_question(bank["training-06a"])
    assert [c.id for c in whole.criteria] == [REFERENCE] and len(whole.criteria[0].claim.split()) > 100
    assert "**" not in whole.criteria[0].claim


def test_a_bare_question_has_claims_and_nothing_to_compare_with(bank: Bank) -> None:
    bare = bare_question(bank["training-06a"])
    assert [c.claim for c in bare.criteria] == [c.claim for c in bank["training-06a"].criteria]
    assert not any(c.satisfied_by or c.partly_satisfied_by or c.not_satisfied_by for c in bare.criteria)
