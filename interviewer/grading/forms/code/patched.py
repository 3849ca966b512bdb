"""Code with those lines replaced that the text after it corrects: "It should be dh[h <= 0] = 0".

Only what is well defined is replaced: an assignment, made of names that the code has, to something that the code assigns to in
one place only. And only where the words say that the code is to be changed (``said_to_correct``): an explanation has the right
line as well, and does not make the code do it. Pure; whether the replacement is used is up to the caller.
"""

from __future__ import annotations

import ast
import builtins
import re
import warnings
from collections.abc import Iterable, Iterator

from interviewer.grading.forms.code.said_to_correct import said_to_correct
from interviewer.grading.forms.stance import stood_by

_ASSIGNS = re.compile(r"(?<![\w.\]])[A-Za-z_][\w.]*(?:\[[^\]\n]{1,80}\])?\s*(?:[-+*/@]|\*\*|//)?=(?![=])\s*(?=\S)")
"""The left side of an assignment in a sentence, up to its sign."""
_CUT = re.compile(r"(?=[\s,.;:`)?!])|$")
"""Where a statement in a sentence may end."""
MOST_CHARACTERS = 200
"""Longest statement in words, in characters. A judgement."""


def patched(source: str, said: str) -> str:
    """The code with the statements replaced that some words correct; the same text if they correct none.

    Args:
        source: Python code.
        said: What was said after it.
    """
    tree = _parsed(source)
    if tree is None:
        return source
    lines = source.splitlines()
    known = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | set(dir(builtins))
    known |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    written = [node for node in ast.walk(tree) if _root(node)]
    for words, new in _statements(said_to_correct(stood_by(said), _ASSIGNS), known):
        old = _same(new, written)
        alone = _parsed(lines[old.lineno - 1].strip()) if old is not None else None
        if old is not None and alone is not None and len(alone.body) == 1 and ast.dump(old) != ast.dump(new):
            indent = re.match(r"[ \t]*", lines[old.lineno - 1])
            lines[old.lineno - 1] = f"{indent[0] if indent else ''}{words}"
    after = "\n".join(lines) + ("\n" if source.endswith("\n") else "")
    return after if _parsed(after) is not None else source


def _statements(pieces: Iterable[str], known: set[str]) -> Iterator[tuple[str, ast.stmt]]:
    """The assignments at the beginning of some pieces that use known names only, each as long as it can be read."""
    for piece in pieces:
        match = _ASSIGNS.match(piece)
        rest = piece[:MOST_CHARACTERS].partition("\n")[0]
        ends = [cut.start() for cut in _CUT.finditer(rest) if match and cut.start() > match.end()]
        for end in reversed(ends):
            words = rest[:end].rstrip(".")  # a full stop, not a decimal point
            tree = _parsed(words)
            statement = tree.body[0] if tree is not None and len(tree.body) == 1 else None
            if statement is not None and _root(statement) and _is_plain(statement, known):
                yield words, statement
                break


def _is_plain(statement: ast.stmt, known: set[str]) -> bool:
    """Whether a statement uses only known names and does not assign a tuple, which a sentence that continues looks like."""
    value = getattr(statement, "value", None)
    names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    return not isinstance(value, ast.Tuple) and names <= known


def _same(new: ast.stmt, written: list[ast.AST]) -> ast.stmt | None:
    """The one statement of the code that assigns to the same thing in the same way, on a line of its own; None if unclear."""
    alike = [node for node in written if isinstance(node, ast.stmt) and _kind(node) == _kind(new)]
    if len(alike) > 1:
        alike = [node for node in alike if _target(node) == _target(new)]
    if len(alike) != 1 or alike[0].lineno != alike[0].end_lineno:
        return None
    return alike[0]


def _kind(statement: ast.stmt) -> tuple[str, str, str]:
    """What kind of statement it is, to what kind of thing it assigns, and the name that this begins with."""
    target = _target_of(statement)
    sign = type(statement.op).__name__ if isinstance(statement, ast.AugAssign) else ""
    return sign, type(target).__name__, _root(statement)


def _target_of(statement: ast.AST) -> ast.expr | None:
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        return statement.targets[0]
    return statement.target if isinstance(statement, ast.AugAssign) else None


def _target(statement: ast.stmt) -> str:
    target = _target_of(statement)
    return ast.dump(target) if target is not None else ""


def _root(node: ast.AST) -> str:
    """The name at the start of an assignment's target, such as "dh" in ``dh[h < 0] = 0``; "" if it has none."""
    target: ast.AST | None = _target_of(node)
    while isinstance(target, ast.Subscript | ast.Attribute):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""


def _parsed(source: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
