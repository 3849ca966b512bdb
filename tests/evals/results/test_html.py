"""A result as a page."""

from __future__ import annotations

import re

import pytest

from evals.labelled.gold import LabelledAnswer
from evals.results.html import to_html
from evals.suites.agreement.agreement import disagreements, measure
from knowledge.schema import Bank
from tests.evals.agreeing import graded


@pytest.mark.slow
def test_a_result_becomes_a_page_on_its_own(bank: Bank, answers: list[LabelledAnswer]) -> None:
    first = bank[answers[0].question_id].criteria[0].id
    rows = [(a, graded(bank, a, frozenset([first]))) for a in answers]
    listed = disagreements(bank, rows)
    listed[0]["answer"] = "<script>alert(1)</script>"
    page = to_html({"suite": "grading", "judge": "x", **measure(bank, rows), "disagreements": listed})
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert not re.search(r"https?://|src=|@import|url\(", page), "it opens offline"
    assert page.count("<svg") == 2 and answers[0].id in page
    assert to_html({"suite": "robustness", "attacks": {"a": {"flipped_to_met": 0.1}}, "flipped_to_met": 0.1})
