"""Tokens and cost in every form of the report: by question and for the interview, and nothing where no model was called."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.llm.usage import Usage
from interviewer.report.build import Report, build_report
from interviewer.report.markdown import to_markdown
from interviewer.report.pdf import paper
from interviewer.web.interview.spent import spent_html
from interviewer.web.report.shown import head_html, shown_questions
from knowledge.schema import Bank
from tests.interviewer.report.conftest import record_of

GRADED = Usage(calls=1, input_tokens=1_500, output_tokens=20, seconds=2.0, cost=0.002)
WORDED = Usage(calls=2, input_tokens=300, output_tokens=30, cost=0.0005)


def attempts(bank: Bank, graded: Usage, worded: Usage) -> tuple[QuestionAttempt, ...]:
    question = bank["training-06a"]
    items = tuple(CriterionVerdict(c.id, c.claim, c.weight, "not_met", 0.1) for c in question.criteria)
    one = QuestionAttempt(question.id, "a", Grade(question.id, 0.0, items, usage=graded), closed=True, spent=worded)
    return one, QuestionAttempt("nlp-01a", skipped=True, closed=True, spent=worded)


def report_of(bank: Bank, graded: Usage, worded: Usage, metered: bool = True) -> Report:
    return build_report(record_of(*attempts(bank, graded, worded)), (), bank, metered=metered)


def test_each_question_and_the_interview_say_what_they_took(bank: Bank) -> None:
    report = report_of(bank, GRADED, WORDED)
    one = "Language model: 3 calls, 1,800 tokens in, 50 out: 0.0025 by your prices."
    whole = "Language model, all questions: 5 calls, 2,100 tokens in, 80 out: 0.0030 by your prices."
    text = to_markdown(report)
    assert text.count(one) == 1 and text.count(whole) == 1 and "2 calls, 300 tokens in, 30 out" in text
    printed = json.dumps(paper(report))
    assert one in printed and whole in printed
    record = record_of(*attempts(bank, GRADED, WORDED))
    assert whole in head_html(report) and one in shown_questions(report, record.state, bank)[0].facts
    data = report.to_dict()
    assert data["usage"]["calls"] == 5 and data["usage"]["cost"] == pytest.approx(0.003)  # type: ignore[index,call-overload]
    assert data["questions"][1]["usage"]["input_tokens"] == 300  # type: ignore[index,call-overload]


def test_where_a_price_is_not_known_there_are_tokens_and_no_cost(bank: Bank) -> None:
    report = report_of(bank, GRADED, replace(WORDED, cost=None))
    assert "5 calls, 2,100 tokens in, 80 out." in to_markdown(report) and "by your prices" not in to_markdown(report)
    assert "cost" not in report.to_dict()["usage"]  # type: ignore[operator]


def test_where_no_model_was_called_nothing_is_said_of_it(bank: Bank) -> None:
    report = report_of(bank, Usage(seconds=1.5), Usage())
    record = record_of(*attempts(bank, Usage(seconds=1.5), Usage()))
    shown = shown_questions(report, record.state, bank)
    for text in (to_markdown(report), json.dumps(paper(report)), head_html(report), *(item.facts for item in shown)):
        assert "Language model" not in text
    assert spent_html(record.state, metered=True) == ""


def test_of_a_model_on_this_machine_nothing_is_said_but_in_the_data(bank: Bank) -> None:
    """Calls and tokens were shown to people who pay nothing."""
    report = report_of(bank, replace(GRADED, cost=None), replace(WORDED, cost=None), metered=False)
    record = record_of(*attempts(bank, GRADED, WORDED))
    shown = shown_questions(report, record.state, bank)
    for text in (to_markdown(report), json.dumps(paper(report)), head_html(report), *(item.facts for item in shown)):
        assert "Language model" not in text and "calls" not in text and "tokens" not in text
    assert spent_html(record.state, metered=False) == ""
    data = report.to_dict()
    assert data["usage"]["calls"] == 5 and "metered" not in data  # type: ignore[index,call-overload]
    assert build_report(record, (), bank).metered is False


def test_the_page_says_it_next_to_the_grade(bank: Bank) -> None:
    state = record_of(*attempts(bank, GRADED, WORDED)).state
    text = spent_html(state, metered=True)
    assert (
        "this question: 2 calls, 300 tokens in" in text and "so far: 5 calls, 2,100 tokens in, 80 out: 0.0030" in text
    )
