"""How the embedded judge finds misconceptions."""

from __future__ import annotations

import pytest

from interviewer.grading.grade import weighted_score
from interviewer.grading.grader import Grader
from knowledge.schema import Bank

pytestmark = pytest.mark.embedded


def test_nobody_is_charged_with_a_misconception_for_saying_what_is_true(bank: Bank, grader: Grader) -> None:
    corrections = [(q, m.correction) for q in bank.values() for m in q.misconceptions if m.correction]
    assert len(corrections) > 70
    said = [*corrections[::5], (bank["training-11"], "With replacement you'd miss a third and see others twice.")]
    for grade in grader.grade_many(said):
        assert grade.misconceptions == ()
        assert grade.score == weighted_score(grade.criteria)


def test_a_misconception_that_is_said_is_found_and_quoted(bank: Bank, grader: Grader) -> None:
    said = [(q, m.examples[0]) for q in list(bank.values())[::9] for m in q.misconceptions[:1] if m.examples]
    grades = list(grader.grade_many(said))
    found = [grade for grade in grades if grade.misconceptions]
    assert len(found) >= 0.5 * len(said), "the threshold is high: a charge that is wrong costs more than one missed"
    for (_, text), grade in zip(said, grades, strict=True):
        assert all(text[e.start : e.end] == e.quote for m in grade.misconceptions for e in m.evidence)
