"""Lists and problems in LaTeX become Markdown, line for line; formulas, code and other texts stay."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.latex_lists import with_latex_as_markdown


@pytest.mark.parametrize(
    "text",
    ["1. What does \\item do?\n", "Why \\(x\\)?\n", "::: note\nA remark.\n:::\n", "$\\begin{matrix}1\\end{matrix}$\n"],
)
def test_other_texts_stay(text: str) -> None:
    assert with_latex_as_markdown(text) == text


def test_lists_in_lists_are_indented_and_counted() -> None:
    text = (
        "\\begin{enumerate}\n\\item One?\nIt goes on.\n\\begin{itemize}\n\\item a\n\\item[b)] c\n\\end{itemize}\n"
        "\\item Two?\n\\end{enumerate}\nAfter."
    )
    assert with_latex_as_markdown(text).split("\n") == [
        "",
        "1. One?",
        "   It goes on.",
        "",
        "   - a",
        "   - b) c",
        "",
        "2. Two?",
        "",
        "After.",
    ]


def test_questions_of_an_exam_keep_their_points_and_parts() -> None:
    text = "\\begin{questions}\n\\question[5] Why?\n\\begin{parts}\n\\part How?\n\\end{parts}\n\\question What?\n\\end{questions}"
    assert with_latex_as_markdown(text).split("\n") == ["", "1. Why? [5]", "", "   1. How?", "", "2. What?", ""]


def test_code_and_formulas_stay_and_emphasis_does_not() -> None:
    text = (
        "\\begin{problem}\n\\emph{Why} is $\\textbf{x} < 1$?\n\\begin{verbatim}\n\\item %d\n\\end{verbatim}\n\\end{problem}\n"
        "\\begin{align}\nx &= 1 % one\n\\end{align}"
    )
    assert with_latex_as_markdown(text).split("\n") == [
        "**Problem.**",
        "*Why* is $\\textbf{x} < 1$?",
        "```",
        "\\item %d",
        "```",
        "",
        "\\begin{align}",
        "x &= 1 % one",
        "\\end{align}",
    ]


@pytest.mark.parametrize(
    ("block", "label"),
    [
        ("::: problem\nWhy?\n:::", "**Problem.**"),
        ('::: {#p1 .exercise title="a"}\nWhy?\n:::', "**Problem.**"),
        ("::: problem\n\n**Problem 3.** Why?\n:::", ""),
        ("::: proof\nSo.\n:::", "**Solution.**"),
    ],
)
def test_blocks_of_a_converter_are_labelled_once(block: str, label: str) -> None:
    assert with_latex_as_markdown(block).split("\n")[0] == label
    assert ":::" not in with_latex_as_markdown(block)
