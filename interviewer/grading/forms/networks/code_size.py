"""The units of a network that is written in Python, read from its source: running it tells what it computes, but not its size."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Sequence

from interviewer.grading.forms.maths.formula import FormulaError
from interviewer.grading.forms.networks.network import Network
from interviewer.grading.forms.networks.said_networks import said_networks
from interviewer.grading.forms.networks.weights import network_of_weights

CLOSE = 1e-6
"""Difference up to which outputs are equal: rounding."""
MAX_SOURCE = 4000
"""How much code is read. By hand; it bounds the time."""
_DOT_ALONE = re.compile(r"(?<=\d)\.(?!\d)")
_ELEMENT = re.compile(r"\b(?:x|X|inputs?|v|z)\s*\[\s*([01])\s*\]")
_AS_NUMBER = re.compile(r"\b(?:int|float|bool|np\.float64|np\.int64)(?=\()")
_KINDS = (("relu", r"max"), ("sigmoid", r"exp"), ("step", r">|<|heaviside|sign"))


def network_in_code(source: str, outputs: Sequence[float]) -> Network | None:
    """The network of some code; None if its source cannot be read, or reading it gives other outputs than running it."""
    source = source[:MAX_SOURCE]
    try:
        lines = list(_lines(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError):
        return None
    plain = _DOT_ALONE.sub(".0", source)
    weighted = network_of_weights(plain)
    found = [*said_networks("\n".join(lines)), *([weighted, *weighted.others] if weighted else [])]
    return next((network for network in found if _gives(network, outputs)), None)


def _gives(network: Network, outputs: Sequence[float]) -> bool:
    try:
        return all(
            math.isclose(a, b, rel_tol=CLOSE, abs_tol=CLOSE) for a, b in zip(network.outputs(), outputs, strict=True)
        )
    except FormulaError:
        return False


def _lines(tree: ast.Module) -> Iterator[str]:
    """The statements of a program as formulas, with "out" for what a function returns, and without activations."""
    activations = dict(named for node in ast.walk(tree) if (named := _activation(node)))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign | ast.Return) or _is_inside_activation(node, tree, activations):
            continue
        value = node.value
        if isinstance(value, ast.Lambda):
            if _activation(node):
                continue
            name, value = "out", value.body
        elif isinstance(node, ast.Return):
            name = "out"
        else:
            name = node.targets[0].id if isinstance(node.targets[0], ast.Name) else ""
        if name and value is not None:
            yield f"{name} = {_formula(value, activations)}"


def _formula(value: ast.expr, activations: dict[str, str]) -> str:
    text = _ELEMENT.sub(lambda match: f"x{int(match[1]) + 1}", _DOT_ALONE.sub(".0", ast.unparse(value)))
    for name, kind in activations.items():
        text = re.sub(rf"\b{re.escape(name)}(?=\()", kind, text)
    return _AS_NUMBER.sub("", text)


def _activation(node: ast.AST) -> tuple[str, str] | None:
    """The name and kind of a function of one argument; None if a node defines none."""
    if isinstance(node, ast.FunctionDef) and len(node.args.args) == 1:
        name, argument, body = node.name, node.args.args[0].arg, ast.unparse(node)
    elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda) and len(node.value.args.args) == 1:
        target = node.targets[0]
        if not isinstance(target, ast.Name):
            return None
        name, argument, body = target.id, node.value.args.args[0].arg, ast.unparse(node.value)
    else:
        return None
    if "@" in body or ".dot(" in body or f"{argument}[" in body or "(" not in body:
        return None  # a function of a vector is the network itself
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, body)), "")
    return (name, kind) if kind else None


def _is_inside_activation(node: ast.AST, tree: ast.Module, activations: dict[str, str]) -> bool:
    return any(
        isinstance(outer, ast.FunctionDef) and outer.name in activations and node in ast.walk(outer)
        for outer in ast.walk(tree)
    )
