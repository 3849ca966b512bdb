"""Code that cannot be tested: what the words beside it make counts, and what only the code says counts half."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interviewer.errors import UnavailableError
from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.forms.sandbox.sandbox import NoSandboxError, Sandbox
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.text.evidence import locate
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.forms.walls import SANDBOX, needs_walls

CODE = """\
import numpy as np

def network(batch, layers, nonlinear, upstream):
    hidden = nonlinear(batch @ layers[0].T)
    return hidden, upstream @ layers[1] * (hidden < 0)
"""
MASK = "* (hidden < 0)"
WORDS = "The gradient passes only where the hidden unit was active."


class Hears:
    """Takes each of these words for the mask, and hears nothing else."""

    name = "hears"

    def __init__(self, *words: str, against: bool = False, fault: bool = False) -> None:
        self.words, self.against, self.fault = words, against, fault

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        if self.fault:
            raise UnavailableError("down")
        place = next((found for word in self.words if (found := locate(word, text))), None)
        heard = Judgement(
            "relu-mask", "not_met" if self.against else "met", 0.9, (place,) if place else (), contradicted=self.against
        )
        rest = tuple(Judgement(c.id, "not_met", 0.02) for c in criteria if c.id != "relu-mask" or not place)
        return Judgements((*((heard,) if place else ()), *rest))


def graded(bank: Bank, judge: Hears, answer: str, sandbox: Sandbox = SANDBOX) -> tuple[str, bool, str]:
    grade = Grader(judge, forms=[CodeForm(lambda: sandbox)]).grade(bank["training-03a"], answer)
    item = grade.criterion("relu-mask")
    return item.kind, item.uncertain, grade.feedback


@needs_walls
def test_what_only_the_code_says_counts_half_and_is_told_why(bank: Bank) -> None:
    kind, uncertain, feedback = graded(bank, Hears(MASK), f"```python\n{CODE}```")
    assert (kind, uncertain) == ("partly_met", True)
    assert "counts half at most" in feedback and "“def forward(x, W1, b1, W2, b2):”" in feedback


@pytest.mark.slow
@needs_walls
def test_what_the_words_make_counts_in_full(bank: Bank) -> None:
    answer = f"```python\n{CODE}```\n\n{WORDS}"
    assert graded(bank, Hears(WORDS), answer)[0] == "met"
    assert graded(bank, Hears("nothing of this"), answer)[0] == "not_met"
    assert graded(bank, Hears(WORDS, against=True), answer)[0] == "contradicted"


@needs_walls
def test_without_a_judge_the_points_stay_open(bank: Bank) -> None:
    assert graded(bank, Hears(MASK, fault=True), f"```python\n{CODE}```")[0] == "ungraded"


def test_where_nothing_can_be_run_code_is_read_as_before(bank: Bank) -> None:
    def none() -> Sandbox:
        raise NoSandboxError("there is no bubblewrap")

    grade = Grader(Hears(MASK), forms=[CodeForm(none)]).grade(bank["training-03a"], f"```python\n{CODE}```")
    assert grade.criterion("relu-mask").verdict == "met"


@needs_walls
@pytest.mark.parametrize("code", ["def forward(x, y, W1, b1, W2, b2):\n    return x @ W1 + b1\n"])
def test_code_that_only_lacks_a_part_is_not_met_where_nothing_is_heard(bank: Bank, code: str) -> None:
    assert graded(bank, Hears("never"), f"```python\n{code}```")[0] == "not_met"
