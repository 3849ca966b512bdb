"""What becomes of a result, and the command that is recorded."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.commands.output import machine
from evals.suites.interviews import ability


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    result = {"chosen": {"rank_correlation": {"value": 0.9, "low": 0.8, "high": 0.95}}, "disagreements": []}
    monkeypatch.setattr(ability, "measure_ability", lambda bank, repeats: result)


def test_a_result_is_printed_written_and_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = tmp_path / "results.json"  # a new one is begun
    out = ["--json", str(tmp_path / "a.json"), "--html", str(tmp_path / "a.html"), "--results", str(results)]
    assert main(["ability", "--repeats", "3", *out, "--record"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["suite"] == "ability" and "disagreements" not in printed and "headlines" not in printed
    written = json.loads((tmp_path / "a.json").read_text())
    assert written["disagreements"] == [] and written["headlines"][0]["value"] == 0.9
    assert "Viva evals: ability" in (tmp_path / "a.html").read_text()
    (entry,) = json.loads(results.read_text())["results"]
    assert entry["command"] == "python -m evals ability --repeats 3", "where the result goes is not part of it"
    assert entry["seed"] == ability.SEED and entry["data"]["name"] == "simulated candidates"


def test_a_results_file_that_cannot_be_begun_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ability", "--record", "--results", str(tmp_path / "no" / "results.json")]) == 2
    said = capsys.readouterr().err
    assert "cannot be written" in said and said.count("\n") == 1


def test_outside_a_clone_no_results_file_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["ability", "--record"]) == 2
    assert "name a file of your own" in capsys.readouterr().err and not any(tmp_path.iterdir())


@pytest.mark.parametrize(("ran", "told"), [(True, ", float32"), (False, "")])
def test_the_machine_says_what_the_models_calculate_in(monkeypatch: pytest.MonkeyPatch, ran: bool, told: str) -> None:
    import torch

    monkeypatch.setattr("knowledge.search.precision.fast_precision", lambda: torch.float32)
    if not ran:
        monkeypatch.delitem(sys.modules, "torch")
    assert re.fullmatch(rf"\w+, \d+ cores, Python [\d.]+{told}", machine())


def test_the_command_holds_no_folder_of_this_machine(tmp_path: Path, bank_folder: Path) -> None:
    results = tmp_path / "results.json"
    results.write_text("{}")
    assert main(["ability", "--bank", str(bank_folder), "--record", "--results", str(results)]) == 0
    (entry,) = json.loads(results.read_text())["results"]
    assert entry["command"] == "python -m evals ability --bank bank"


@pytest.fixture
def bank_folder() -> Path:
    import knowledge

    return Path(knowledge.__path__[0]).resolve() / "bank"
