"""What a run that nobody watches prints when a test fails."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.at_once import AtOnce, pytest_configure


class Terminal:
    """Keeps what it is told to write."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def ensure_newline(self) -> None:
        """Every line is new."""

    def write_line(self, line: str) -> None:
        self.lines.append(line)


class Plugins(dict[str, object]):
    """The plugins of a run."""

    def get_plugin(self, name: str) -> object:
        return self.get(name)

    def register(self, plugin: object, name: str) -> None:
        self[name] = plugin


def run(**more: object) -> Any:
    return SimpleNamespace(pluginmanager=Plugins(terminalreporter=Terminal()), **more)


def reported(failed: bool) -> Any:
    said = "\n".join(f"line {number}" for number in range(40))
    return SimpleNamespace(failed=failed, nodeid="test_a.py::test_b", when="call", duration=2.4, longreprtext=said)


def test_a_failure_is_named_at_once_with_its_last_lines() -> None:
    config = run()
    AtOnce(config).pytest_runtest_logreport(reported(failed=True))
    lines = config.pluginmanager["terminalreporter"].lines
    assert lines[0] == "FAILED test_a.py::test_b (call, 2 s)"
    assert lines[-1].strip() == "line 39" and len(lines) == 13


def test_what_passes_is_not_named() -> None:
    config = run()
    AtOnce(config).pytest_runtest_logreport(reported(failed=False))
    assert config.pluginmanager["terminalreporter"].lines == []


def test_only_an_unattended_run_does_so_and_only_its_first_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    watched, alone, worker = run(), run(), run(workerinput={})
    pytest_configure(watched)
    monkeypatch.setenv("CI", "1")
    pytest_configure(alone)
    pytest_configure(worker)
    assert ["at-once" in config.pluginmanager for config in (watched, alone, worker)] == [False, True, False]
