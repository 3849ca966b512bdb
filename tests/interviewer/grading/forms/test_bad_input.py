"""For any input, each form finishes quickly and quotes only words that are in the answer."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import EXACT
from tests.pace import limit

PIECES = (
    "a b, ", "ab", "D4 and ", "D4 0.8 ", "4, ", "four ", "= ", "1=1 ", "((", "[", "|0|", "h1 = ", "relu(", "s*", "\n", "\t",
    "\t \n", "4\n" + " " * 80,
    "sigma'(x) = ", "the derivative ", "d/dx ", "\\frac{1}{", "$", "grad ", "(1,1) with ", "00 -> ", "at first i thought ",
    "d to b ", "delete d, ", "doctor -> ", "1. D4\n", "1,000,", "**", "one hundred and ", "50/50 ", "W1 = [[1,1],",
    "NOT ", "1 - s ", "1e999 ", "10^10^10 ", "\ue0001\ue001", "\x00", "\ud7ff", "٤ ", "Ⅳ ",
)  # fmt: skip


def read_all(bank: Bank, answer: str) -> None:
    for question in bank.values():
        if any(criterion.expects for criterion in question.criteria):
            for form in EXACT:
                assert all(finding.quote in answer for finding in form.findings(question, answer))
                assert "\n" not in form.note(question, answer)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_an_answer_of_one_piece_over_and_over_ends(bank: Bank, piece: str) -> None:
    answer = piece * (MAX_GRADED_CHARACTERS // len(piece))
    start = time.process_time()
    read_all(bank, answer)
    assert time.process_time() - start < limit(10)  # of fifteen questions


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mixture_ends_without_an_error(bank: Bank, answer: str) -> None:
    read_all(bank, answer)


@pytest.mark.slow
def test_a_derivative_of_something_without_x_is_left_alone(bank: Bank) -> None:
    read_all(bank, "d/dx w = 2 and d/dx (k^2) = 2k")
