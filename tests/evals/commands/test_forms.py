"""The command for computed answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.suites.forms.forms_gold import measure_part
from evals.suites.forms.forms_hands import SETS
from interviewer.grading.forms.sandbox import sandbox
from interviewer.json_data import JsonObject
from knowledge.schema import Bank

HAND: JsonObject = {
    "answers": 3,
    "right": 1.0,
    "passed": True,
    "forms": {"trees": {"points": 4, "decided": 3, "agree": 2, "disputed": 1}},
}


MEASURED: dict[str, JsonObject] = {}


def measured_once(name: str, bank: Bank) -> JsonObject:
    if name not in MEASURED:
        MEASURED[name] = measure_part(name, bank)
    return MEASURED[name]


@pytest.fixture(autouse=True)
def hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """The separate sets and the mutants are not run: their code takes minutes. The gold is measured once for all tests."""
    monkeypatch.setattr("evals.suites.forms.forms_gold.measure_part", measured_once)
    monkeypatch.setattr("evals.suites.forms.forms_hands.measure_set", lambda name, bank, code: HAND)
    monkeypatch.setattr("evals.suites.forms.forms_mutants.measure_mutants", lambda form, bank: {"passed": True})


@pytest.mark.slow
def test_the_result_is_printed_and_fails_where_a_bar_is_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sandbox, "bubblewrap_fault", lambda: "")
    good: JsonObject = {"mutants_caught": 1.0, "passed": True, "disagreements": []}
    escapes: JsonObject = {"attempts": 3, "contained": 3}
    monkeypatch.setattr("evals.suites.forms.forms_code.measure_code", lambda form, bank: good)
    monkeypatch.setattr("evals.suites.forms.forms_escapes.measure_escapes", lambda bank: escapes)
    out = tmp_path / "out.json"
    assert main(["forms", "--json", str(out)]) == 0
    printed = capsys.readouterr()
    whole = json.loads(printed.out)
    assert whole["code"]["escapes"] == escapes
    kinds = ["code", "numbers", "derivations", "xor", "trees", "sketches"]
    assert [name for name in whole if name in kinds] == kinds and all(whole[name]["passed"] for name in kinds)
    assert [line.split()[0] for line in printed.err.splitlines()[1:7]] == kinds
    assert all(whole[name] == HAND for name in SETS)
    assert "trees         3 of 4 decided, 2 as labelled, 1 disputed" in printed.err
    assert json.loads(out.read_text())["passed"] is True
    monkeypatch.setattr("evals.suites.forms.forms_mutants.measure_mutants", lambda form, bank: {"passed": False})
    assert main(["forms"]) == 1
    monkeypatch.setattr("evals.suites.forms.forms_mutants.measure_mutants", lambda form, bank: {"passed": True})
    escapes["contained"] = 2
    assert main(["forms"]) == 1


def test_without_bubblewrap_nothing_is_measured(
    bank: Bank, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sandbox, "bubblewrap_fault", lambda: "there is no bubblewrap")
    assert main(["forms"]) == 3
    assert "install bubblewrap" in capsys.readouterr().err


@pytest.mark.slow
def test_the_numbers_are_recorded_with_what_the_table_shows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sandbox, "bubblewrap_fault", lambda: "")
    code: JsonObject = {"answers": 2, "mutants_caught": 1.0, "seconds_p50": 0.4, "passed": True, "disagreements": [{}]}
    monkeypatch.setattr("evals.suites.forms.forms_code.measure_code", lambda form, bank: code)
    monkeypatch.setattr(
        "evals.suites.forms.forms_escapes.measure_escapes", lambda bank: {"attempts": 3, "contained": 3}
    )
    path = tmp_path / "results.json"
    path.write_text("{}")
    assert main(["forms", "--record", "--results", str(path)]) == 0
    (entry,) = json.loads(path.read_text())["results"]
    assert (entry["suite"], entry["command"]) == ("forms", "python -m evals forms")
    assert entry["data"]["name"] == "answers in forms of their own" and len(entry["data"]["bank"]) == 12
    numbers = entry["numbers"]
    assert numbers["code"] == {
        "answers": 2,
        "mutants_caught": 1.0,
        "seconds_p50": 0.4,
        "escapes": {"attempts": 3, "contained": 3},
    }
    assert set(numbers["numbers"]) == {"answers", "points", "decided", "right", "left_to_judge"}
