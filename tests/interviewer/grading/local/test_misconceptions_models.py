"""How the embedded judge finds misconceptions."""

from __future__ import annotations

import pytest

from evals.labelled.said_back import corrections
from interviewer.grading.grader import Grader
from knowledge.schema import Bank

pytestmark = pytest.mark.embedded


@pytest.mark.timeout(1800)
def test_no_correction_in_other_words_is_taken_for_its_misconception(bank: Bank, grader: Grader) -> None:
    both = [*corrections(bank)]
    said = both[::27]  # now the first wording, now the second; ``evals said-back`` reads them all
    assert len(both) == 2 * sum(len(question.misconceptions) for question in bank.values()) and len(said) >= 15
    said.append((bank["training-11"], "With replacement you'd miss a third and see others twice."))
    # beliefs are read whatever the points; what is found is judged again with all of them, which may rule it out
    found = [row for row in said if grader.grade(*row, only={row[0].criteria[0].id}).misconceptions]
    grades = [(question.id, text, grader.grade(question, text)) for question, text in found]
    assert [(part, text) for part, text, grade in grades if grade.misconceptions] == []


def test_a_misconception_that_is_said_is_found_and_quoted(bank: Bank, grader: Grader) -> None:
    said = [(q, m.examples[0]) for q in list(bank.values())[::13] for m in q.misconceptions[:1] if m.examples]
    grades = list(grader.grade_many(said))
    found = [grade for grade in grades if grade.misconceptions]
    assert len(found) >= 0.5 * len(said), "the threshold is high: a charge that is wrong costs more than one missed"
    for (_, text), grade in zip(said, grades, strict=True):
        assert all(text[e.start : e.end] == e.quote for m in grade.misconceptions for e in m.evidence)
