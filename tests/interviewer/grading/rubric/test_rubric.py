"""What a rubric asks for."""

from __future__ import annotations

from dataclasses import replace

from interviewer.grading.rubric.rubric import holds_several_points
from knowledge.schema import Bank, Criterion


def test_a_long_claim_and_a_whole_reference_hold_several_points(bank: Bank) -> None:
    question = bank["training-06a"]
    short = replace(question, reference="Clip the gradients.\n Or lower the learning rate.")
    assert not any(holds_several_points(question, criterion) for criterion in question.criteria)
    assert holds_several_points(question, Criterion("c", " ".join(["word"] * 41)))
    assert holds_several_points(short, Criterion("c", "Clip the gradients. Or lower the learning rate."))
    assert not holds_several_points(short, Criterion("c", "Clip the gradients."))
