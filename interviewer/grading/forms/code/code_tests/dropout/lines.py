"""Finds the first wrong line of a dropout pass: where its mask is drawn, or where its values go wrong."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection

import numpy as np

from interviewer.grading.forms.code.code_tests.dropout.closeness import closeness_of
from interviewer.grading.forms.code.code_tests.dropout.law import is_uniform
from interviewer.grading.forms.code.code_tests.leaves import function_named, return_line
from interviewer.grading.forms.sandbox.inside.values import Floats
from interviewer.grading.forms.sandbox.messages import Result

_DRAWS = re.compile(
    r"rand\w*|random\w*|normal|standard_normal|uniform|binomial|bernoulli|"
    r"choice|permutation|shuffle|sample|integers|beta|poisson|getrandbits",
    re.I,
)
_SEEDS = frozenset({"seed", "default_rng", "RandomState", "Random", "Generator"})


def drawn_line(source: str, function: str, result: Result, x: Floats, binary: bool = True) -> int:
    """The line where a wrong mask goes wrong: at numbers that are not uniform in 0..1, else at the mask itself.

    Args:
        result: A traced pass on ``x``.
        binary: Whether a mask of two values appears at all; if none does, such a step is not the wrong one.
    """
    close = closeness_of(source)
    for line, value in result.steps:
        if not isinstance(value, np.ndarray) or value.shape != x.shape or value.dtype.kind not in "fiub":
            continue
        values = value.astype(float)
        two = len(close.factors(values)) <= 2
        if two == binary if two else not (np.array_equal(values, x) or is_uniform(values)):
            return line
    drawn = _first_line(source, function, _draws) if binary else 0
    return drawn or result.returned or return_line(source, function)


def seed_line(source: str, function: str) -> int:
    """The line that seeds a generator within a pass, else the first that draws; 0 if there is none."""
    return _first_line(source, function, _seeds) or _first_line(source, function, _draws)


def value_line(source: str, function: str, result: Result, right: Collection[Floats]) -> int:
    """The first line with an array of the result's shape that no right pass computes, else the return line.

    Args:
        right: The arrays that a right pass can compute, including the result.
    """
    shape, close = next(iter(right)).shape, closeness_of(source)
    for line, value in result.steps:
        if not isinstance(value, np.ndarray) or value.shape != shape or value.dtype.kind not in "fiub":
            continue
        if not any(close.all(value.astype(float), array) for array in right):
            return line
    return result.returned or return_line(source, function)


def _first_line(source: str, function: str, wanted: object) -> int:
    node = function_named(source, function)
    assert callable(wanted)
    return min(
        (n.lineno for n in ast.walk(node or ast.Module([], [])) if isinstance(n, ast.Call) and wanted(n)), default=0
    )


def _draws(call: ast.Call) -> bool:
    return bool(_DRAWS.fullmatch(_called(call)))


def _seeds(call: ast.Call) -> bool:
    return _called(call) in _SEEDS and bool(call.args or call.keywords)


def _called(call: ast.Call) -> str:
    return (
        call.func.attr
        if isinstance(call.func, ast.Attribute)
        else call.func.id
        if isinstance(call.func, ast.Name)
        else ""
    )
