"""Replies of models at random: JSON nearly right, cut anywhere, wrapped and preceded by thoughts."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.errors import ModelReplyError
from interviewer.grading.llm_reply import GradeReply
from interviewer.json_data import JsonValue
from interviewer.llm.replies.loose_json import CutJsonError, decode
from interviewer.llm.replies.reply import read_reply
from interviewer.llm.wire.events import completion_of
from tests.fuzz.bounds import FUZZED

pytestmark = pytest.mark.slow

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1), inner, max_size=3),
    max_leaves=8,
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["a", "b"]),
            "quotes": st.lists(st.text(), max_size=2),
            "reason": st.text(),
            "verdict": st.sampled_from(["met", "not_met", "partly_met"]),
        }
    ),
    min_size=1,
    max_size=3,
)


def written(value: JsonValue, way: str) -> str:
    """A value as a model may write it."""
    match way:
        case "python":
            return repr(value)
        case "wrapped":
            return json.dumps({"result": value})
    return json.dumps(value)


@FUZZED
@given(st.dictionaries(st.text(min_size=1), VALUES, max_size=3), st.booleans(), st.data())
def test_no_beginning_of_an_object_is_a_value(value: dict[str, JsonValue], python: bool, data: st.DataObject) -> None:
    text = repr(value) if python else json.dumps(value)
    end = data.draw(st.integers(0, len(text) - 1))
    with pytest.raises(CutJsonError):
        decode(text[:end], 0)


@FUZZED
@given(VALUES)
def test_json_is_read_as_it_stands_also_with_a_comma_too_many(value: JsonValue) -> None:
    text = json.dumps(value)
    assert decode(text, 0).value == value and decode(text, 0).strict
    loose = decode(f"[{text},]", 0)
    assert loose.value == [value] and not loose.strict


@FUZZED
@given(st.text(alphabet="{}[]\"'\\,:/*# \nabt1e-.u"))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert 0 < decode(text, 0).end <= len(text)
    with contextlib.suppress(ModelReplyError):
        read_reply(text, GradeReply, "stub")
    completion_of(text)


@FUZZED
@given(
    ROWS, st.sampled_from(["json", "python", "wrapped"]), st.sampled_from(["", "Here: ", "<think>", "[THINK]x[/THINK]"])
)
def test_a_whole_reply_is_read_and_a_cut_one_never(rows: list[dict[str, JsonValue]], way: str, before: str) -> None:
    text = before + written({"criteria": rows, "misconceptions": []}, way)
    found = read_reply(text, GradeReply, "stub")
    assert [(row.id, row.quotes, row.verdict) for row in found.criteria] == [
        (row["id"], row["quotes"], row["verdict"]) for row in rows
    ]
    for end in range(len(before), len(text), 1 + len(text) // 40):
        with pytest.raises(ModelReplyError):
            read_reply(text[:end], GradeReply, "stub")
