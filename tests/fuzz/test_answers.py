"""What candidates type, and batches of it, at random: formulas, numbers, quotes in any script, and lines of JSON."""

from __future__ import annotations

import json
import math
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.cli.batch import batch_rows, grades_in, keep_last
from interviewer.errors import UsageError
from interviewer.grading.forms.maths.formula import FormulaError, value_of
from interviewer.grading.forms.maths.formula_parser import parse_formula
from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.numerals import number_in, numerals
from interviewer.grading.forms.numbers.numbers import value_finding
from interviewer.grading.forms.numbers.said_counts import is_calculated
from interviewer.grading.text.evidence import locate, readable, sentences
from interviewer.grading.text.markup import unmarked
from interviewer.report.typst_math import UnknownFormulaError, typst_math
from knowledge.answers.expectation import Expectation
from knowledge.schema import Bank
from tests.fuzz.bounds import FUZZED
from tests.fuzz.test_files import JSON

pytestmark = pytest.mark.slow

LATEX = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "\\frac",
                "{",
                "}",
                "^",
                "_",
                "\\sqrt",
                "[",
                "]",
                "\\left(",
                "\\right)",
                "\\times",
                "\\cdot",
                "x",
                "e",
                "2",
                "1e9",
                "0.5",
                "10^{6}",
                "\\log",
                "\\sigma",
                "\\begin{matrix}",
                "\\end{matrix}",
                "&",
                "\\\\",
                "\\text{so}",
                "$",
                "=",
                "≈",
                "-",
                "!",
                "%",
                "(",
                ")",
                "/",
            ]
        ),
        st.text(max_size=2),
    ),
    max_size=14,
).map(" ".join)
NUMBERS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "one",
                "twenty",
                "hundred",
                "thousand",
                "and",
                "a half",
                "dozen",
                "1,000",
                "1.000",
                "3",
                "2^",
                "1e",
                "½",
                "٣",
                "४",
                "-",
                "/",
                "×",
                "10^{",
                "%",
                "k",
                "million",
                "minus",
                "point",
            ]
        ),
        st.text(max_size=3),
    ),
    max_size=12,
).map(" ".join)
WORDS = st.sampled_from(
    [
        "ﬁne",
        "ＦＵＬＬ",
        "naïve",
        "e\u0301",
        "שלום",
        "مرحبا",
        "नमस्ते",
        "한국어",
        "日本語。",
        "👩‍👩‍👧",
        "ß",
        "İ",
        "ŉ",
        "\u202eab",
        "a\u200bb",
        "\u0345",
        "**b**",
        "`c`",
        "<i>d</i>",
        "—",
        "…",
        "“q”",
    ]
)
UNICODE = st.lists(
    st.one_of(WORDS, st.text(max_size=6), st.sampled_from(["said.", "then, and", "\n", "?"])), max_size=16
)
ANSWERS = UNICODE.map(" ".join)
FIELDS = st.sampled_from(["id", "question_id", "answer", "criteria", "score", "x"])


@FUZZED
@given(LATEX)
def test_any_latex_has_a_finite_value_or_is_no_formula(text: str) -> None:
    try:
        value = value_of(parse_formula(plain_notation(text), frozenset({"x"})), {"x": 1.5})
    except FormulaError as error:
        assert str(error)
        return
    assert math.isfinite(value)


@FUZZED
@given(LATEX)
def test_any_latex_is_set_or_said_to_be_unknown(text: str) -> None:
    try:
        made = typst_math(text)
    except UnknownFormulaError:
        return
    outside = re.sub(r'"(?:\\.|[^"\\])*"|#none', "", made)
    assert '"' not in outside and "#" not in re.sub(r"\\.", "", outside)  # nothing escapes its quotes, nothing is run


@FUZZED
@given(NUMBERS)
def test_numbers_of_any_text_lie_in_it_in_order(text: str) -> None:
    found = numerals(text)
    assert all(0 <= n.start < n.end <= len(text) and math.isfinite(n.value) for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    value = number_in(text)
    assert value is None or math.isfinite(value)


@FUZZED
@given(NUMBERS, st.integers(0, 10**6))
def test_any_text_ends_in_a_finding_that_quotes_it(text: str, wanted: int) -> None:
    finding = value_finding("value", Expectation("value", (str(wanted),), units=("steps",), sole=True), text)
    if finding is None:  # left to a reader: it calculates in words, or contains the value in some other way
        assert is_calculated(text) or any(numeral.value == wanted for numeral in numerals(text))
    else:
        assert finding.quote in text


@FUZZED
@given(ANSWERS, st.data())
def test_a_piece_of_any_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    clean = readable(text)
    assert len(clean) == len(text) and readable(clean) == clean
    for piece in sentences(clean):
        said = piece.of(clean)
        found = locate(said, clean)
        assert found is None or clean[found.start : found.end] == found.quote
        # what has words enough to be a quote is found
        assert found is not None or len(re.findall(r"[a-z]", said)) < 2
    start = data.draw(st.integers(0, len(clean)))
    other = locate(clean[start : start + 20], clean)
    assert other is None or (
        0 <= other.start < other.end <= len(clean) and other.quote == clean[other.start : other.end]
    )


@FUZZED
@given(ANSWERS)
def test_a_text_without_its_marks_keeps_its_places(text: str) -> None:
    bare = unmarked(text)
    assert len(bare.text) == len(bare.starts) == len(bare.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(bare.starts, bare.ends, strict=True))
    for piece in sentences(bare.text):
        there = bare.in_written(piece)
        assert 0 <= there.start < there.end <= len(text)


@FUZZED
@given(
    st.lists(
        st.one_of(st.dictionaries(FIELDS, st.one_of(JSON, st.just("training-06a")), max_size=5), JSON), max_size=5
    ),
    st.sampled_from([b"\n", b"\r\n"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.binary(max_size=12),
)
def test_any_lines_of_json_are_a_batch_or_each_fault_has_its_line(
    bank: Bank, tmp_path: Path, rows: list[object], end: bytes, mark: bytes, cut: bytes
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(mark + b"".join(json.dumps(row).encode() + end for row in rows) + cut)
    held = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    try:
        found = list(batch_rows(bank, path))
    except UsageError as error:
        said = str(error).split("\n")[1:]
        assert said and all(re.match(rf"  {re.escape(str(path))}:\d+: \S", line) for line in said)
        return
    assert len({row["id"] for row in found}) == len(found) == sum(bool(line.strip()) for line in held)


@FUZZED
@given(
    st.lists(
        st.one_of(st.builds(lambda name, x: {"id": name, "criteria": x}, st.text(max_size=5), JSON), JSON), max_size=5
    ),
    st.integers(0, 300),
)
def test_grades_of_any_shape_are_kept_once_each_or_refused(tmp_path: Path, rows: list[object], cut: int) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in rows)[:cut])
    try:
        done = grades_in(out)
    except UsageError as error:
        assert str(out) in str(error)
        return
    assert done.ungraded <= set(done.lines)
    keep_last(out)
    assert grades_in(out) == done
