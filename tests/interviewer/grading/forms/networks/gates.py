"""Helpers for the tests of networks that compute XOR."""

from __future__ import annotations

from interviewer.grading.forms.networks.xor import Gates
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdicts_of
from tests.interviewer.grading.forms.walls import SANDBOX

CODE = "```python\nimport numpy as np\n{}\n```"
GATES = Gates(lambda: SANDBOX)


def verdicts(bank: Bank, answer: str) -> dict[str, str]:
    """The verdict on each point that the form decides."""
    return verdicts_of(GATES, bank, "training-24", answer)
