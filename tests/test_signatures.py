"""No ``Any`` in what our own code takes, gives and keeps: mypy checks nothing where it stands.

JSON has its types in ``interviewer/json_data.py``, and what a vendor gives is named by the vendor's own type.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge", "prompts", "evals", "checks")
EDGES = {
    "interviewer/storage/database.py": "connections and cursors of whatever database driver there is",
    "interviewer/storage/interviews.py": "records as pydantic writes them into a JSON column",
    "interviewer/storage/migrations/versions/0004_which_hints.py": "a state as a JSON column holds it",
    "interviewer/storage/reviews.py": "a card's memory as FSRS writes it",
    "interviewer/storage/rows.py": "columns and values of any table",
    "interviewer/storage/tables.py": "SQLAlchemy's JSON columns",
}
"""The modules where ``Any`` may stand, and why."""


def places_of_any(source: str) -> list[str]:
    """Functions whose parameters or results, classes whose fields, and names of types that mention ``Any``."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("typing", "typing_extensions")
        for alias in node.names
        if alias.name == "Any"
    }
    return [name for name, part in _parts(tree) if any(_is_any(node, names) for node in _nodes(part))]


def _parts(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What counts, each with a name: annotations of functions and fields, and the values of aliases."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            taken = node.args
            given = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs, taken.vararg, taken.kwarg]
            yield from ((node.name, arg.annotation) for arg in given if arg and arg.annotation)
            if node.returns:
                yield node.name, node.returns
        elif isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.AnnAssign):
                    yield f"{node.name}.{ast.unparse(line.target)}", line.annotation
    for line in tree.body:  # an alias would carry it into a signature unseen
        if isinstance(line, ast.Assign):
            yield ast.unparse(line.targets[0]), line.value
        elif isinstance(line, ast.AnnAssign) and line.value and "TypeAlias" in ast.unparse(line.annotation):
            yield ast.unparse(line.target), line.value


def _nodes(part: ast.expr) -> Iterator[ast.AST]:
    """Every node of an annotation, those in quotes too."""
    for node in ast.walk(part):
        yield node
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "Any" in node.value:
            try:
                yield from ast.walk(ast.parse(node.value, mode="eval"))
            except SyntaxError:
                continue  # plain text


def _is_any(node: ast.AST, names: set[str]) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "Any" and isinstance(node.value, ast.Name) and node.value.id in ("typing", "t")
    return isinstance(node, ast.Name) and node.id in names


def _found() -> dict[str, list[str]]:
    """The places by module."""
    modules = [ROOT / "app.py", *sorted(path for tree in TREES for path in (ROOT / tree).rglob("*.py"))]
    found = {str(path.relative_to(ROOT)): places_of_any(path.read_text(encoding="utf-8")) for path in modules}
    return {module: places for module, places in found.items() if places}


def test_any_stands_at_the_edges_alone() -> None:
    inside = {module: places for module, places in _found().items() if module not in EDGES}
    assert not inside, "give these a type, such as JsonObject or the vendor's own class"


def test_every_edge_is_still_one() -> None:
    assert sorted(EDGES) == sorted(_found())


@pytest.mark.parametrize(
    "line",
    [
        "def f(x: Any) -> int: ...",
        "def f(x: int, /, *, y: dict[str, Any]) -> int: ...",
        "def f(*x: Any) -> int: ...",
        "async def f(**x: Any) -> int: ...",
        "def f() -> 'list[Any] | None': ...",
        "class A:\n    x: Sequence[Any] = ()",
        "class A:\n    def f(self) -> Any: ...",
        "Paper = dict[str, Any]",
        "Paper: TypeAlias = 'dict[str, Any]'",
    ],
)
def test_any_is_found_wherever_it_is_put(line: str) -> None:
    assert places_of_any(f"from typing import Any\n{line}")


def test_any_is_found_under_another_name_and_not_where_it_is_a_word() -> None:
    assert places_of_any("import typing\ndef f(x: typing.Any) -> int: ...")
    assert places_of_any("from typing import Any as Whatever\ndef f(x: Whatever) -> int: ...")
    assert not places_of_any(
        'from typing import Any\nNOTE = "Any of them"\ndef f() -> int:\n    x: Any = 1\n    return x'
    )
