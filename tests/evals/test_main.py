"""The command line of the evals: wrong use, exit codes, and nothing shipped is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import evals
from evals.__main__ import app, main
from evals.commands import simulate
from evals.labelled.gold import GOLD
from interviewer.errors import UnavailableError
from interviewer.grading.local import calibration
from interviewer.grading.local.reader import WEIGHTS
from interviewer.json_data import JsonObject

SUITES = tuple(
    str(command.name or command.callback.__name__) for command in app.registered_commands if command.callback
)
CALIBRATION = Path(calibration.__file__).parent / "calibration.json"


@pytest.mark.parametrize("suite", SUITES)
def test_every_suite_says_what_it_does(suite: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([suite, "--help"]) == 0
    assert f"evals {suite}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["grading", "--nope"], "No such option: --nope"),
        (["grading", "--split", "all"], "all"),
        (["robustness", "--count", "0"], "'--count': Input should be greater than or equal to 1"),
        (["external"], "external needs --answers"),
        (["external", "--answers", "/nowhere.jsonl"], "cannot be read"),
        (["grading", "--json", "/nowhere/a.json"], "there is no folder"),
        (["grading", "--against", "/nowhere.json"], "there is no such file"),
        (["grading", "--record", "--results", "/nowhere/a.json"], "cannot be written"),
        (["render", "--results", "/nowhere.json"], "name a file of your own with --results"),
        (["gold", "--second", "/nowhere.txt"], "--second needs --out"),
        (["fit"], "fit needs --out"),
        (["train"], "train needs --out"),
        (["fit", "--out", "/nowhere/a.json"], "there is no folder"),
        (["dialogue", "--minutes", "0"], "'--minutes': Input should be greater than or equal to 1"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert says in shown.err and shown.err.count("\n") == 1 and shown.out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["train", "--out", str(WEIGHTS)],
        ["train", "--out", str(WEIGHTS.parent)],
        ["fit", "--out", str(CALIBRATION)],
        ["gold", "--second", "sheet.txt", "--out", str(GOLD)],
        ["gold", "--second", "sheet.txt", "--out", str(GOLD / "read-once")],
    ],
)
def test_what_is_shipped_is_never_overwritten(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in (CALIBRATION, WEIGHTS / "config.json", GOLD / "rl.jsonl")}
    assert main(arguments) == 2
    assert "which is shipped" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in before} == before


def test_not_by_way_of_a_link_either(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "link").symlink_to(WEIGHTS)
    assert main(["train", "--out", str(tmp_path / "link")]) == 2
    assert "inside interviewer/" in capsys.readouterr().err


def test_a_model_that_is_not_there_is_exit_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from evals.suites.speed import bench

    def gone() -> JsonObject:
        raise UnavailableError("no model; run 'viva doctor'")

    monkeypatch.setattr(bench, "bench", gone)
    assert main(["bench"]) == 3
    assert capsys.readouterr().err == "evals: no model; run 'viva doctor'\n"


@pytest.mark.parametrize(("passed", "code"), [(False, 1), (True, 0)])
def test_a_bar_that_failed_is_exit_code_1(
    passed: bool, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from evals.suites.interviews import ability

    monkeypatch.setattr(ability, "measure_ability", lambda bank, repeats: {"passed": passed})
    assert main(["ability", "--json", str(tmp_path / "a.json")]) == code
    assert json.loads((tmp_path / "a.json").read_text())["passed"] is passed, "the result is kept in either case"
    assert json.loads(capsys.readouterr().out)["suite"] == "ability"


def test_a_worse_result_is_exit_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from evals.suites.interviews import ability

    monkeypatch.setattr(ability, "measure_ability", lambda bank, repeats: {"qwk": 0.5})
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps({"suite": "ability", "qwk": 0.9}))
    assert main(["ability", "--against", str(kept)]) == 1
    assert "worse  QWK of answers: 0.900 before, 0.500 now" in capsys.readouterr().err


def test_evals_is_imported_from_this_tree() -> None:
    assert Path(evals.__path__[0]).resolve() == Path(simulate.__file__).resolve().parents[1]
