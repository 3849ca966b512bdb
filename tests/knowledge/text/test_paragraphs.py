"""A text in paragraphs."""

from __future__ import annotations

from knowledge.text.paragraphs import paragraphs


def test_an_empty_line_ends_a_paragraph_but_not_inside_code() -> None:
    text = "one\ntwo\n\n\n- a\n- b\n\n```\nx\n\ny\n```\n"
    assert list(paragraphs(text)) == ["one\ntwo", "- a\n- b", "```\nx\n\ny\n```"]
    assert list(paragraphs(" \n\n")) == []
