"""Training is separate from what it trains: grading does not import it, and it imports nothing above grading."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import interviewer.grading

GRADING = Path(interviewer.grading.__file__).parent
BELOW = ("interviewer.errors", "interviewer.grading", "interviewer.llm", "knowledge", "prompts")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.slow
def test_grading_does_not_import_training() -> None:
    files = [path for path in GRADING.rglob("*.py") if "training" not in path.parts]
    assert len(files) > 20
    assert not [(path.name, name) for path in files for name in imported(path) if "grading.training" in name]


def test_training_imports_nothing_above_grading() -> None:
    files = list((GRADING / "training").glob("*.py"))
    ours = [
        (path.name, name) for path in files for name in imported(path) if name.split(".")[0] in {"interviewer", "evals"}
    ]
    assert ours and not [row for row in ours if not row[1].startswith(BELOW)]
