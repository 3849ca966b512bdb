"""SECURITY.md: every promise names a test that checks it, and these tests exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from evals.results.ledger import read_ledger
from evals.results.promise_tables import missed_bars

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PROMISES, NOT_YET = TEXT.split("**What it does not do yet**")
NAMED = re.compile(r"`(tests/[\w./-]+?)(?:::(\w+))?`")


def promises() -> list[str]:
    """The promises, each on one line."""
    return [" ".join(item.split()) for item in re.split(r"^- ", PROMISES, flags=re.MULTILINE)[1:]]


def names_of_tests(path: Path) -> set[str]:
    """The names of the tests in a file, or in those of a folder."""
    files = sorted(path.rglob("test_*.py")) if path.is_dir() else [path]
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in files)
    return {
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise[:40])
def test_every_promise_names_tests_that_are_there(promise: str) -> None:
    named = NAMED.findall(promise)
    assert any(name for _, name in named), "name the test that holds it, and not only its file"
    check(named)


def test_what_is_not_promised_names_tests_that_are_there() -> None:
    check(NAMED.findall(NOT_YET))


def test_nothing_is_said_to_earn_nothing_while_the_record_says_otherwise() -> None:
    runs = [run for run in read_ledger(ROOT / "docs" / "results.json").of("attacks") if missed_bars(run.numbers)]
    absolute = re.compile(r"\b(?:never|not) (?:counts?|earns?|becomes?)\b[^.]*\b(?:evidence|credit|instruction)")
    assert absolute.search("A request, an order or a made-up verdict never counts as evidence."), "what it said before"
    assert not runs or not absolute.findall(" ".join(PROMISES.split())), "the attacks earned credit, as recorded"
    assert not runs or "[results.md](docs/results.md#attacks-on-the-interviewer)" in NOT_YET


def check(named: list[tuple[str, str]]) -> None:
    """Fails if a test that is named is not there."""
    for path, name in named:
        assert (ROOT / path).exists(), path
        found = names_of_tests(ROOT / path)
        assert found, f"{path} has no test"
        assert not name or name in found, f"{path} has no {name}"


def test_there_are_promises_and_what_is_not_promised_is_said() -> None:
    assert len(promises()) > 20 and NOT_YET.count("\n- ") >= 3
    assert names_of_tests(ROOT / "tests/test_security.py") >= {"test_every_promise_names_tests_that_are_there"}
