"""Items of HTML lists keep their answers apart from their questions, and no tag or spelt-out sign is left in either."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.list_file import read_list_text
from knowledge.authoring.reading.plain_tags import with_plain_tags

ITEMS = {
    "<li><b>What is rye?</b><br/>A grain &amp; a grass.</li>": "A grain & a grass.",
    "<li><strong>What is rye?</strong> A grain.<br>And a grass.</li>": "A grain.\nAnd a grass.",
    "<li>What is rye?<p>A grain.</p></li>": "A grain.",
    "<li>\n<b>What is rye?</b>\n<p>A grain.</p>\n</li>": "A grain.",
    "<li><b>What is rye?</b></li>": "",
}


@pytest.mark.parametrize("item", ITEMS)
def test_an_answer_in_an_item_is_told_from_its_question(item: str) -> None:
    other = "<li><b>Why salt it?</b><br>Taste.</li>"
    found = read_list_text(f"<ul>\n{other}\n{item}\n{other.replace('Why', 'When')}\n</ul>\n", "list.md")
    assert [part.text for part in found.parts] == ["Why salt it?", "What is rye?", "When salt it?"]
    assert [part.answer for part in found.parts] == ["Taste.", ITEMS[item], "Taste."]


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("<b>a</b> &amp; <em>b</em>", "**a** & *b*"),
        ("&lt;b&gt; &amp; c", "&lt;b&gt; &amp; c"),
        ("1 &lt; 2", "1 < 2"),
        ("<code>a &lt; b</code>", "`a < b`"),
        ("<b>of <code>a</code></b>", "**of `a`**"),
        ("`<b>a</b>` b", "`<b>a</b>` b"),
        ("`&amp;` &amp;", "`&amp;` &"),
        ("a<br>b", "a<br>b"),
    ],
)
def test_tags_for_the_look_of_a_text_are_those_of_markdown(line: str, plain: str) -> None:
    assert with_plain_tags(line) == plain


def test_a_break_within_an_answer_ends_a_line() -> None:
    found = read_list_text("## What is rye?\n\nA grain.<br>\nA grass.<br/>Grey.\n\n## Why?\n\nSo.\n", "list.md")
    assert found.parts[0].answer == "A grain.\nA grass.\nGrey."
