"""Finds a network's inputs in code: arrays of all four, loops over them, or names that are never set."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from interviewer.grading.forms.networks.network import ROWS, SIGNED_ROWS, XOR

PAIRS = (("x1", "x2"), ("a", "b"), ("x", "y"), ("p", "q"), ("A", "B"), ("X1", "X2"), ("i1", "i2"), ("x0", "x1"))
_BATCHES = frozenset({"x", "X", "inp", "inputs", "v", "data", "rows", "points"})
_COLUMNS = ([0, 0, 1, 1], [0, 1, 0, 1])


@dataclass
class Loops:
    """Loops over the inputs, as one pass of their body.

    Attributes:
        names: The loops' names for an input: one for both values, or two.
    """

    names: tuple[str, ...] = ()
    body: list[ast.stmt] = field(default_factory=list)

    def take(self, statement: ast.stmt, module: Sequence[ast.stmt]) -> bool:
        """Take in a statement if it is such a loop; returns whether it is."""
        if not (isinstance(statement, ast.For) and _walks_inputs(statement, module)):
            return False
        inner = statement.body[0]
        nested = isinstance(inner, ast.For) and len(statement.body) == 1 and _walks_inputs(inner, module)
        loops = [statement, inner] if nested and isinstance(inner, ast.For) else [statement]
        self.names = tuple(n.id for loop in loops for n in ast.walk(loop.target) if isinstance(n, ast.Name))
        self.body = list(loops[-1].body)
        return True


class _Rows(ast.NodeTransformer):
    """Names inputs that are written out where they are used."""

    found: ast.expr | None = None

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        return node if any(input_names(node)) else self.generic_visit(node)

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.List | ast.Call) and _is_rows(node):
            self.found = node
            return ast.copy_location(ast.Name(_ROWS_NAME, ast.Load()), node)
        return super().generic_visit(node)


_ROWS_NAME = "viva_rows"


def with_named_rows(tree: ast.Module) -> ast.Module:
    """The code with names for inputs that are written out where they are used."""
    naming = _Rows()
    body = [naming.visit(statement) for statement in tree.body]
    if naming.found is None:
        return tree
    named = ast.Assign([ast.Name(_ROWS_NAME, ast.Store())], naming.found)
    return ast.fix_missing_locations(ast.Module([named, *body], []))


def unwrapped(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements, including those inside ``if __name__ == ...``."""
    for statement in body:
        if isinstance(statement, ast.If) and "__name__" in ast.unparse(statement.test):
            yield from statement.body
        else:
            yield statement


def named_lambda(statement: ast.stmt) -> ast.stmt:
    """A named lambda converted to a function; anything else unchanged."""
    target = statement.targets[0] if isinstance(statement, ast.Assign) and len(statement.targets) == 1 else None
    if not (
        isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Lambda) and isinstance(target, ast.Name)
    ):
        return statement
    made = ast.parse(f"def {target.id}(): ...").body[0]
    assert isinstance(made, ast.FunctionDef)
    made.args, made.body = statement.value.args, [ast.Return(statement.value.body)]
    return ast.fix_missing_locations(made)


def input_names(statement: ast.stmt) -> Iterator[str]:
    """Names that a line assigns to all four inputs, or to the four values of one of the two."""
    if not (isinstance(statement, ast.Assign) and len(statement.targets) == 1):
        return
    target, value = statement.targets[0], statement.value
    if not isinstance(target, ast.Name):
        return
    made = isinstance(value, ast.Call) and "product(" in ast.unparse(value)
    column = target.id in {name for pair in PAIRS for name in pair} and _literal(value) in _COLUMNS
    if made or column or _is_rows(value):
        yield target.id


def target_names(body: Sequence[ast.stmt]) -> Iterator[str]:
    """Names of the target outputs, which prove nothing."""
    for statement in body:
        if isinstance(statement, ast.Assign):
            items = _literal(statement.value) or ()
            flat = [v for item in items for v in (item if isinstance(item, list) else [item])]
            if flat in (list(XOR), [-1, 1, 1, -1]):
                yield from stored(statement)


def free_inputs(tree: ast.Module, body: Sequence[ast.stmt], known: Collection[str]) -> tuple[str, ...]:
    """Names of inputs that lines outside functions use although nothing sets them.

    Args:
        known: Names that can be used without being set.
    """
    bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    bound |= {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    bound |= {
        a.asname or a.name.split(".")[0]
        for n in ast.walk(tree)
        if isinstance(n, ast.Import | ast.ImportFrom)
        for a in n.names
    }
    outside = [s for s in body if not isinstance(s, ast.FunctionDef | ast.ClassDef)]
    free = {name for s in outside for name in loaded(s)} - bound - set(known) - set(dir(builtins))
    for pair in PAIRS:
        if free == set(pair):
            return pair
    return tuple(free) if len(free) == 1 and free <= _BATCHES else ()


def called(node: ast.expr) -> str:
    """The last part of a name."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def stored(statement: ast.AST) -> list[str]:
    """Names that a statement sets."""
    return [n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]


def loaded(statement: ast.AST) -> set[str]:
    """Names that a statement uses."""
    return {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _walks_inputs(loop: ast.For, body: Sequence[ast.stmt]) -> bool:
    source = loop.iter
    if isinstance(source, ast.Name):
        return source.id in {name for s in body for name in input_names(s)}
    made = isinstance(source, ast.Call) and called(source.func) == "product"
    values = _literal(source)
    single = values is not None and list(values) in ([0, 1], [-1, 1])
    return made or single or ast.unparse(source) == "range(2)" or _is_rows(source)


def _is_rows(value: ast.expr) -> bool:
    """Whether a value is written out as the four inputs, as rows or as columns."""
    pairs = set()
    for row in _literal(value) or ():
        numbers = row if isinstance(row, list | tuple) else ()
        pairs.add(tuple(float(v) for v in numbers if isinstance(v, int | float)))
    return pairs in (set(ROWS), set(SIGNED_ROWS), {(0, 0, 1, 1), (0, 1, 0, 1)})


def _literal(value: ast.expr) -> list[object] | tuple[object, ...] | None:
    """A list that is written out, within a call such as ``np.array`` or not."""
    while isinstance(value, ast.Call) and value.args and called(value.func) in {"array", "asarray", "list", "float32"}:
        value = value.args[0]
    if isinstance(value, ast.Attribute) and value.attr == "T":
        return _literal(value.value)
    try:
        found = ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    return found if isinstance(found, list | tuple) else None
