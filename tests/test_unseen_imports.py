"""What the contracts on imports cannot see: a module that is imported by a computed name, and Python's own ways to the network.

import-linter reads import statements and knows no module of Python's own, so ``import_module("gradio")`` and ``urllib.request``
pass it everywhere.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge", "prompts", "evals", "checks")
LOADS = "import_module __import__ resolve_name run_module run_path exec_module load_module module_from_spec"
BY_NAME = frozenset((*LOADS.split(), "spec_from_file_location"))
"""Functions of ``importlib``, ``pkgutil`` and ``runpy`` that load a module by its name or its file."""
SPEAKS = ("urllib.request", "http.client", "requests", "urllib3", "aiohttp", "ftplib", "smtplib", "xmlrpc")
"""Modules that fetch or send; what Viva does fetch goes through httpx or a vendor's client, which the contracts keep to their
places."""
IMPORTS_BY_NAME = {"evals/commands/by_split.py": "one of our own suites, each of which its table names"}
MAY_SPEAK = {"evals/suites/speed/served.py": "our own page is waited for"}
MAY_CONNECT = {
    "interviewer/llm/": "the embedded model's process is waited for",
    "interviewer/web/serve.py": "whether the port is free",
    "interviewer/web/gate/rules.py": "only the name of this machine is asked for",
    "interviewer/workers/ray_workers.py": "whether the cluster answers at all",
    "evals/suites/stress/": "many connections are held open",
    "evals/suites/speed/served.py": "a free port is looked for",
}
RULES: dict[str, Mapping[str, str]] = {"by name": IMPORTS_BY_NAME, "speaks": MAY_SPEAK, "connects": MAY_CONNECT}
"""For each rule, the files or folders that are free of it, and why."""


def names_in(tree: ast.AST) -> Iterator[str]:
    """The dotted names of all that a module imports, and of what it takes from something imported."""
    roots = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
                roots |= {alias.asname or alias.name.split(".")[0] for alias in names}
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from (f"{module}.{alias.name}" for alias in names)
                roots |= {alias.asname or alias.name for alias in names}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute() if ast.unparse(node).split(".")[0] in roots:
                yield ast.unparse(node)
            case ast.Name(id="__import__"):
                yield "__import__"


def broken_by(name: str) -> str:
    """The rule that a name breaks; "" if it breaks none."""
    if name.rpartition(".")[2] in BY_NAME:
        return "by name"
    if any(f"{name}.".startswith(f"{module}.") for module in SPEAKS):
        return "speaks"
    return "connects" if f"{name}.".startswith("socket.") else ""


def breaches(text: str) -> set[str]:
    """The rules that a module breaks."""
    return {rule for name in names_in(ast.parse(text)) if (rule := broken_by(name))}


def found_in(root: Path) -> dict[str, set[str]]:
    """The rules that each file of the source breaks."""
    files = sorted(file for tree in TREES for file in (root / tree).rglob("*.py"))
    found = {file.relative_to(root).as_posix(): breaches(file.read_text(encoding="utf-8")) for file in files}
    return {path: rules for path, rules in found.items() if rules}


def is_free(path: str, rule: str) -> bool:
    return any(path.startswith(place) for place in RULES[rule])


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    return found_in(ROOT)


@pytest.mark.slow
def test_nothing_is_imported_by_name_or_reaches_the_network_but_where_it_is_said_why(
    found: dict[str, set[str]],
) -> None:
    assert [(path, rule) for path, rules in found.items() for rule in rules if not is_free(path, rule)] == []


@pytest.mark.slow
def test_no_place_is_named_in_vain(found: dict[str, set[str]]) -> None:
    for rule, places in RULES.items():
        using = [path for path, rules in found.items() if rule in rules]
        assert [place for place in places if not any(path.startswith(place) for path in using)] == [], rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("import importlib\nimportlib.import_module('gradio')", "by name"),
        ("from importlib import import_module as load\nload('gradio')", "by name"),
        ("import importlib as own\npage = own.import_module(name)", "by name"),
        ("page = __import__('gradio')", "by name"),
        ("def late():\n    import runpy\n    runpy.run_module('torch')", "by name"),
        ("import urllib.request", "speaks"),
        ("from urllib import request", "speaks"),
        ("from urllib.request import urlopen", "speaks"),
        ("import urllib.parse\nurllib.request.urlopen(address)", "speaks"),
        ("def late():\n    from http.client import HTTPSConnection", "speaks"),
        ("import requests.sessions", "speaks"),
        ("import socket", "connects"),
    ],
)
def test_what_is_planted_is_found(tmp_path: Path, text: str, rule: str) -> None:
    (tmp_path / "interviewer" / "report").mkdir(parents=True)
    (tmp_path / "interviewer" / "report" / "gossip.py").write_text(text, encoding="utf-8")
    assert rule in found_in(tmp_path)["interviewer/report/gossip.py"]
    assert not is_free("interviewer/report/gossip.py", rule)


@pytest.mark.parametrize(
    "text",
    [
        "from urllib.parse import urlsplit",
        "from http import HTTPStatus",
        "from importlib import resources\nresources.files('prompts')",
        "requests = []\nrequests.append(1)",
        "from importlib.util import find_spec\nfind_spec('typst')",
    ],
)
def test_what_neither_loads_nor_speaks_is_left_alone(text: str) -> None:
    assert breaches(text) == set()
