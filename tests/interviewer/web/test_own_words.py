"""The candidate's own text: escaped, with its quotes marked, and code as it was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.grading.grade import CriterionVerdict, Evidence, Grade
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from interviewer.web.own_words import marked_answer
from tests.interviewer.web.test_verdicts import EVIL, MET, WRONG

CODE = "def f(x):\n    if x < 0:\n        return 0\n    return x"
NO_QUOTES = Grade("q", 0.0, ())


def quoting(text: str, *quotes: str) -> Grade:
    """A grade whose points rest on these words of a text."""
    found = ((quote, text.index(quote)) for quote in quotes)
    return Grade(
        "q",
        1.0,
        tuple(
            CriterionVerdict(quote, quote, 1, "met", 0.9, (Evidence(quote, at, at + len(quote)),))
            for quote, at in found
        ),
    )


def test_the_candidates_words_are_escaped_and_marked() -> None:
    grade = Grade("q", 1.0, (CriterionVerdict("c", "c", 1, "met", 0.9, (Evidence(EVIL[:10], 0, 10),)),))
    shown = marked_answer(EVIL, grade)
    assert shown.startswith('<mark class="met">&lt;img src=x<sup title="is about point 1">1</sup></mark>')
    assert shown.endswith("&lt;/script&gt;")


def test_overlapping_quotes_mark_each_piece_once() -> None:
    text = "one two three four"
    grade = Grade(
        "q",
        1.0,
        (
            CriterionVerdict("a", "a", 1, "met", 0.9, (Evidence("one two three", 0, 13),)),
            CriterionVerdict("b", "b", 1, "partly_met", 0.5, (Evidence("three four", 8, 18),)),
        ),
    )
    assert marked_answer(text, grade) == (
        '<mark class="met">one two </mark><mark class="met">three<sup title="is about point 1">1</sup></mark>'
        '<mark class="partly_met"> four<sup title="is about point 2">2</sup></mark>'
    )


def test_what_was_not_graded_of_a_long_answer_is_counted() -> None:
    shown = marked_answer("a" * (MAX_GRADED_CHARACTERS + 1_500), Grade("q", 0.0, ()))
    assert shown.count("a" * 100) == MAX_GRADED_CHARACTERS // 100
    assert "1,500 more characters, kept but not graded" in shown


def test_the_words_that_say_it_are_marked_and_a_screen_reader_says_so() -> None:
    shown = marked_answer("edits", Grade("q", 0.0, (MET, WRONG)))
    assert shown == (
        '<mark class="contradicted"><span class="spoken">contradicted: </span>edits<sup '
        'title="is about point 1">1</sup><sup title="contradicts point 2">≠2</sup></mark>'
    )


def test_code_keeps_its_lines_and_loses_its_fences() -> None:
    shown = marked_answer(f"First:\n\n```python\n{CODE}\n```\n\nand `y = f(x)` then.", NO_QUOTES)
    escaped = CODE.replace("<", "&lt;")
    assert shown == f"First:<pre><code>{escaped}</code></pre>and <code>y = f(x)</code> then."


@pytest.mark.parametrize(
    "typed", ["```\nx = 1\n```", "```py\nx = 1", "so ```python\nx = 1\n``` here", "```` \nx = 1\n````"]
)
def test_each_way_of_typing_a_block_is_shown_as_one(typed: str) -> None:
    assert "<pre><code>x = 1</code></pre>" in marked_answer(typed, NO_QUOTES)
    assert "`" not in marked_answer(typed, NO_QUOTES)


def test_code_on_one_line_is_shown_as_code() -> None:
    assert marked_answer("say ```x = $1 + $2``` once", NO_QUOTES) == "say <code>x = $1 + $2</code> once"


def test_an_empty_block_is_nothing() -> None:
    assert marked_answer("a\n```\n```\nb", NO_QUOTES) == "ab"


def test_quotes_are_marked_inside_code_and_across_its_edges() -> None:
    text = f"It is this:\n\n```python\n{CODE}\n```"
    shown = marked_answer(text, quoting(text, "return x", "this:\n\n```python\ndef f(x):", text[-15:]))
    assert shown.count("<pre>") == shown.count("</pre>") == 1
    assert shown.count("<mark") == shown.count("</mark>") and shown.count("<sup") == 3
    assert '<pre><code><mark class="met">def f(x):' in shown and "`" not in shown
    inside = shown.partition("<pre>")[2].partition("</pre>")[0]
    assert re.sub(r"<sup.*?</sup>|<[^>]*>", "", inside) == CODE.replace("<", "&lt;"), "the indentation stays"


@given(st.text(alphabet="a `\n$<", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_whatever_is_typed_stays_well_formed(text: str, start: int, end: int) -> None:
    shown = marked_answer(text, quoting(text, text[start:end]) if text[start:end] else NO_QUOTES)
    opened: list[str] = []
    for closing, tag in re.findall(r"<(/?)(pre|code|mark|sup)\b", shown):
        assert not closing or opened.pop() == tag
        if not closing:
            opened.append(tag)
    assert not opened
