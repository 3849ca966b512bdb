"""Evals as processes: a run is watched to its end, can be stopped, and says why it failed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from interviewer.errors import UsageError
from interviewer.web.evals.runs import EvalRuns, RunState
from interviewer.web.evals.view import differences_html, numbers_html, progress_html


def ended(runs: EvalRuns, seconds: float = 120) -> RunState:
    until = time.monotonic() + seconds
    while runs.state().state == "running" and time.monotonic() < until:
        time.sleep(0.1)
    return runs.state()


def test_a_run_leaves_a_result_and_a_page(tmp_path: Path) -> None:
    runs = EvalRuns(tmp_path)
    assert runs.state() == RunState() and runs.results() == []
    runs.start("gold")
    with pytest.raises(UsageError, match="still running"):
        runs.start("gold")
    assert ended(runs).state == "done"
    (result,) = runs.results()
    assert result.suite == "gold" and result.read()["answers"] == 1100
    assert "Viva evals: gold" in result.page.read_text()
    assert runs.result(result.name) == result


def test_a_stopped_run_leaves_nothing(tmp_path: Path) -> None:
    runs = EvalRuns(tmp_path)
    runs.start("gold")
    runs.stop()
    runs.stop()
    assert runs.state().message == "Stopped." and runs.results() == []


def test_a_failed_run_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_PORT", "many")
    runs = EvalRuns(tmp_path)
    runs.start("grading")
    state = ended(runs)
    assert state.state == "failed" and "VIVA_PORT" in state.message
    assert runs.results() == []


def test_wrong_names_and_damaged_results_are_one_line(tmp_path: Path) -> None:
    runs = EvalRuns(tmp_path)
    for name in ("../../etc", "train", ""):
        with pytest.raises(UsageError, match="no suite"):
            runs.start(name)
    with pytest.raises(UsageError, match="gone"):
        runs.result("../x")
    (tmp_path / "evals").mkdir()
    (tmp_path / "evals" / "20260101-000000-gold.json").write_text("{")
    (tmp_path / "evals" / "notes.json").write_text("{}")
    (result,) = runs.results()
    with pytest.raises(UsageError, match="run the suite again"):
        result.read()


def test_what_is_shown_is_text_and_never_markup() -> None:
    row = {
        "id": "x-1",
        "question": "<b>q</b>",
        "category": "wrong",
        "claim": "Says <i>",
        "label": "not_met",
        "verdict": "met",
        "probability": 0.9,
        "quote": "<script>alert(1)</script>",
        "answer": "<img src=x onerror=alert(1)>",
        "gold_reason": "",
    }
    shown = differences_html({"disagreements": [row] * 50})
    assert "<script" not in shown and "<img" not in shown and "40 of 50" in shown
    assert differences_html({}) == ""
    numbers = numbers_html(
        {"qwk": {"value": 0.9, "low": 0.8, "high": 0.95}, "calibration": {"ece": 0.04}, "judge": "<x>"}
    )
    assert "<b>0</b>" in numbers_html({"leaks": 0})
    assert "0.900" in numbers and "0.80 to 0.95" in numbers and "0.040" in numbers and "<x>" not in numbers
    running = progress_html(RunState("running", "grading", "grading", 5, 10, 3.0))
    assert 'value="5" max="10"' in running and 'role="status"' in running
    assert "value=" not in progress_html(RunState("running", "grading"))
    assert progress_html(RunState()) == ""
