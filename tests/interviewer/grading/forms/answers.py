"""Verdicts of the forms of words on an answer, as a reader would call them."""

from __future__ import annotations

from interviewer.grading.evidence import readable
from interviewer.grading.forms.exact_forms import FORMS
from interviewer.grading.forms.exact_grades import exact_grades
from interviewer.grading.forms.trees import TreeForm
from knowledge.schema import Bank

TEXT = (TreeForm(), *FORMS)


def verdict(bank: Bank, question_id: str, criterion_id: str, answer: str) -> str:
    """``met``, ``partly_met``, ``not_met``, ``contradicted``, or "" where the judge decides."""
    question = bank[question_id]
    grade = exact_grades(TEXT, question, readable(answer), question.criteria).get(criterion_id)
    if grade is None:
        return ""
    assert all(evidence.quote in readable(answer) for evidence in grade.evidence)
    return "contradicted" if grade.contradicted else grade.verdict
