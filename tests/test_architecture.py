"""The rules between packages hold: a module that breaks one makes ``lint-imports`` fail."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.breaches import BREACHES
from tests.order_breaches import ORDER_BREACHES
from tests.vendor_breaches import VENDOR_BREACHES

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge", "prompts", "evals", "checks")
ALL = {**BREACHES, **ORDER_BREACHES, **VENDOR_BREACHES}
OWN_FILES = ("interviewer/__init__.py", "knowledge/__init__.py", "evals/__init__.py", "checks/__init__.py")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
VENDORS = [
    vendor for rule in CONTRACTS for vendor in rule.get("protected_modules", []) if vendor.split(".")[0] not in TREES
]


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [str(command), "--cache-dir", str(tree / "read"), "--config", "pyproject.toml"],
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PATH": str(command.parent), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("tree")
    for name in TREES:
        shutil.copytree(
            ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.jsonl", "*.safetensors", "*.svg")
        )
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


@pytest.mark.slow
def test_the_tree_as_it_is_keeps_every_rule(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@contextmanager
def planted(file: Path, text: str) -> Iterator[None]:
    """The text at the end of a file, which is made where there is none; taken out again afterwards."""
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.write_text(f"{before or ''}\n{text}\n", encoding="utf-8")
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_a_module_that_breaks_a_rule_is_found(copy: Path, name: str) -> None:
    path, line, rule = ALL[name]
    with planted(copy / path, line):
        result = lint(copy)
    assert result.returncode == 1, result.stdout
    broken = [row for row in result.stdout.splitlines() if "BROKEN" in row]
    assert any(rule in row for row in broken), result.stdout


@pytest.mark.slow
@pytest.mark.parametrize("file", OWN_FILES)
def test_a_package_s_own_file_is_held_to_every_rule_on_vendors(copy: Path, file: str) -> None:
    with planted(copy / file, "".join(f"import {vendor}\n" for vendor in VENDORS)):
        result = lint(copy)
    told = result.stdout.split()
    package = file.split("/", maxsplit=1)[0]
    found = {after for at, one, after in zip(told, told[1:], told[2:], strict=False) if (at, one) == (package, "->")}
    assert found == set(VENDORS), result.stdout


def test_each_rule_is_broken_by_one_of_these() -> None:
    rules = {rule for _, _, rule in ALL.values()}
    assert [contract["name"] for contract in CONTRACTS if not any(rule in contract["name"] for rule in rules)] == []
    assert set(VENDORS) <= set(VENDOR_BREACHES)


def test_app_py_only_starts_the_terminal() -> None:
    """import-linter reads packages alone, and this file is none."""
    nodes = [*ast.walk(ast.parse((ROOT / "app.py").read_text(encoding="utf-8")))]
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    assert plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom)} == {
        "sys",
        "interviewer.cli.main",
    }


def test_every_package_s_own_file_is_named() -> None:
    """A new package has to be named in the rule on packages' own files, which takes no pattern."""
    named = next(rule["source_modules"] for rule in CONTRACTS if rule["name"].startswith("A package's own file"))
    files = (file for tree in ("interviewer", "knowledge", "evals") for file in (ROOT / tree).rglob("__init__.py"))
    assert sorted(named) == sorted(".".join(file.parent.relative_to(ROOT).parts) for file in files)


@pytest.mark.slow
def test_the_machine_is_pure() -> None:
    """No model, no database and no page come with it; numpy does, for the estimate of the candidate's ability."""
    code = (
        "import sys; import interviewer.conversation.machine.machine; "
        "print(*[m for m in ('torch', 'sqlalchemy', 'gradio', 'chromadb', 'langchain_core', 'sqlite3')"
        " if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert found.stdout.split() == []
