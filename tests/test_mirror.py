"""Tests are at the same path below ``tests/`` as the code that they test, and every folder of code has some."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge", "prompts", "evals", "checks")
ON_EVERYTHING = {".", "fuzz"}
"""Folders of tests that are about the whole project."""


def folders(root: Path, pattern: str) -> set[str]:
    """Folders with files of a name, relative to a root; ``__init__.py`` alone makes no folder of code."""
    found = (path for path in root.rglob(pattern) if path.name != "__init__.py" or path.stat().st_size > 200)
    return {str(path.parent.relative_to(root)) for path in found if "__pycache__" not in path.parts}


TESTED = folders(ROOT / "tests", "test_*.py")
CODE = {f"{tree}/{folder}".removesuffix("/.") for tree in TREES for folder in folders(ROOT / tree, "*.py")}


@pytest.mark.parametrize("folder", sorted(TESTED - ON_EVERYTHING))
def test_tests_lie_where_the_code_does(folder: str) -> None:
    assert (ROOT / folder).is_dir(), f"there is no {folder}/ that tests/{folder}/ could test"


@pytest.mark.parametrize("folder", sorted(CODE))
def test_every_folder_of_code_has_its_folder_of_tests(folder: str) -> None:
    assert folder in TESTED, f"tests/{folder}/ has no tests"
