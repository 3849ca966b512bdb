"""Records of ours are made with named arguments: in a row of six values nobody sees which is which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ("checks", "evals", "interviewer", "knowledge", "prompts")
MOST = 5
"""The most values of a record that may be given by position."""
ROWS = "code_tests"
"""Where the tests of a candidate's code make their results, row by row, as in a table."""


def trees(root: Path, folders: tuple[str, ...] = CODE) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for file in sorted((root / folder).rglob("*.py")):
            yield file.relative_to(root), ast.parse(file.read_text(encoding="utf-8"))


def is_record(node: ast.ClassDef) -> bool:
    marks = (mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list)
    return any(isinstance(mark, ast.Name) and mark.id == "dataclass" for mark in marks)


def long_rows(root: Path, folders: tuple[str, ...] = CODE) -> list[str]:
    """The places where a record is made with too many values by position."""
    read = list(trees(root, folders))
    nodes = [(file, node) for file, tree in read for node in ast.walk(tree)]
    records = {node.name for _, node in nodes if isinstance(node, ast.ClassDef) and is_record(node)}
    return [
        f"{file}:{node.lineno} {node.func.id}"
        for file, node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in records
        if len(node.args) > MOST and ROWS not in file.parts
    ]


def test_records_are_made_with_names() -> None:
    assert long_rows(ROOT) == []


def test_a_record_made_by_position_is_found(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    text = "@dataclass(frozen=True)\nclass Row:\n    a: int\n\nRow(1, 2, 3, 4, 5)\nRow(1, 2, 3, 4, 5, 6)\nother(1, 2, 3, 4, 5, 6)\n"
    (tmp_path / "checks" / "rows.py").write_text(text)
    assert long_rows(tmp_path, ("checks",)) == ["checks/rows.py:6 Row"]
