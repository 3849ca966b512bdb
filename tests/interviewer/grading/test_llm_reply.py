"""The form of a reply: made once for a question, and read in whatever way models fill it in."""

from __future__ import annotations

import json

import pytest

from interviewer.errors import ModelReplyError
from interviewer.grading.grader import Grader
from interviewer.grading.llm_judge import LLMJudge
from interviewer.grading.llm_reply import GradeReply, id_meant, reply_form
from interviewer.json_data import JsonObject, JsonValue
from interviewer.llm.replies.reply import read_reply
from knowledge.schema import Bank
from tests.stand_ins import FakeChat

ROW = {"id": "a", "quotes": ["w"], "reason": "r", "verdict": "met"}


def test_the_form_of_a_question_is_made_once_and_is_its_own() -> None:
    form = reply_form(["a", "b"], ["m"])
    assert reply_form(("a", "b"), ("m",)) is form and reply_form(["b", "a"], ["m"]) is not form
    schema = str(form.model_json_schema())
    assert "'enum': ['a', 'b']" in schema and "'enum': ['m']" in schema
    assert "'enum': ['none']" in str(reply_form(["a"], []).model_json_schema())


def read(reply: JsonValue) -> GradeReply:
    return read_reply(json.dumps(reply), reply_form(["a", "b"], ["m"]), "stub")  # type: ignore[return-value]


LEFT_OUT = object()


@pytest.mark.parametrize("misconceptions", [LEFT_OUT, None, {}, [], "none", "None.", "", "n/a", [None], [{}]])
def test_a_reply_that_lists_no_misconceptions_is_read(misconceptions: JsonValue) -> None:
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
def test_rows_that_are_no_list_are_read(rows: JsonValue) -> None:
    (found,) = read({"criteria": [ROW], "misconceptions": rows}).misconceptions
    assert (found.id, found.quotes) == ("m", ["x"])
    by_id = read({"criteria": {"a": {"verdict": "met"}, "b": {"verdict": "Not met"}}, "misconceptions": rows}).criteria
    assert [(row.id, row.verdict) for row in by_id] == [("a", "met"), ("b", "not_met")]


@pytest.mark.parametrize(
    "reply", [{}, {"misconceptions": []}, {"criteria": None}, {"criteria": {}}, {"criteria": "met"}]
)
def test_a_reply_without_verdicts_is_none(reply: JsonValue) -> None:
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


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        *((word, "met") for word in ("fully met", "Fully-Met", "yes", "Yes.", "satisfied", "true", True)),
        *((word, "partly_met") for word in ("partially met", "PartlyMet", "partly satisfied", "partially")),
        *((word, "not_met") for word in ("not satisfied", "Unsatisfied", "no", "NO", "false", False, "missing")),
        ("contradicts", "contradicted"),
    ],
)
def test_verdicts_in_other_words_are_read(written: JsonValue, verdict: str) -> None:
    (row,) = read({"criteria": [{**ROW, "verdict": written}]}).criteria
    assert row.verdict == verdict


@pytest.mark.parametrize(
    "written", ["excellent", "mostly met", "correct", "incorrect", "maybe", "met or not met", "yes and no", "", None, 1]
)
def test_words_that_could_mean_two_verdicts_are_none(written: JsonValue) -> None:
    assert read({"criteria": [{**ROW, "verdict": written}]}).criteria == []


@pytest.mark.parametrize(
    "row",
    [
        {"id": "a", "quote": "w", "verdict": "met"},
        {"id": "a", "quote": ["w"], "verdict": "met"},
        {"criterion_id": "a", "evidence": "w", "verdict": "met"},
        {"criterion": "a", "Quotes": ["w"], "Verdict": "Met", "Reason": "r"},
        {"id": "a", "criterion": "the claim", "quotes": ["w"], "quote": "other", "verdict": "met", "VERDICT": "no"},
    ],
)
def test_fields_by_other_names_are_read(row: JsonObject) -> None:
    (found,) = read({"criteria": [row]}).criteria
    assert (found.id, found.quotes, found.verdict) == ("a", ["w"], "met")
    assert read({"criteria": row}).criteria == [found], "also a single one"


@pytest.mark.parametrize(
    "reply",
    [
        [ROW, {**ROW, "id": "b"}],
        {"result": {"criteria": [ROW, {**ROW, "id": "b"}], "misconceptions": []}},
        {"response": [ROW, {**ROW, "id": "b"}]},
        {"Grade": {"criteria": {"a": ROW, "b": ROW}}, "model": "stub"},
    ],
)
def test_a_reply_without_its_outer_object_or_with_another_one_is_read(reply: JsonValue) -> None:
    assert len(read(reply).criteria) == 2


@pytest.mark.parametrize(
    "reply",
    [[], ["a"], [{"id": "a", "quotes": []}], [[ROW]], ROW, {"draft": [ROW], "final": [{**ROW, "verdict": "no"}]}],
)
def test_a_list_or_a_row_of_another_kind_is_no_reply(reply: JsonValue) -> None:
    with pytest.raises(ModelReplyError):
        read(reply)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("update-rule", "update-rule"),
        ("UPDATE_RULE", "update-rule"),
        (" Update rule ", "update-rule"),
        ("`update-rule`:", "update-rule"),
        ("- update  rule", "update-rule"),
        ("a_b", "a_b"),
        ("A-B", None),
        ("updaterule", None),
        ("update-rule-2", None),
        ("", None),
    ],
)
def test_an_id_in_another_spelling_is_known_if_it_can_mean_one_only(said: str, meant: str | None) -> None:
    assert id_meant(said, ["update-rule", "a_b", "a-b"]) == meant
