"""Finds where a function changes an array passed to it."""

from __future__ import annotations

import ast
from collections.abc import Collection

from interviewer.grading.forms.code.code_tests.leaves import function_named

_IN_PLACE = frozenset({"putmask", "copyto", "place", "put", "fill_diagonal"})
_CHANGING = frozenset({"fill", "sort", "resize", "put", "itemset", "partition"})


def changing_line(source: str, function: str, names: Collection[str] = ()) -> int:
    """The first line of a function that changes an array passed to it, directly or by another name; 0 if none is found.

    Args:
        names: The parameters to look at; all if empty.
    """
    node = function_named(source, function)
    if node is None:
        return 0
    given = {a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)} - {"self"}
    changed = given & set(names) or given
    found: list[int] = []
    for part in sorted((n for n in ast.walk(node) if hasattr(n, "lineno")), key=lambda n: getattr(n, "lineno", 0)):
        if isinstance(part, ast.Assign):
            if _root(part.value) in changed and not isinstance(part.value, ast.Call):
                # another name for the same array, or for arrays passed in a tuple
                changed = changed | {_root(t) for t in _flat(part.targets) if not isinstance(t, ast.Subscript)}
            if any(isinstance(t, ast.Subscript) and _root(t) in changed for t in _flat(part.targets)):
                found.append(part.lineno)
        elif (isinstance(part, ast.AugAssign) and _root(part.target) in changed) or (
            isinstance(part, ast.Call) and _changes(part, changed)
        ):
            found.append(part.lineno)
    return min(found, default=0)


def _changes(call: ast.Call, names: Collection[str]) -> bool:
    named = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if any(k.arg == "out" and _root(k.value) in names for k in call.keywords):
        return True
    if named in _IN_PLACE and call.args and _root(call.args[0]) in names:
        return True
    return named in _CHANGING and isinstance(call.func, ast.Attribute) and _root(call.func.value) in names


def _root(node: ast.AST) -> str:
    """The name that an expression such as ``x[mask]`` or ``x.T`` starts from."""
    while isinstance(node, ast.Subscript | ast.Attribute | ast.Starred):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _flat(targets: Collection[ast.expr]) -> list[ast.expr]:
    return [t for target in targets for t in (target.elts if isinstance(target, ast.Tuple | ast.List) else [target])]
