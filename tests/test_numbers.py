"""A number has a name and a docstring: what it decides, and whether it was measured or chosen by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge")
UNEXPLAINED = 4
"""How many numbers have no docstring; there may only be fewer."""


def is_number(value: ast.expr | None) -> bool:
    """Whether a value is written as a number, or as several."""
    match value:
        case ast.Constant(value=int() | float() as number):
            return not isinstance(number, bool)
        case ast.UnaryOp(operand=operand):
            return is_number(operand)
        case ast.BinOp(left=left, right=right):
            return is_number(left) and is_number(right)
        case ast.Tuple(elts=[*parts]):
            return bool(parts) and all(map(is_number, parts))
    return False


def without_a_reason(source: str) -> Iterator[str]:
    """The constants of a module that are numbers and have no docstring."""
    for line, after in pairwise([*ast.parse(source).body, ast.Pass()]):
        told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        if isinstance(line, ast.Assign | ast.AnnAssign) and is_number(line.value) and not told:
            yield f"{line.lineno}: {ast.unparse(line)}"


def test_no_more_numbers_are_without_a_reason_than_there_were() -> None:
    paths = (path for tree in TREES for path in sorted((ROOT / tree).rglob("*.py")))
    found = [f"{path.relative_to(ROOT)}:{each}" for path in paths for each in without_a_reason(path.read_text("utf-8"))]
    assert len(found) <= UNEXPLAINED, found


@pytest.mark.parametrize("line", ["A = 3", "A, B = 3, -4.5", "A: int = 1 << 20", "A = B = 3"])
def test_a_number_without_a_docstring_is_found(line: str) -> None:
    assert len([*without_a_reason(line)]) == 1
    assert not [*without_a_reason(f'{line}\n"""Three. By hand."""')]


@pytest.mark.parametrize("line", ["A = True", "A = '3'", "A = 2 * B", "def f():\n    a = 3", "A = ()"])
def test_what_is_no_bare_number_needs_none(line: str) -> None:
    assert not [*without_a_reason(line)]
