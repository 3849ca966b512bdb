"""The numbers and arrays in the result of a call, each with its path and the code's name for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.grading.forms.sandbox.inside.values import Array, Opaque, Thing, Value, ValuePath

_OF_ARRAYS = frozenset({"np", "numpy", "T", "shape", "dot", "reshape", "astype", "transpose", "ndim"})
"""Matches NumPy names, and anything that lists do not have."""


@dataclass(frozen=True)
class Leaf:
    """An array inside a value.

    Attributes:
        path: The path to it: indices, keys and attributes.
        label: The code's name for it, in lower case, as far as it is known.
    """

    path: ValuePath
    label: str
    array: Array


def leaves(value: Value, names: Sequence[str] = (), path: ValuePath = (), label: str = "") -> Iterator[Leaf]:
    """The arrays in a value, from the outside in.

    Args:
        names: The names of a tuple's entries in the function's return statement.
    """
    if isinstance(value, np.ndarray):
        yield Leaf(path, label.lower(), value)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            name = names[number] if len(names) == len(value) else ""
            yield from leaves(item, (), (*path, number), f"{label} {name}".strip())
    elif isinstance(value, dict | Thing):
        fields = value if isinstance(value, dict) else value.attributes
        for key, item in fields.items():
            yield from leaves(item, (), (*path, key), f"{label} {key}".strip())


def callables(value: Value, path: ValuePath = ()) -> Iterator[ValuePath]:
    """The paths to the functions in a value."""
    if isinstance(value, Opaque) and value.callable:
        yield path
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from callables(item, (*path, number))
    elif isinstance(value, dict | Thing):
        for key, item in (value if isinstance(value, dict) else value.attributes).items():
            yield from callables(item, (*path, key))


def without_numpy(source: str) -> bool:
    """Whether code uses neither NumPy nor anything that only arrays have, so that its matrices are lists."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    names = {n.id for n in nodes if isinstance(n, ast.Name)} | {n.attr for n in nodes if isinstance(n, ast.Attribute)}
    return not (names & _OF_ARRAYS) and not any(isinstance(n, ast.MatMult) for n in nodes)


def multiplies_matrices(source: str) -> bool:
    """Whether code has a matrix product, like a network's layer."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    named = {n.attr for n in nodes if isinstance(n, ast.Attribute)}
    return bool(named & {"dot", "matmul", "einsum"}) or any(isinstance(n, ast.MatMult) for n in nodes)


def makes_functions(source: str, function: str) -> bool:
    """Whether a function defines inner functions, which it may return."""
    node = function_named(source, function)
    inner = [n for n in ast.walk(node or ast.Module([], [])) if isinstance(n, ast.FunctionDef | ast.Lambda)]
    return any(n is not node for n in inner)


def returned_names(source: str, function: str) -> tuple[str, ...]:
    """The names of the entries in the tuple of a function's last return; "" for an entry that is not a plain name."""
    found: tuple[str, ...] = ()
    for node in nodes_of(source, function):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            found = tuple(_named(item) for item in node.value.elts)
    return found


def inner_name(names: Sequence[str], path: ValuePath) -> str:
    """The name of an entry of a returned tuple, "" if unknown."""
    return names[path[0]] if len(path) == 1 and isinstance(path[0], int) and path[0] < len(names) else ""


def line_of(source: str, function: str, name: str) -> int:
    """The last line of a function that assigns to a name, 0 if none does. Case is ignored unless it is needed."""
    best = 0
    for node in nodes_of(source, function):
        if not isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Dict | ast.Return):
            continue
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and str(key.value).lower() == name.lower():
                    best = max(best, value.lineno) if not isinstance(value, ast.Name) else best
            continue
        if isinstance(node, ast.Return):
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        flat = [t for target in targets for t in (target.elts if isinstance(target, ast.Tuple) else [target])]
        if any(_named(t).lower() == name.lower() for t in flat):
            best = max(best, node.lineno)
    return best


def return_line(source: str, function: str) -> int:
    """The line of a function's last return, or its first line."""
    node = function_named(source, function)
    if node is None:
        return 0
    return max((n.lineno for n in ast.walk(node) if isinstance(n, ast.Return)), default=node.lineno)


def computing_return(source: str, function: str) -> int:
    """The line of a function's last return if it computes something, 0 if it only names what is returned."""
    found = [n for n in nodes_of(source, function) if isinstance(n, ast.Return)]
    last = max(found, key=lambda n: n.lineno, default=None)
    computes = last is not None and any(isinstance(n, ast.BinOp | ast.Call) for n in ast.walk(last))
    return last.lineno if last is not None and computes else 0


def subscripts(source: str, function: str) -> tuple[str, ...]:
    """The string keys that a function uses, such as "W1" in ``params["W1"]``, in order."""
    found = [
        n.slice.value
        for n in nodes_of(source, function)
        if isinstance(n, ast.Subscript) and isinstance(n.slice, ast.Constant) and isinstance(n.slice.value, str)
    ]
    return tuple(dict.fromkeys(found))


def attributes(source: str, function: str) -> tuple[str, ...]:
    """The attributes that a function uses, such as "W1" in ``params.W1``, in order."""
    found = [n.attr for n in nodes_of(source, function) if isinstance(n, ast.Attribute)]
    return tuple(dict.fromkeys(found))


def nodes_of(source: str, function: str) -> Iterator[ast.AST]:
    """A function and everything in it; nothing if there is no such function."""
    node = function_named(source, function)
    return ast.walk(node) if node is not None else iter(())


def function_named(source: str, name: str) -> ast.FunctionDef | None:
    """A function by its name, or a method by ``Class.method``."""
    try:
        tree: ast.AST = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    *classes, last = name.split(".")
    for wanted in classes:
        tree = next((n for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and n.name == wanted), tree)
    found = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == last]
    return found[-1] if found else None


def _named(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str() as name)):
            return name
        case ast.Subscript(value=inner):
            return _named(inner)
    return ""
