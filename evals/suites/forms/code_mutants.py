"""Mutants of right code by rule: one edit of the syntax tree each, and only those that do something else.

A rule offers other nodes in place of one node: another sign, another name, a factor, a line less. Nothing says beforehand which
of them matter. So each mutant is run together with the original on values on both sides of zero, and is left out if it does the same.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from evals.suites.forms.code_styles import Behaviour, CodeStyle

TOLERANCE = 1e-4
"""Outcomes that differ by less, relative to their size, are the same."""
_SIGNS: Mapping[type[ast.operator], type[ast.operator]] = MappingProxyType({ast.Add: ast.Sub, ast.Sub: ast.Add})
_TURNED: Mapping[type[ast.cmpop], type[ast.cmpop]] = MappingProxyType(
    {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.Lt, ast.LtE: ast.Gt}
)
_CALLS = MappingProxyType(
    {
        "maximum": "minimum",
        "sum": "mean",
        "rand": "randn",
        "random": "normal",
        "binomial": "poisson",
        "where": "maximum",
    }
)
_NAMES = MappingProxyType(
    {"W1": "W2", "W2": "W1", "b1": "b2", "b2": "b1", "h": "z1", "z1": "dout", "dh": "dout", "dz1": "dh", "dout": "h",
     "mask": "x", "keep": "drop", "x": "h"}
)  # fmt: skip
_GRADIENTS = frozenset({"dW1", "db1", "dW2", "db2", "dz1", "dh", "grad_w1", "grad_b1", "grad_w2", "grad_b2", "dx"})
_WRAPS = ("({}) * 2", "({}) / 5", "np.abs({})", "np.maximum(0, {})", "np.clip({}, -1, 1)")
_THRESHOLDS = (0.5, 0.2, -0.3)


@dataclass(frozen=True)
class Mutant:
    """A right answer with one edit.

    Attributes:
        rule: What was done, with the new words.
        line: Where, in the code as it is written back from its tree.
    """

    style: CodeStyle
    rule: str
    line: int
    source: str

    @property
    def id(self) -> str:
        """A name that says what it is."""
        return f"{self.style.question}-{self.style.name}-{self.line}-{self.rule}"


def mutants_of(style: CodeStyle) -> Iterator[Mutant]:
    """The mutants of a style that do something else than it, in the order of the code."""
    right = style.outcome(style.source)
    tree = ast.parse(style.source)
    seen = {ast.unparse(tree)}
    for at, node in enumerate(ast.walk(tree)):
        for rule, new in (*_of_expression(node), *_of_statement(node)):
            source = _edited(tree, at, new)
            if source is None or source in seen:
                continue
            seen.add(source)
            if differs(style.outcome(source), right):
                yield Mutant(style, rule, getattr(node, "lineno", 0), source)


def differs(one: Behaviour, other: Behaviour) -> bool:
    """Whether two outcomes differ in shape, in kind or by more than rounding."""
    if len(one) != len(other):
        return True
    return any(not _alike(a, b) for a, b in zip(one, other, strict=True))


def _alike(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        if one.shape != other.shape or not np.all(np.isfinite(one)):
            return False
        size = max(1.0, float(np.max(np.abs(other), initial=0.0)))
        return bool(np.allclose(one, other, rtol=TOLERANCE, atol=TOLERANCE * size / 10))
    return type(one) is type(other) and one == other


def _edited(tree: ast.AST, at: int, new: ast.AST | None) -> str | None:
    """The code with one node replaced, or without it; None if that is no code."""
    edited = copy.deepcopy(tree)
    nodes = list(ast.walk(edited))
    for parent in nodes:
        for name, value in ast.iter_fields(parent):
            if value is nodes[at]:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(item is nodes[at] for item in value):
                filled = [new if item is nodes[at] else item for item in value]
                setattr(parent, name, [item for item in filled if item is not None] or [ast.Pass()])
    try:
        source = ast.unparse(ast.fix_missing_locations(edited))
        ast.parse(source)
    except (SyntaxError, AttributeError, TypeError, ValueError):
        return None
    return source + "\n"


def _of_expression(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            if type(op) in _SIGNS:
                yield "other sign", ast.BinOp(left, _SIGNS[type(op)](), right)
                yield "without the second", left
            if isinstance(op, ast.Mult | ast.Div):
                yield "without the second", left
                yield "without the first", right
        case ast.Compare(left=left, ops=[op], comparators=[bound]) if type(op) in _TURNED:
            yield "turned", ast.Compare(left, [_TURNED[type(op)]()], [bound])
            if isinstance(bound, ast.Constant):
                for threshold in _THRESHOLDS:
                    yield f"threshold {threshold}", ast.Compare(left, [op], [ast.Constant(threshold)])
                yield "rounded", ast.Compare(_parsed(f"np.round({ast.unparse(left)})"), [op], [bound])
            else:
                yield "other share", ast.Compare(left, [op], [_parsed(f"1 - ({ast.unparse(bound)})")])
        case ast.Attribute(value=value, attr="T"):
            yield "not transposed", value
        case ast.Attribute(value=value, attr=name) if name in _CALLS:
            yield f"{_CALLS[name]} for {name}", ast.Attribute(value, _CALLS[name], ast.Load())
        case ast.Name(id=name, ctx=ast.Load()) if name in _NAMES:
            yield f"{_NAMES[name]} for {name}", ast.Name(_NAMES[name], ast.Load())
        case ast.keyword(arg="axis", value=ast.Constant(value=0)):
            yield "other axis", ast.keyword("axis", ast.Constant(1))
            yield "no axis", ast.keyword("axis", ast.Constant(None))
        case ast.Name(id="mask", ctx=ast.Load()):
            yield "the complement", _parsed("(1 - mask)")


def _of_statement(node: ast.AST) -> Iterator[tuple[str, ast.AST | None]]:
    match node:
        case ast.AugAssign() | ast.Return() | ast.Assign(targets=[ast.Subscript()]):
            yield "left out", None
        case ast.Assign(targets=[target], value=value) if _named(target) in _GRADIENTS:
            for wrap in _WRAPS:
                wrapped = wrap.format(ast.unparse(value))
                yield wrap.format("…"), ast.Assign([target], _parsed(wrapped), lineno=node.lineno)


def _named(target: ast.expr) -> str:
    match target:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str() as name)):
            return name
    return ""


def _parsed(expression: str) -> ast.expr:
    return ast.parse(expression, mode="eval").body


def spread(found: Sequence[Mutant], most: int) -> list[Mutant]:
    """At most this many mutants, evenly from all of them."""
    step = max(1, -(-len(found) // most))
    return list(found[::step])
