"""What of a formula is read, for the page and the PDF alike."""

from __future__ import annotations

import re

import pytest

from knowledge.text.mathml import INLINE, MAX_CHARACTERS, UnknownFormulaError, mathml_tree, parsed_latex


@pytest.mark.parametrize("latex", ["x" * (MAX_CHARACTERS + 1), r"\frac{1}{"])
def test_what_cannot_be_read_is_said_to_be_unknown(latex: str) -> None:
    with pytest.raises(UnknownFormulaError):
        mathml_tree(latex)


def test_a_formula_becomes_a_tree() -> None:
    assert [node.tag for node in mathml_tree(r"\frac{1}{2}").iter() if node.tag == "mfrac"] == ["mfrac"]


def test_a_long_formula_is_parsed_although_it_is_not_typeset() -> None:
    assert parsed_latex("x" * (MAX_CHARACTERS + 1)).tag == "math"


def test_money_is_no_formula() -> None:
    assert re.findall(INLINE, "between $5 and $10, and $x^2$ too") == ["x^2"]
