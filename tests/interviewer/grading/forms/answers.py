"""Findings and verdicts of the forms on an answer, as a reader would call them."""

from __future__ import annotations

from interviewer.grading.forms.exact_forms import forms_with
from interviewer.grading.forms.exact_verdicts import exact_verdicts
from interviewer.grading.forms.finding import Finding, Form
from interviewer.grading.forms.sandbox.sandbox import find_sandbox
from interviewer.grading.forms.sketches.sketches import SketchForm
from interviewer.grading.forms.trees.trees import TreeForm
from interviewer.grading.text.evidence import readable
from knowledge.schema import Bank

EXACT = forms_with(lambda: find_sandbox(consent=False))
"""The forms that run code only in bubblewrap: on a machine without it, a network's code decides nothing."""
TEXT = (TreeForm(), *EXACT)
SKETCHES = SketchForm()


def findings_of(form: Form, bank: Bank, question_id: str, answer: str) -> dict[str, Finding]:
    """What one form finds, by criterion; every quote must be in the answer."""
    findings = form.findings(bank[question_id], answer)
    assert all(finding.quote in answer for finding in findings)
    return {finding.criterion_id: finding for finding in findings}


def verdicts_of(form: Form, bank: Bank, question_id: str, answer: str) -> dict[str, str]:
    """The verdicts of one form: ``met``, ``partly_met``, ``not_met`` or ``contradicted``."""
    found = findings_of(form, bank, question_id, answer)
    return {name: "contradicted" if finding.contradicted else finding.verdict for name, finding in found.items()}


def sketched(bank: Bank, answer: str, question_id: str = "training-04a") -> dict[str, Finding]:
    """What is found in a drawing or a table of values, by criterion."""
    return findings_of(SKETCHES, bank, question_id, answer)


def verdict(bank: Bank, question_id: str, criterion_id: str, answer: str) -> str:
    """The verdict of all forms: ``met``, ``partly_met``, ``not_met``, ``contradicted``, or "" where the judge decides."""
    question = bank[question_id]
    found = exact_verdicts(TEXT, question, readable(answer), question.criteria).get(criterion_id)
    if found is None:
        return ""
    assert all(evidence.quote in readable(answer) for evidence in found.evidence)
    return "contradicted" if found.contradicted else found.verdict
