from __future__ import annotations

import math
import time

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.forms.maths.formula import FormulaError, value_of
from interviewer.grading.forms.maths.formula_parser import MAX_SOURCE, parse_formula
from interviewer.grading.forms.maths.notation import plain_notation


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1/2", 0.5),
        ("2^3^2", 512.0),
        ("-2^2", -4.0),
        ("2 log 2", math.log(4)),
        ("-log4", -math.log(4)),
        ("sqrt(9) + 1", 4.0),
        ("3(x+1)", 6.0),
        ("2x", 2.0),
        ("max(0, x - 2)", 0.0),
        ("[x > 0.5]", 1.0),
        ("relu(-x)", 0.0),
        ("e^-x", math.exp(-1)),
        ("1e-3", 0.001),
    ],
)
def test_a_formula_has_its_value(text: str, value: float) -> None:
    assert value_of(parse_formula(text, frozenset({"x"})), {"x": 1.0}) == pytest.approx(value)


@pytest.mark.parametrize(
    "bomb",
    [
        "10^10^10",
        "1e999",
        "9^9^9^9^9",
        "exp(exp(exp(9)))",
        "(" * 300,
        "((((" * 90 + "1",
        "-" * 390 + "1",
        "2^" * 190 + "2",
        "1/0",
        "log(0)",
        "(-1)^0.5",
        "1" * (MAX_SOURCE + 1),
        "__import__('os').system('true')",
        "x.__class__",
        "",
        "2 3 +",
        "max()",
        "log2(1,2,3)",
        "\x00",
    ],
)
def test_what_has_no_value_ends_at_once_in_an_error(bomb: str) -> None:
    start = time.process_time()
    with pytest.raises(FormulaError):
        value_of(parse_formula(bomb, frozenset({"x"})), {"x": 1.0})
    assert time.process_time() - start < 0.5


X = sympy.Symbol("x", positive=True)
_LEAVES = st.one_of(st.integers(1, 9).map(sympy.Integer), st.just(X))


def _combined(children: st.SearchStrategy[sympy.Expr]) -> st.SearchStrategy[sympy.Expr]:
    pairs = st.tuples(children, children)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] - p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: p[0] / (p[1] ** 2 + 1)),
        children.map(lambda a: a**2),
        children.map(lambda a: sympy.exp(-a / 9)),
        children.map(lambda a: sympy.log(a**2 + 1)),
        children.map(lambda a: sympy.sqrt(a**2 + 1)),
    )


@pytest.mark.slow
@settings(deadline=None)  # a shared machine is slow at times
@given(st.recursive(_LEAVES, _combined, max_leaves=5))
def test_what_sympy_writes_as_latex_or_plain_is_read_back(expression: sympy.Expr) -> None:
    expected = complex(expression.subs(X, 0.7))
    for text in (sympy.latex(expression), str(expression)):
        plain = plain_notation(text)
        if len(plain) > MAX_SOURCE:
            continue
        got = value_of(parse_formula(plain, frozenset({"x"})), {"x": 0.7})
        assert got == pytest.approx(expected.real, rel=1e-6, abs=1e-9), (text, plain)


@pytest.mark.slow
@settings(deadline=None)  # a shared machine is slow at times
@given(st.text(max_size=500))
def test_any_text_is_a_formula_or_an_error(text: str) -> None:
    try:
        value = value_of(parse_formula(plain_notation(text), frozenset({"x"})), {"x": 1.0})
    except FormulaError:
        return
    assert math.isfinite(value)


def test_latex_of_any_size_comes_back_quickly() -> None:
    start = time.process_time()
    for bomb in ("\\frac{" * 20_000, "{" * 1500, "\\frac{1}{" * 150 + "1", "\\sqrt" * 300):
        plain_notation(bomb)
    assert time.process_time() - start < 1
