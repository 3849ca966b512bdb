"""Tables as people write them: without a header, with a question in place of the header, with bars that don't separate columns."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.any_list import UnreadableList, read_any_list


def test_rows_without_a_head_are_read() -> None:
    found = read_any_list(
        "# Bread\n\n| 1 | What is rye? | easy |\n| 2 | Why use salt? | hard |\n| 5 | How is malt made? | medium |\n"
    )
    assert [(p.number, p.text, p.difficulty, p.line) for p in found.parts] == [
        (1, "What is rye?", 2, 3),
        (2, "Why use salt?", 4, 4),
        (5, "How is malt made?", 3, 5),
    ]
    assert found.unplaced == () and found.shape == "rows of a table"


def test_cells_without_a_name_beside_a_question_are_its_answer() -> None:
    found = read_any_list("| What is rye? | A grain. |\n| Why use salt? | Taste \\| more. |\n")
    assert [p.answer for p in found.parts] == ["A grain.", "Taste \\| more."]


def test_a_question_where_a_head_would_be_is_a_question() -> None:
    found = read_any_list("| What is rye? | A grain. |\n|---|---|\n| Why use salt? | Taste. |\n")
    assert [(p.text, p.answer) for p in found.parts] == [("What is rye?", "A grain."), ("Why use salt?", "Taste.")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("| Crust | Bath |\n| Crumb | Wells |\n", 1),
        ("# Shops\n\n| Crust | Bath |\n| Crumb | Wells |\n", 3),
        ("| Shop | Town |\n|---|---|\n| Crust | Bath |\n", 1),
        ("<table>\n<tr><td>Crust</td></tr>\n</table>\n", 2),
        ("# Bread\n\nBread is old.\n", 3),
        ("\n\n", 1),
        ("# Bread\n", 1),
    ],
)
def test_each_refusal_names_a_line(text: str, line: int) -> None:
    with pytest.raises(UnreadableList, match=rf"line {line}\b"):
        read_any_list(text)


def test_headings_in_html_are_headings() -> None:
    text = "<h2>Bread</h2>\n\n<h3 id='a'>What is rye?</h3>\n\nA grain.\n\n<h3>Why use salt?</h3>\n\n```\n<h3>no</h3>\n```\n"
    found = read_any_list(text)
    assert [(p.section, p.text, p.answer) for p in found.parts] == [
        ("Bread", "What is rye?", "A grain."),
        ("Bread", "Why use salt?", "```\n<h3>no</h3>\n```"),
    ]
