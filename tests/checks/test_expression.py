"""Expressions of licences."""

from __future__ import annotations

import pytest

from checks.expression import allows, is_expression

NAMES = frozenset({"MIT", "Apache-2.0", "LLVM-exception"})


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND Apache-2.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("MIT OR GPL-3.0-only AND GPL-2.0-only", True),
        ("(MIT OR GPL-3.0-only) AND GPL-2.0-only", False),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("Apache-2.0 WITH Classpath-exception-2.0", False),
        ("mit", False),
    ],
)
def test_and_or_with_and_brackets(expression: str, allowed: bool) -> None:
    assert allows(expression, NAMES) is allowed


@pytest.mark.parametrize("text", ["", " ", "MIT AND", "AND MIT", "(MIT", "MIT)", "MIT MIT", "MIT, BSD", "see LICENSE"])
def test_what_is_no_expression_is_refused(text: str) -> None:
    assert not is_expression(text)
    with pytest.raises(ValueError):
        allows(text, NAMES)
