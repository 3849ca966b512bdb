"""Stars and underscores in a product or a name are distinguished from emphasis."""

from __future__ import annotations

import pytest

from knowledge.text.emphasis import STAR, hidden_signs, restored_signs, with_signs_kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("k*k*Cin*Cout weights", r"k\*k\*Cin\*Cout weights"),
        ("2*(n+1)*k and (a)*(b)*(c)", r"2\*(n+1)\*k and (a)\*(b)\*(c)"),
        ("2**(n-1) or x**2", r"2\*\*(n-1) or x\*\*2"),
        ("w[i]*x[i] plus f'*g'*h", r"w[i]\*x[i] plus f'\*g'\*h"),
        ("`a`*`b`*`c` of `p*q*r`", r"`a`\*`b`\*`c` of `p*q*r`"),
        ("call __init__ of it", r"call \_\_init\_\_ of it"),
        ("f(x)_i and g_(x)", r"f(x)\_i and g\_(x)"),
        ("**k*k*Cin** of them", r"**k\*k\*Cin** of them"),
    ],
)
def test_signs_of_a_product_or_a_name_are_kept(written: str, kept: str) -> None:
    assert with_signs_kept(written) == kept


@pytest.mark.parametrize(
    "text",
    [
        "a **bold** word, an *italic* one, and **both words**(see there)",
        "* one\n* two",
        "```python\nx = a*b*c\n__init__\n```",
        "`k*k*c` and $x_{i}*y_{j}*z$ and $$a*b$$",
        "a x_i and a d_model, 3 * 4 * 5",
        "**`code`** and (**bold**)",
    ],
)
def test_real_emphasis_code_and_formulas_are_left_alone(text: str) -> None:
    assert with_signs_kept(text) == text


def test_what_is_hidden_comes_back() -> None:
    hidden = hidden_signs("a*b __init__")
    assert STAR in hidden and "*" not in hidden and restored_signs(hidden) == "a*b __init__"
