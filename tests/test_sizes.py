"""No file, function or line is too long to be read in one go, in the code and in its tests."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from evals.suites.speed.house_code import KINDS, MOST_LINES, MOST_OF_A_FUNCTION, long_functions

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge", "prompts", "evals", "checks", "tests")
MOST_OF_A_LINE = 160
"""Characters of the longest line, for what ruff leaves alone: it aims at 120."""
DOCUMENTS = (
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
    *sorted((ROOT / "evals" / "labelled").rglob("README.md")),
)
RENDERED = re.compile(r"<!-- results: .*?<!-- end of results -->", re.DOTALL)


def written(*kinds: str) -> list[Path]:
    return sorted(path for tree in TREES for kind in kinds for path in (ROOT / tree).rglob(f"*.{kind}"))


@pytest.mark.slow
def test_no_function_is_too_long() -> None:
    texts = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in written("py")}
    long_enough = {path: text for path, text in texts.items() if text.count("\n") > MOST_OF_A_FUNCTION}
    found = {path: [*long_functions(ast.parse(text))] for path, text in long_enough.items()}
    assert {path: names for path, names in found.items() if names} == {}, "take a named piece out of it"


def test_no_file_is_too_long() -> None:
    lines = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in written(*KINDS)}
    assert {path: number for path, number in lines.items() if number > MOST_LINES} == {}, "it has a second subject"


def too_long(text: str) -> list[str]:
    return [line for line in text.splitlines() if len(line) > MOST_OF_A_LINE]


def test_no_line_of_code_is_too_long() -> None:
    """In style sheets a rule is a line, and an icon's picture cannot be wrapped."""
    found = {str(p.relative_to(ROOT)): too_long(p.read_text("utf-8")) for p in written("py", "js", "typ")}
    assert {path: lines for path, lines in found.items() if lines} == {}, "wrap it, or divide the string"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_line_of_a_document_is_too_long(path: Path) -> None:
    prose = RENDERED.sub("", path.read_text("utf-8"))
    assert [line for line in too_long(prose) if not line.lstrip().startswith("|")] == [], "a row of a table may be"


def test_a_line_that_is_too_long_is_found() -> None:
    assert too_long(f"{'é' * MOST_OF_A_LINE}\n{'x' * (MOST_OF_A_LINE + 1)}") == ["x" * (MOST_OF_A_LINE + 1)]
    assert {"README.md", "architecture.md", "0006-computed-answers.md"} <= {path.name for path in DOCUMENTS}


@pytest.mark.parametrize("kind", ["def", "async def"])
def test_a_long_function_is_found_wherever_it_is(kind: str) -> None:
    body = "    x = 1\n" * MOST_OF_A_FUNCTION
    for place in (
        "{kind} f():\n{body}",
        "class A:\n  {kind} f(self):\n{body}",
        "async def g():\n  {kind} f():\n{body}",
        "if x:\n  pass\nelse:\n  {kind} f():\n{body}",
        "for _ in x:\n  pass\nelse:\n  {kind} f():\n{body}",
        "with x:\n  {kind} f():\n{body}",
        "try:\n  pass\nexcept E:\n  {kind} f():\n{body}",
        "try:\n  pass\nexcept* E:\n  {kind} f():\n{body}",
        "try:\n  pass\nfinally:\n  {kind} f():\n{body}",
        "match x:\n case 1:\n  {kind} f():\n{body}",
    ):
        assert [*long_functions(ast.parse(place.format(kind=kind, body=body)))][-1:] == ["f: 61 lines"], place
    assert not [*long_functions(ast.parse(f"@cache\n{kind} f():\n" + "    x = 1\n" * (MOST_OF_A_FUNCTION - 1)))]
