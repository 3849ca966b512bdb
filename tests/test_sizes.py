"""No file and no function grows past what can be read at once, in the code and in its tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.suites.house_code import KINDS, MOST_LINES, MOST_OF_A_FUNCTION, long_functions

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge", "prompts", "evals", "checks", "tests")


def written(*kinds: str) -> list[Path]:
    return sorted(path for tree in TREES for kind in kinds for path in (ROOT / tree).rglob(f"*.{kind}"))


def test_no_function_is_too_long() -> None:
    found = {str(path.relative_to(ROOT)): [*long_functions(path.read_text("utf-8"))] for path in written("py")}
    assert {path: names for path, names in found.items() if names} == {}, "take a named piece out of it"


def test_no_file_is_too_long() -> None:
    lines = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in written(*KINDS)}
    assert {path: number for path, number in lines.items() if number > MOST_LINES} == {}, "it has a second subject"


@pytest.mark.parametrize("kind", ["def", "async def"])
def test_a_long_function_is_found_wherever_it_is(kind: str) -> None:
    body = "    x = 1\n" * MOST_OF_A_FUNCTION
    assert [*long_functions(f"{kind} f():\n{body}")] == ["f: 61 lines"]
    assert [*long_functions(f"class A:\n  {kind} f(self):\n{body}")] == ["f: 61 lines"]
    assert not [*long_functions(f"@cache\n{kind} f():\n" + "    x = 1\n" * (MOST_OF_A_FUNCTION - 1))]
