"""No ``Any`` in our own parameters, results and fields: mypy checks nothing where it is used.

JSON has its types in ``interviewer/json_data.py``, and what a vendor gives is named by the vendor's own type.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from evals.suites.speed.house_code import mentioning_any, places_of_any, statements

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge", "prompts", "evals", "checks", "tests")
EDGES = {
    "interviewer/storage/database.py": "connections and cursors of whatever database driver there is",
    "interviewer/storage/interviews.py": "records as pydantic writes them into a JSON column",
    "interviewer/storage/migrations/versions/0004_which_hints.py": "a state as a JSON column holds it",
    "interviewer/storage/reviews.py": "what FSRS keeps of a point, as it writes it",
    "interviewer/storage/rows.py": "columns and values of any table",
    "interviewer/storage/tables.py": "SQLAlchemy's JSON columns",
}
"""The modules in which ``Any`` is allowed, and why."""


def _places(source: str) -> list[str]:
    if "Any" not in source:
        return []
    module = ast.parse(source)
    return [*places_of_any(module), *mentioning_any(module, _attributes(module))]


def _attributes(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What a module's names and ``self.x`` are annotated with; local names and fields of classes are not among them."""
    inside = {
        id(line)
        for node in statements(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for line in statements(ast.Module(node.body, []))
    }
    for node in statements(module):
        if isinstance(node, ast.AnnAssign) and (isinstance(node.target, ast.Attribute) or id(node) not in inside):
            yield ast.unparse(node.target), node.annotation


@cache
def _found() -> dict[str, list[str]]:
    """The places by module."""
    modules = [ROOT / "app.py", *sorted(path for tree in TREES for path in (ROOT / tree).rglob("*.py"))]
    found = {str(path.relative_to(ROOT)): _places(path.read_text(encoding="utf-8")) for path in modules}
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
        "READ: dict[str, Any] = {}",
        "if x:\n    LOADER: Any",
        "class A:\n    def __init__(self) -> None:\n        self.x: Any = None",
        "class A:\n    def f(self) -> None:\n        if x:\n            self.x: 'list[Any]' = []",
    ],
)
def test_any_is_found_wherever_it_is_put(line: str) -> None:
    assert _places(f"from typing import Any\n{line}")


def test_any_is_found_under_another_name_and_not_where_it_is_a_word() -> None:
    assert _places("import typing\ndef f(x: typing.Any) -> int: ...")
    assert _places("from typing import Any as Whatever\ndef f(x: Whatever) -> int: ...")
    assert not _places('from typing import Any\nNOTE = "Any of them"\ndef f() -> int:\n    x: Any = 1\n    return x')
