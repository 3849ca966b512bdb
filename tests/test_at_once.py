"""What a run that nobody watches prints when a test fails."""

from __future__ import annotations

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


class Run:
    """The configuration of a run, as far as its plugins go."""

    def __init__(self) -> None:
        self.terminal = Terminal()
        self.names: list[str] = []
        self.pluginmanager = self

    def get_plugin(self, _: str) -> Terminal:
        return self.terminal

    def register(self, _: object, name: str) -> None:
        self.names.append(name)


class OneOfSeveral(Run):
    """The same of a process that another one started."""

    workerinput: tuple[str, ...] = ()


def report(outcome: str) -> pytest.TestReport:
    said = "\n".join(f"line {number}" for number in range(40))
    return pytest.TestReport("a.py::test_b", ("a.py", 1, "b"), {}, outcome, said, "call", duration=2.4)  # type: ignore[arg-type]


def test_a_failure_is_named_at_once_with_its_last_lines() -> None:
    run = Run()
    AtOnce(run).pytest_runtest_logreport(report("failed"))  # type: ignore[arg-type]
    assert run.terminal.lines[0] == "FAILED a.py::test_b (call, 2 s)"
    assert run.terminal.lines[-1].strip() == "line 39" and len(run.terminal.lines) == 13


def test_what_passes_is_not_named() -> None:
    run = Run()
    AtOnce(run).pytest_runtest_logreport(report("passed"))  # type: ignore[arg-type]
    assert run.terminal.lines == []


def test_only_an_unattended_run_does_so_and_only_its_first_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    watched, alone, worker = Run(), Run(), OneOfSeveral()
    pytest_configure(watched)  # type: ignore[arg-type]
    monkeypatch.setenv("CI", "1")
    pytest_configure(alone)  # type: ignore[arg-type]
    pytest_configure(worker)  # type: ignore[arg-type]
    assert [run.names for run in (watched, alone, worker)] == [[], ["at-once"], []]
