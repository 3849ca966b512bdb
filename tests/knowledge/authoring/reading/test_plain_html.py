"""Lists in HTML are read as the Markdown that they stand for, or refused with their words."""

from __future__ import annotations

import pytest

from knowledge.authoring.manifest import ImportFailure
from knowledge.authoring.question_list import QuestionList
from knowledge.authoring.reading.any_list import read_any_list
from knowledge.authoring.reading.list_file import read_list_text


def _read(found: QuestionList) -> list[tuple[str, str]]:
    return [(part.text, part.answer) for part in found.parts]


RYE = [("What is rye?", "A grain."), ("Why salt?", "Taste.")]


@pytest.mark.parametrize(
    "text",
    [
        "<h3>1. What is rye?</h3>\n<p>A grain.</p>\n<h3>2. Why salt?</h3>\n<p>Taste.</p>\n",
        "<h3>What is rye?</h3><p>A grain.</p>\n<h3>Why salt?</h3><p>Taste.</p>\n",
        "<h4>\n  What is\n  rye?\n</h4>\nA grain.\n<H4>\nWhy salt?\n</H4>\nTaste.\n",
        "<div>\n    <h2>What is rye?</h2>\n    <p>A grain.</p>\n    <h2>Why salt?</h2>\n    <p>Taste.</p>\n</div>\n",
        "<p><strong>What is rye?</strong></p>\n<p>A grain.</p>\n<p><b>Why salt?</b><br></p>\n<p>Taste.</p>\n",
        "<dl>\n<dt>What is rye?</dt>\n<dd>A grain.</dd>\n<dt>Why salt?</dt><dd>Taste.</dd>\n</dl>\n",
        "<ol>\n<li>What is rye?<br>A grain.</li>\n<li>\n  Why salt?\n  <p>Taste.</p>\n</li>\n</ol>\n",
    ],
)
def test_html_is_read_as_markdown(text: str) -> None:
    assert [(said, answer.strip()) for said, answer in _read(read_any_list(text))] == RYE


def test_headings_in_code_stay_code() -> None:
    code = "```jsx\n<h1>What?</h1>\n```\n\n    <h2>What now?</h2>"
    found = read_any_list(f"## What is rye?\n\n{code}\n\n## Why salt?\n\nTaste.\n")
    assert _read(found) == [("What is rye?", code), ("Why salt?", "Taste.")]


def test_items_within_items_are_answers_and_links_and_code_are_kept() -> None:
    found = read_any_list(
        "<ul>\n<li>Why is <code>a &lt; b</code>?\n<ol>\n<li>Salt.</li>\n<li>Rye.</li>\n</ol>\n</li>\n"
        "<li><a href='https://a.b'>What is rye?</a></li>\n</ul>\n"
    )
    assert _read(found) == [("Why is `a < b`?", "1. Salt.\n2. Rye."), ("What is rye?", "<https://a.b>")]


def test_html_items_that_ask_nothing_stay_as_they_are() -> None:
    below = "<ul>\n<li>Malt.</li>\n<li>Salt.</li>\n</ul>"
    assert read_any_list(f"### What is in it?\n\n{below}\n\n### Why salt?\n\nTaste.\n").parts[0].answer == below


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<ol><li>What is rye?</li><li>Why salt?</li></ol>\n", r"line 1 \('What is rye\? Why salt\?'\)"),
        ("<table>\n<tr><td>What is rye?</td></tr>\n</table>\n", r"line 2 \('What is rye\?'\)"),
        ("<br>\n", r"line 1 \('<br>'\)"),
    ],
)
def test_what_is_refused_is_quoted(text: str, said: str) -> None:
    with pytest.raises(ImportFailure, match=said):
        read_list_text(text, "bread.md")
