"""One name, one type: no public class name is defined in two modules, so that readers and searches are never ambiguous."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge", "prompts", "evals")
SHARED: dict[str, str] = {}
"""Names that several modules may define, and why."""


def types_of(source: str) -> Iterator[str]:
    """Public names that a module gives to types: its classes, and its aliases, which are assignments to a name in CamelCase.

    A type variable is none of them: it stands for whatever its own module is given.
    """
    for line in ast.parse(source).body:
        target = _target(line)
        if target[:1].isupper() and not target.isupper() and not _is_variable(line):
            yield target


def _target(line: ast.stmt) -> str:
    match line:
        case ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""


def _is_variable(line: ast.stmt) -> bool:
    match line:
        case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar"))):
            return True
    return False


@cache
def defined() -> dict[str, list[str]]:
    """The modules that define each name."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in (path for tree in TREES for path in sorted((ROOT / tree).rglob("*.py"))):
        for name in types_of(path.read_text(encoding="utf-8")):
            found[name].append(str(path.relative_to(ROOT)))
    return found


def test_no_two_types_have_one_name() -> None:
    twice = {name: modules for name, modules in defined().items() if len(modules) > 1 and name not in SHARED}
    assert twice == {}, "name each by what it is"


def test_every_name_that_may_be_shared_still_is() -> None:
    found = defined()
    assert [name for name in SHARED if len(found.get(name, ())) < 2] == []


@pytest.mark.parametrize(
    "line",
    ["class Turn: ...", "class Turn(Protocol[T]): ...", "Turn = dict[str, int]", "Turn: TypeAlias = 'int | str'"],
)
def test_a_type_is_found_however_it_is_defined(line: str) -> None:
    assert [*types_of(line)] == ["Turn"]


@pytest.mark.parametrize("line", ["class _Turn: ...", "TURN = 3", "T = TypeVar('T')", "turn = 3", "from a import Turn"])
def test_what_is_no_type_of_the_module_s_own_is_left_out(line: str) -> None:
    assert [*types_of(line)] == []
    assert [*types_of("Value = TypeVar('Value')")] == []
