"""JSON that is nearly right is read; JSON that is cut off never is, wherever it ends."""

from __future__ import annotations

import time

import pytest

from interviewer.json_data import JsonValue
from interviewer.llm.replies.loose_json import CutJsonError, decode


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{}", {}),
        ("[1, -2.5e1, 'a',]", [1, -25.0, "a"]),
        ('{"a": [True, False, None, true, false, null,],}', {"a": [True, False, None, True, False, None]}),
        ('{"a": "one\ntwo\tthree\x00"}', {"a": "one\ntwo\tthree\x00"}),
        (r'{"a": "\alpha \(x\) \" \\ \u00e9 \ud83d\ude00 \u12 \n",}', {"a": '\\alpha \\(x\\) " \\ é 😀 \\u12 \n'}),
        (r"{'a': 'x\xa0y\U0001f600\U99999999 \xi'}", {"a": "x\xa0y😀\\U99999999 \\xi"}),
        (r"{'a': 'it\'s \"so\"'}", {"a": 'it\'s "so"'}),
        ("{'a': \"it's\"}", {"a": "it's"}),
        ("{a_b: 1}", {"a_b": 1}),
        ('// first\n{"a": 1, # of two\n "b": /* the\nlast */ 2}', {"a": 1, "b": 2}),
        ('{"a": "// no comment # here",}', {"a": "// no comment # here"}),
    ],
)
def test_nearly_right(text: str, value: JsonValue) -> None:
    decoded = decode(text, 0)
    assert decoded.value == value and decoded.end == len(text)


FAULTY = ["", "{,}", "{1: 2}", '{"a" 1}', '{"a": }', '{"a": 1 "b": 2}', "[1 2]", '{"a": met}', '{"a": 1, "a": 2,}']
DEEP = ["[1," * 42 + "]" * 42, "{{" * 90_000, "[" * 90_000]


@pytest.mark.parametrize("text", [*FAULTY, *DEEP, "{a", "plain words", '{"a": "b" + "c"}', "[1,,2]"])
def test_what_has_no_single_meaning_is_no_value(text: str) -> None:
    start = time.monotonic()
    with pytest.raises(ValueError):
        decode(text, 0)
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("end", ["-", "1e", "1.", "tr", "'a", '"a\\', "/", "/* 1", "// 1", "{b", "[1,", "1 "])
def test_a_value_that_ends_anywhere_is_cut(end: str) -> None:
    with pytest.raises(CutJsonError):
        decode(f"{{'a': {end}", 0)
