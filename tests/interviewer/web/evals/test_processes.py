"""Evals as processes: one is watched to its end, can be stopped, and says why it failed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from evals.__main__ import main as evals
from interviewer.errors import UsageError
from interviewer.web.evals.processes import SUITES, EvalProcesses, EvalState, command_for
from interviewer.web.evals.view import numbers_html


def ended(evals: EvalProcesses, seconds: float = 120) -> EvalState:
    until = time.monotonic() + seconds
    while evals.state().state == "running" and time.monotonic() < until:
        time.sleep(0.1)
    return evals.state()


@pytest.mark.slow
def test_a_run_leaves_a_result_and_a_page(tmp_path: Path) -> None:
    evals = EvalProcesses(tmp_path)
    assert evals.state() == EvalState() and evals.results() == []
    evals.start("gold")
    with pytest.raises(UsageError, match="still running"):
        evals.start("gold")
    assert ended(evals).state == "done"
    (result,) = evals.results()
    assert result.suite == "gold" and result.read()["answers"] == 1100
    assert "kappa of the two readers" in numbers_html(result.read())
    assert "Viva evals: gold" in result.page.read_text()
    assert evals.result(result.name) == result


def test_a_stopped_run_leaves_nothing(tmp_path: Path) -> None:
    evals = EvalProcesses(tmp_path)
    evals.start("gold")
    evals.stop()
    evals.stop()
    assert evals.state().message == "Stopped." and evals.results() == []


@pytest.mark.slow
def test_a_failed_run_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_PORT", "many")
    evals = EvalProcesses(tmp_path)
    evals.start("grading")
    state = ended(evals)
    assert state.state == "failed" and "VIVA_PORT" in state.message
    assert evals.results() == []


def test_wrong_names_and_damaged_results_are_one_line(tmp_path: Path) -> None:
    evals = EvalProcesses(tmp_path)
    for name in ("../../etc", "train", ""):
        with pytest.raises(UsageError, match="no suite"):
            evals.start(name)
    with pytest.raises(UsageError, match="gone"):
        evals.result("../x")
    (tmp_path / "evals").mkdir()
    (tmp_path / "evals" / "20260101-000000-gold.json").write_text("{")
    (tmp_path / "evals" / "notes.json").write_text("{}")
    (result,) = evals.results()
    with pytest.raises(UsageError, match="run the suite again"):
        result.read()


@pytest.mark.slow
def test_a_file_of_the_current_folder_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = tmp_path / "elsewhere"
    planted.mkdir()
    (planted / "evals.py").write_text("import pathlib; pathlib.Path(__file__).with_name('ran').touch()\n")
    monkeypatch.chdir(planted)
    evals = EvalProcesses(tmp_path)
    evals.start("gold")
    assert ended(evals).state == "done"
    assert not (planted / "ran").exists()


def test_a_relative_home_is_that_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    evals = EvalProcesses(Path("home"))
    monkeypatch.chdir(tmp_path.parent)
    evals.start("gold")
    evals.stop()
    assert (tmp_path / "home" / "evals").is_dir()


@pytest.mark.parametrize("with_model", [True, False])
@pytest.mark.parametrize("suite", SUITES)
def test_every_suite_of_the_page_takes_the_options_it_is_given(
    suite: str, with_model: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = command_for(suite, tmp_path / "out.json", with_model)
    assert command[:4] == [sys.executable, "-P", "-m", "evals"]
    assert evals([*command[4:], "--help"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in command[5:] if word.startswith("--"))
