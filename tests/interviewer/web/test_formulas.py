"""Formulas in HTML: typeset from closed sets, no matter who wrote them."""

from __future__ import annotations

import re

import pytest

from interviewer.web.formulas import formulas_in, with_formulas


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("$x^2$ grows", "<msup><mi>x</mi><mn>2</mn></msup>"),
        (r"so \(\sigma(x)\) is", "<mi>σ</mi>"),
        (r"$$\frac{a}{b}$$", '<math display="block"><mrow><mfrac>'),
        ("\\[\na = b\n\\]", '<math display="block">'),
        (r"$\mathbf{W}$", "<mi>𝐖</mi>"),
    ],
)
def test_each_way_to_write_a_formula_is_typeset(text: str, has: str) -> None:
    assert has in with_formulas(text)


@pytest.mark.parametrize(
    "text",
    [
        "it costs $5 and then $10",
        "`$x$` in code",
        r"$\unknown{a}$",
        "$ a $",
        "a single $ sign",
        "$" * 50,
        "$" + "{" * 3000 + "$",
    ],
)
def test_what_is_no_formula_or_cannot_be_set_stays_as_it_was_typed(text: str) -> None:
    assert with_formulas(text) == text


@pytest.mark.parametrize(
    "text",
    [
        r"$\text{<script>alert(1)</script>}$",
        r"$\href{javascript:alert(1)}{x}$",
        r'$\class{" onclick="alert(1)}{x}$',
        r"$\style{color:red}{x}$",
        r"$\kern1000em x$",
        r"$<img src=x onerror=alert(1)>$",
        r"$\rule{900em}{900em}$",
        "<b>$x$</b>",
    ],
)
def test_nothing_in_a_formula_becomes_other_markup(text: str) -> None:
    shown = with_formulas(text)
    names = {name.lower() for name in re.findall(r"</?([\w-]+)", shown)}
    assert names <= {"math", "mrow", "mstyle", "mi", "mn", "mo", "mtext", "mspace", "msup", "msub"}
    inside = re.findall(r"<[^>]*>", shown)
    assert shown and not any(bad in tag for tag in inside for bad in ("on", "href", "style=", "class", "000"))


def test_a_stretch_never_cuts_a_formula_in_two() -> None:
    text = "is $a + b$ and $c$"
    found = formulas_in(text)
    assert found.around(0, 5) == (0, 10) and found.around(6, 17) == (3, 18) and found.around(10, 14) == (10, 14)
    assert found.html_of(0, 3) == "is " and found.html_of(10, 15) == " and "


def test_dollars_in_code_blocks_mean_something_else() -> None:
    text = "```\n$x$\n``` $y$"
    assert with_formulas(text).count("<math") == 2
    assert formulas_in(text, code=[(0, 11)]).html_of(0, len(text)).count("<math") == 1
