"""If the judge is unsure about a point, the candidate's "no" decides it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.errors import UsageError
from interviewer.grading.appeals.given_back import deny
from interviewer.grading.grader import Grader
from interviewer.grading.merging import with_criterion
from knowledge.schema import Bank
from tests.interviewer.grading.appeals.test_appeal import Reader


def test_a_doubtful_point_is_settled_by_the_candidates_no(bank: Bank) -> None:
    question = bank["training-01"]
    grade = Grader(Reader()).grade(question, "else something is broken")
    doubtful = replace(grade.criterion("bug-check"), verdict="met", unsure=True, probability=0.6)
    grade = with_criterion(question, grade, doubtful)
    outcome = deny(question, grade, "bug-check")
    item = outcome.grade.criterion("bug-check")
    assert (item.verdict, item.denied, item.uncertain, item.evidence) == ("not_met", True, False, ())
    assert outcome.grade.score < grade.score and "counts as not met" in outcome.explanation
    with pytest.raises(UsageError, match="unsure about"):
        deny(question, outcome.grade, "bug-check")
