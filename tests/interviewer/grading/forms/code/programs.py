"""Code as an answer, and what the hidden tests say of it."""

from __future__ import annotations

from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.forms.code.report import CodeReport
from knowledge.schema import Bank
from tests.interviewer.grading.forms.walls import SANDBOX

CODE_FORM = CodeForm(lambda: SANDBOX)


def report_of(bank: Bank, question: str, code: str) -> CodeReport:
    """The report on code that is given in a fence."""
    return CODE_FORM.report(bank[question], f"```python\n{code}```")


def code_verdicts(bank: Bank, question: str, code: str) -> dict[str, str]:
    """The verdict on each point that the hidden tests decide."""
    return {decided.criterion_id: decided.verdict for decided in report_of(bank, question, code).decided}
