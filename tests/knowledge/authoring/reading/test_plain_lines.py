"""A question on each line: every line asks, or the list is none of this shape."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.plain_lines import read_plain_lines


def test_each_line_asks_and_headings_make_sections() -> None:
    found = read_plain_lines(
        "What is salt?\n\n## Bread ##\r\n  Why does dough rise?  \nExplain what gluten does.\n# Tea\nWhy is it hot?"
    )
    assert found is not None and found.shape == "a question on each line" and found.unplaced == ()
    assert [(p.section, p.number, p.text, p.line) for p in found.parts] == [
        ("", 1, "What is salt?", 1),
        ("Bread", 1, "Why does dough rise?", 4),
        ("Bread", 2, "Explain what gluten does.", 5),
        ("Tea", 1, "Why is it hot?", 7),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "# Only a heading\n",
        "What is salt?\nIt is sodium chloride.\n",
        "What is salt?\nReally?\n",
        "Thank you all for reading this.\nPlease come again soon.\n",
        "What is salt?\n---\nWhy do we add it?\n",
        "\x00\x01\x02",
    ],
)
def test_a_line_that_does_not_ask_makes_it_no_such_list(text: str) -> None:
    assert read_plain_lines(text) is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_end_of_line_is_read(end: str) -> None:
    found = read_plain_lines(end.join(["What is salt?", "Why do we add it?"]))
    assert found is not None and [part.line for part in found.parts] == [1, 2]
