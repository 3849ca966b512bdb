"""The form of a reply: made once for a question, and read in whatever way models fill it in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from interviewer.errors import ModelReplyError
from interviewer.grading.grader import Grader
from interviewer.grading.llm_judge import LLMJudge
from interviewer.grading.llm_reply import GradeReply, reply_form
from interviewer.llm.reply import read_reply
from knowledge.schema import Bank
from tests.conftest import FakeChat

ROW = {"id": "a", "quotes": ["w"], "reason": "r", "verdict": "met"}


def test_the_form_of_a_question_is_made_once_and_is_its_own() -> None:
    form = reply_form(["a", "b"], ["m"])
    assert reply_form(("a", "b"), ("m",)) is form and reply_form(["b", "a"], ["m"]) is not form
    schema = str(form.model_json_schema())
    assert "'enum': ['a', 'b']" in schema and "'enum': ['m']" in schema
    assert "'enum': ['none']" in str(reply_form(["a"], []).model_json_schema())


def read(reply: Any) -> GradeReply:
    return read_reply(json.dumps(reply), reply_form(["a", "b"], ["m"]), "stub")  # type: ignore[return-value]


LEFT_OUT = object()


@pytest.mark.parametrize("misconceptions", [LEFT_OUT, None, {}, [], "none", "None.", "", "n/a", [None], [{}]])
def test_a_reply_that_lists_no_misconceptions_is_read(misconceptions: Any) -> None:
    reply = {"criteria": [ROW], "misconceptions": misconceptions}
    if misconceptions is LEFT_OUT:
        del reply["misconceptions"]
    assert [row.id for row in read(reply).criteria] == ["a"] and read(reply).misconceptions == []


def test_every_field_is_still_asked_for() -> None:
    assert reply_form(["a"], []).model_json_schema()["required"] == ["criteria", "misconceptions"]


@pytest.mark.parametrize(
    "rows",
    [{"id": "m", "quotes": ["x"]}, {"m": {"quotes": ["x"]}}, {"m": {"quotes": "x"}}, [{"id": "m", "quotes": ["x"]}]],
)
def test_rows_that_are_no_list_are_read(rows: Any) -> None:
    (found,) = read({"criteria": [ROW], "misconceptions": rows}).misconceptions
    assert (found.id, found.quotes) == ("m", ["x"])
    by_id = read({"criteria": {"a": {"verdict": "met"}, "b": {"verdict": "Not met"}}, "misconceptions": rows}).criteria
    assert [(row.id, row.verdict) for row in by_id] == [("a", "met"), ("b", "not_met")]


@pytest.mark.parametrize(
    "reply", [{}, {"misconceptions": []}, {"criteria": None}, {"criteria": {}}, {"criteria": "met"}]
)
def test_a_reply_without_verdicts_is_none(reply: Any) -> None:
    with pytest.raises(ModelReplyError):
        read(reply)


def test_a_candidate_who_writes_of_thinking_tags_is_graded(bank: Bank) -> None:
    answer = "Reasoning ends at </think>, and w = w - lr * g makes the step"
    rows = [
        {"id": c.id, "quotes": [answer], "reason": "says </think>", "verdict": "met"}
        for c in bank["training-02"].criteria
    ]
    chat = FakeChat({"criteria": rows})
    grade = Grader(LLMJudge(chat)).grade(bank["training-02"], answer)
    assert {c.verdict for c in grade.criteria} == {"met"} and len(chat.asked) == 1
