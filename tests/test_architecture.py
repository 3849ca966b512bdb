"""The rules between rooms hold: a module that breaks one makes ``lint-imports`` fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge", "prompts", "evals")
BREACHES = {
    "a room that no layer names": ("interviewer/gossip.py", "", "Rooms of the interviewer"),
    "a new room of the bank": ("knowledge/gossip.py", "", "Rooms of the bank"),
    "a lower room knows a higher one": (
        "interviewer/grading/gossip.py",
        "from interviewer.web import render",
        "Rooms of the interviewer",
    ),
    "the conversation knows the database": (
        "interviewer/conversation/gossip.py",
        "from interviewer.storage.store import Store",
        "Rooms of the interviewer",
    ),
    "the evals are used from below": (
        "interviewer/study/gossip.py",
        "from evals.labelled import gold",
        "The evals stand above",
    ),
    "the evals use the page": (
        "evals/suites/gossip.py",
        "from interviewer.web import render",
        "neither page nor terminal",
    ),
    "the bank knows the interviewer": (
        "knowledge/search/gossip.py",
        "from interviewer import errors",
        "Bank and prompts",
    ),
    "gradio outside the page": ("interviewer/report/gossip.py", "import gradio", "Gradio is the page's"),
    "sqlalchemy outside the storage": ("interviewer/study/gossip.py", "import sqlalchemy", "The database is"),
    "chroma outside the search": ("knowledge/authoring/gossip.py", "import chromadb", "Chroma is"),
    "a model client outside its room": ("interviewer/grading/gossip.py", "import openai", "Clients of models"),
}


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [str(command), "--no-cache", "--config", "pyproject.toml"],
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


def test_the_tree_as_it_is_keeps_every_rule(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("name", BREACHES)
def test_a_module_that_breaks_a_rule_is_found(copy: Path, name: str) -> None:
    path, line, rule = BREACHES[name]
    planted = copy / path
    planted.write_text(f'"""Planted."""\n\n{line}\n')
    try:
        result = lint(copy)
    finally:
        planted.unlink()
    assert result.returncode == 1, result.stdout
    broken = [row for row in result.stdout.splitlines() if "BROKEN" in row]
    assert any(rule in row for row in broken), result.stdout


def test_the_machine_is_pure() -> None:
    """No model, no database and no page come with it; numpy does, for the estimate of the candidate's ability."""
    code = (
        "import sys; import interviewer.conversation.machine; "
        "print(*[m for m in ('torch', 'sqlalchemy', 'gradio', 'chromadb', 'langchain_core', 'sqlite3')"
        " if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert found.stdout.split() == []
