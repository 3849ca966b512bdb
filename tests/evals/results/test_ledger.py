"""The results file: what is recorded, what becomes history, and what happens if there is no file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.results import ledger
from evals.results.kept_numbers import NUMBERS
from evals.results.ledger import RecordedResult, keep, read_ledger
from interviewer.errors import UsageError

RESULT = {
    "suite": "grading",
    "judge": "local-1",
    "machine": "two cores",
    "qwk": {"value": 0.9, "low": 0.85, "high": 0.95},
    "calibration": {"ece": 0.04, "bins": [1, 2]},
    "disagreements": ["long"],
}


def test_headline_numbers_are_kept_with_how_they_came_about(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text("{}")
    command = "python -m evals grading --no-model"
    keep(path, RecordedResult.of(RESULT, command, {"name": "gold"}, 0))
    (entry,) = read_ledger(path).results
    assert (entry.command, entry.name, entry.seed, entry.judge, entry.machine) == (
        command,
        "gold",
        0,
        "local-1",
        "two cores",
    )
    assert entry.numbers == {"qwk": RESULT["qwk"], "calibration": {"ece": 0.04}}, "nothing else is kept"
    assert entry.commit and len(entry.date) == 10


def test_what_a_command_gave_before_becomes_history(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text("{}")
    for qwk in (0.7, 0.8):
        keep(path, RecordedResult.of({**RESULT, "qwk": qwk}, "python -m evals grading", {}, 0))
    keep(path, RecordedResult.of({"suite": "robustness", "flipped_to_met": 0.01}, "python -m evals robustness", {}, 5))
    found = read_ledger(path)
    assert [entry.suite for entry in found.results] == ["grading", "robustness"]
    assert [entry.numbers["qwk"] for entry in (*found.results[:1], *found.history)] == [0.8, 0.7]
    assert [entry.suite for entry in found.of("robustness")] == ["robustness"]


@pytest.mark.parametrize("result", [{"suite": "grading", "qwk": True}, {"suite": "gold", "qwk": 0.9}, {}])
def test_a_result_without_headline_numbers_is_refused(result: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="no headline numbers"):
        RecordedResult.of(result, "python -m evals x", {}, None)


def test_without_a_file_of_results_the_way_out_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name a file of your own with --results"):
        read_ledger(tmp_path / "results.json")


@pytest.mark.parametrize(
    "text", ["", "[]", '{"results": [{}]}', '{"results": [{"suite": "grading"}]}', '{"results": 3}']
)
def test_a_file_that_holds_no_results_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "results.json"
    path.write_text(text)
    with pytest.raises(UsageError, match="is not a results file") as error:
        read_ledger(path)
    assert "\n" not in str(error.value)


def test_outside_a_clone_the_commit_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "__file__", str(tmp_path / "ledger.py"))
    assert ledger.commit() == "?"


def test_the_results_of_this_clone_can_be_read() -> None:
    path = Path(__file__).parents[3] / "docs" / "results.json"
    found = read_ledger(path)
    assert found.history and all(entry.suite in NUMBERS for entry in (*found.results, *found.history))
    assert json.loads(path.read_text(encoding="utf-8")).keys() == {"results", "history"}
