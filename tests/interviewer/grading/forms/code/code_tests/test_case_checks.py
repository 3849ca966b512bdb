"""Tests of code that come with a question."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from interviewer.grading.forms.code.code import CodeForm, suite_of
from interviewer.grading.forms.code.code_tests.case_checks import agrees
from interviewer.grading.forms.sandbox.inside.values import Value
from knowledge.schema import Bank, CodeCase, Criterion, PlainValue, Question
from tests.interviewer.grading.forms.walls import SANDBOX, needs_walls

CASES = (
    CodeCase("sums", "softmax", ((1.0, 1.0),), (0.5, 0.5)),
    CodeCase("stable", "softmax", ((1000.0, 1000.0),), (0.5, 0.5)),
    CodeCase("stable", "softmax", ((0.0, 1000.0),), (0.0, 1.0)),
)
RIGHT = "import numpy as np\ndef softmax(x):\n    e = np.exp(x - x.max())\n    return e / e.sum()\n"


@pytest.fixture
def question() -> Question:
    criteria = (Criterion("sums", "Sums to one"), Criterion("stable", "Is stable"), Criterion("why", "Says why"))
    return Question("own-01", "own", "Write it.", "…", criteria, answer_kind="code", code_tests=CASES)


@pytest.mark.slow
@needs_walls
def test_each_criterion_is_decided_by_its_own_cases(question: Question) -> None:
    form = CodeForm(lambda: SANDBOX)
    assert {f.criterion_id: f.verdict for f in form.findings(question, RIGHT)} == {"sums": "met", "stable": "met"}
    naive = RIGHT.replace("x - x.max()", "x")
    found = {f.criterion_id: f for f in form.findings(question, naive)}
    assert found["sums"].verdict == "met" and found["stable"].verdict == "not_met"
    assert (
        "softmax([1000.0, 1000.0]) must give [0.5, 0.5] of shape (2,), but gives [nan, nan]" in found["stable"].reason
    )
    half = RIGHT.replace("x - x.max()", "x - (x.max() if x[0] else 0)")
    assert {f.criterion_id: f.verdict for f in form.findings(question, half)}["stable"] == "partly_met"
    crashing = RIGHT.replace("x.max()", "x.maximum()")
    assert all(
        f.verdict == "not_met" and "no attribute 'maximum'" in f.reason for f in form.findings(question, crashing)
    )
    renamed = RIGHT.replace("softmax", "my_function")
    assert {f.verdict for f in form.findings(question, renamed)} == {"met"}
    assert form.findings(question, "It divides by the sum.") == ()


def test_the_first_case_is_the_visible_example(question: Question) -> None:
    suite = suite_of(question)
    assert suite is not None and suite.signature == "def softmax(a1): ..."
    assert suite.example == "softmax([1.0, 1.0]) gives [0.5, 0.5] of shape (2,)"


def test_a_question_of_another_bank_with_a_built_in_id_has_no_tests(bank: Bank) -> None:
    other = replace(bank["training-03a"], criteria=(Criterion("forward", "Something else"),))
    assert suite_of(bank["training-03a"]) is not None and suite_of(other) is None


@pytest.mark.parametrize(
    ("value", "expected", "same"),
    [
        (np.array(4), 4, True),
        (np.array(4.0000001), 4, True),
        (np.array(4.1), 4, False),
        ((np.array(1), np.array(2)), (1, 2), True),
        (np.array([1, 2]), (1, 2), True),
        (np.array([[1, 2]]), (1, 2), False),
        (np.array([np.nan, 2]), (1, 2), False),
        (np.array([1, 2j]), (1, 2), False),
        ("four", "four", True),
        ("four", 4, False),
        (None, None, True),
        (np.array(0), None, False),
        (("a", np.array(1)), ("a", 1), True),
        (("a",), ("a", 1), False),
        ((), (), True),
        (np.array(True), True, True),
    ],
)
def test_what_agrees(value: Value, expected: PlainValue, same: bool) -> None:
    assert agrees(value, expected, 1e-6) is same
