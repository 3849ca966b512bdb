"""Code on its way through the grader: with prose around it, and after a follow-up."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.grader import Grader
from knowledge.schema import Bank
from tests.interviewer.grading.forms.test_exact_verdicts import Nodding
from tests.interviewer.grading.forms.walls import SANDBOX, needs_walls
from tests.interviewer.grading.read_back import read_grade

pytestmark = needs_walls

DROPOUT = """```python
import numpy as np

def forward(x, p, train=True):
    if not train:
        return x * p, None
    mask = np.random.rand(*x.shape) < p
    return x * mask, mask

def backward(dout, mask):
    return dout * mask
```
"""


@pytest.mark.slow
def test_what_tests_do_not_decide_is_asked_of_the_judge(bank: Bank) -> None:
    judge = Nodding()
    answer = f"With p the keep probability.\n{DROPOUT}"
    grade = Grader(judge, forms=[CodeForm(lambda: SANDBOX)]).grade(bank["training-03b"], answer)
    assert judge.asked == ["inverted"]
    assert grade.score == 1.0 and grade.judge == "nodding+exact"
    assert read_grade(grade.to_dict()).criterion("random-mask").reason == grade.criterion("random-mask").reason
    for item in grade.criteria:
        assert all(answer[e.start : e.end] == e.quote for e in item.evidence)


@pytest.mark.slow
def test_a_corrected_block_in_the_reply_lifts_the_verdict(bank: Bank) -> None:
    question, form = bank["training-03b"], CodeForm(lambda: SANDBOX)
    wrong = DROPOUT.replace("return dout * mask", "return dout * (1 - mask)")
    before = Grader(Nodding(), forms=[form]).grade(question, wrong)
    assert before.criterion("backward-same-mask").contradicted
    wrong_gradient = "The gradient is not that of the forward pass: expected ["
    assert before.feedback.startswith(f"You said “return dout * (1 - mask)”. {wrong_gradient}")
    reply = "Right, the same mask:\n```python\ndef backward(dout, mask):\n    return dout * mask\n```"
    whole = f"{wrong}\n\n{reply}"
    after = Grader(Nodding(), forms=[form]).grade_again(question, whole, before, since=len(wrong) + 2)
    item = after.criterion("backward-same-mask")
    assert item.verdict == "met" and item.evidence[0].start > len(wrong)
    assert after.score == 1.0
    assert after.feedback.endswith("tests passed.")


@pytest.mark.slow
def test_an_empty_reply_runs_nothing_anew_and_changes_nothing(bank: Bank) -> None:
    question, form = bank["training-03b"], CodeForm(lambda: SANDBOX)
    before = Grader(Nodding(), forms=[form]).grade(question, DROPOUT)
    after = Grader(Nodding(), forms=[form]).grade_again(question, f"{DROPOUT}\n\nYes.", before, since=len(DROPOUT) + 2)
    assert [c.verdict for c in after.criteria] == [c.verdict for c in before.criteria]
