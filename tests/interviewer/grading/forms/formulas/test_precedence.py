"""A typed formula is read as it is written; in words the precedence is open, and is read kindly."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        (r"$\sigma' = \sigma \cdot 1 - \sigma$", "contradicted"),
        (r"$\sigma'(x) = \sigma(x) \times 1 - \sigma(x)$", "contradicted"),
        ("s' = s*1-s", "contradicted"),
        ("sigma'(x) = sigma(x) * 1 - sigma(x)", "contradicted"),
        ("ds/dx = s · 1 - s", "contradicted"),
        ("s' = 1 - s * s", "contradicted"),
        ("s*1-s", ""),
        ("s times 1 minus s", "met"),
        ("the derivative is sigma times one minus sigma", "met"),
        ("s multiplied by one minus s", "met"),
        ("s * one minus s", "met"),
        ("s' = s*(1-s)", "met"),
        ("s' = s*1 - s*s", "met"),
        (r"$\sigma' = \sigma \cdot [1 - \sigma]$", "met"),
        (r"$\sigma' = \sigma \left(1 - \sigma\right)$", "met"),
        (r"$\sigma' = \sigma\{1 - \sigma\}$", "met"),
        (r"$\sigma' = \sigma\left\{1 - \sigma\right\}$", "met"),
        ("s' = s * 1-s, that is s times the bracket (1-s), so s' = s(1-s)", "met"),
    ],
)
def test_a_product_with_a_difference(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "training-04d", "scalar-derivative", answer) == want
