"""Code without a function as one: what its lines use and do not compute becomes its parameters, so that it can be run and tested."""

from __future__ import annotations

import ast
import builtins
import textwrap
from collections.abc import Callable, Iterator, Sequence

from interviewer.grading.forms.code.code_tests.network.whole import LINES

_MAKES = frozenset(
    {
        "random",
        "randn",
        "rand",
        "normal",
        "uniform",
        "standard_normal",
        "default_rng",
        "randint",
        "integers",
        "zeros",
        "ones",
        "array",
        "seed",
    }
)
"""Calls of NumPy that make data and weights to try the code with."""


def as_step(code: str, takes: Callable[[str], bool]) -> str:
    """The lines as a function, with the imports above it; "" if they define something, cannot be read, or take nothing.

    Data and weights that the lines make up are taken as parameters, and a loop around them runs once.

    Args:
        takes: Whether a name is that of something to be given.
    """
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    if any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Return) for s in body for node in ast.walk(s)):
        return ""
    imports = [s for s in body if isinstance(s, ast.Import | ast.ImportFrom)]
    made_up = list(_made_up(body))
    made = {name for statement in made_up for name in _stored(statement) if not takes(name)}
    left = [s for s in body if s not in imports and s not in made_up]
    given = [name for name in dict.fromkeys(_used_first(left)) if name not in made | _imported(imports)]
    given = [name for name in given if not hasattr(builtins, name)]
    if not left or not given or not set(given).isdisjoint({"self", LINES}):
        return ""
    above = ["import numpy as np", *(_text(code, statement) for statement in (*imports, *made_up))]
    inner = "\n".join(_text(code, statement) for statement in left)
    return "\n".join(
        [
            *dict.fromkeys(above),
            f"def {LINES}({', '.join(given)}):",
            textwrap.indent(inner, "    "),
            "    return True\n",
        ]
    )


def _text(code: str, statement: ast.stmt) -> str:
    """A statement as it was written; a loop ends after its first round."""
    text = ast.get_source_segment(code, statement) or ""
    if (
        isinstance(statement, ast.For | ast.While)
        and not statement.orelse
        and statement.body[0].lineno > statement.lineno
    ):
        return f"{text}\n{' ' * statement.body[0].col_offset}break"
    return text


def _made_up(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The assignments of what is made from nothing but numbers and other such names."""
    made: set[str] = set()
    for statement in body:
        if not isinstance(statement, ast.Assign) or "..." in _stored(statement):
            continue
        loaded = {n.id for n in ast.walk(statement.value) if isinstance(n, ast.Name)} - {"np", "numpy"}
        calls = {n.attr for n in ast.walk(statement.value) if isinstance(n, ast.Attribute)}
        if loaded <= made | set(dir(builtins)) and calls <= _MAKES | made:
            made |= set(_stored(statement))
            yield statement


def _stored(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement assigns; "..." for a part of something."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield "..."


def _imported(imports: Sequence[ast.stmt]) -> set[str]:
    names = [alias for s in imports if isinstance(s, ast.Import | ast.ImportFrom) for alias in s.names]
    return {(alias.asname or alias.name).split(".")[0] for alias in names} | {"np"}


def _used_first(body: Sequence[ast.stmt]) -> Iterator[str]:
    """Names that are used before they are assigned, in order."""
    stored: set[str] = set()
    for statement in _flat(body):
        loads = [n for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
        loads.sort(key=lambda n: (n.lineno, n.col_offset))
        changed = [statement.target] if isinstance(statement, ast.AugAssign) else []
        inner = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        local = inner if isinstance(statement, ast.For) else set[str]()
        yield from (n.id for n in [*loads, *changed] if isinstance(n, ast.Name) and n.id not in stored | local)
        stored |= inner


def _flat(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements with those inside a loop, in order."""
    for statement in body:
        if isinstance(statement, ast.For | ast.While) and not statement.orelse:
            head = statement.iter if isinstance(statement, ast.For) else statement.test
            yield ast.copy_location(ast.Expr(head), statement)
            if isinstance(statement, ast.For):
                yield ast.copy_location(ast.Assign([statement.target], ast.Constant(0)), statement)
            yield from _flat(statement.body)
        else:
            yield statement
