"""Markdown in pieces: what is a formula, what is code, what is money."""

from __future__ import annotations

import time

import pytest

from interviewer.report.pieces import Piece, pieces


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "from $5 to $10 a month",
        "it costs $5, so there",
        "US$5-US$10",
        "a $ sign, and another $ sign",
        r"\$5 and \$6",
        "100$ each",
    ],
)
def test_money_is_left_alone(text: str) -> None:
    assert pieces(text) == (Piece("text", text),)


def test_formulas_and_code_are_found_in_prose() -> None:
    found = pieces("Say $x_1$ and **bold** `a*b*` then\n\n$$y$$\n\n```python\nx = '$z$'\n```\n")
    assert found == (
        Piece("text", "Say "),
        Piece("math", "attach(x, b: 1)"),
        Piece("text", " and "),
        Piece("strong", "bold"),
        Piece("text", " "),
        Piece("code", "a*b*"),
        Piece("text", " then"),
        Piece("display", "y"),
        Piece("block", "x = '$z$'"),
    )


def test_money_beside_a_formula() -> None:
    assert [p.kind for p in pieces("at $5 each, $n$ of them cost $5n$")] == ["text", "math", "text", "math"]


def test_a_formula_that_cannot_be_set_is_its_source() -> None:
    assert pieces(r"so $\boxed{x}$") == (Piece("text", "so "), Piece("code", r"\boxed{x}"))
    assert pieces("$$\n\\frac{1}{\n$$") == (Piece("block", "\\frac{1}{"),)


def test_marks_of_markdown_and_what_cannot_be_printed_are_gone() -> None:
    assert pieces("## Head\n> quoted *word*\x07\u200b</summary>") == (Piece("text", "Head\nquoted word"),)
    assert pieces("![a tree](t.svg)") == (Piece("text", "[Figure: a tree]"),)
    assert pieces("") == pieces("```") == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "mark", ["`", "$", "$a ", "**a ", "` ", "``` ", "```\n", "$$ ", "*", "![", "![](a", "<", "\n   "]
)
def test_the_longest_answer_is_cut_within_seconds(mark: str) -> None:
    text = (mark * 200_000)[:200_000]
    start = time.monotonic()
    pieces(text)
    assert time.monotonic() - start < 10


def test_a_table_keeps_its_cells_and_bars_inside_formulas() -> None:
    found = pieces("| a | b |\n|---|---|\n| $|x|$ | `p|q` |\n| only |\nafter")
    assert [p.kind for p in found] == ["table", "text"]
    head, first, second = found[0].rows
    assert [cell[0].text for cell in head] == ["a", "b"] and first[1] == (Piece("code", "p|q"),)
    assert [p.kind for p in first[0]] == ["math"] and second == ((Piece("text", "only"),), ())


def test_bold_and_lists_are_set_and_powers_are_left_alone() -> None:
    assert pieces("- **one**\n* two") == (Piece("text", "• "), Piece("strong", "one"), Piece("text", "\n• two"))
    assert pieces("x ** 2 and x**2") == (Piece("text", "x ** 2 and x**2"),)
    assert pieces("a **half $x$ bold** b")[0].text == "a half "


@pytest.mark.parametrize("text", ["k*k*Cin*Cout", "2**(n-1) of (a)*(b)*(c)", "2*(n+1)*k"])
def test_a_product_keeps_its_stars(text: str) -> None:
    assert pieces(text) == (Piece("text", text),)
