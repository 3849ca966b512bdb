"""Helpers for the tests of networks that compute XOR."""

from __future__ import annotations

from interviewer.grading.forms.xor import Gates
from knowledge.schema import Bank
from tests.interviewer.grading.forms.walls import SANDBOX

CODE = "```python\nimport numpy as np\n{}\n```"
GATES = Gates(lambda: SANDBOX)


def verdicts(bank: Bank, answer: str) -> dict[str, str]:
    """The verdict on each point that the form decides; every quote must be in the answer."""
    findings = GATES.findings(bank["training-24"], answer)
    assert all(f.quote in answer for f in findings)
    return {f.criterion_id: "contradicted" if f.contradicted else f.verdict for f in findings}
