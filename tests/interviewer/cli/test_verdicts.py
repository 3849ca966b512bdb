"""``viva contest`` after an interview that showed no grades along the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.cli.main import run_with
from tests.interviewer.cli.terminal import stdin

pytestmark = pytest.mark.slow
SAID = "I would overfit one batch first."


@pytest.fixture
def played(light: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stdin(monkeypatch, f"{SAID}\n.\n/skip\n/end\n")
    assert run_with(["interview", "--section", "rl", "--questions", "2", "--report", str(tmp_path / "r.md")]) == 0
    assert "viva contest" in capsys.readouterr().out


def test_the_verdicts_are_listed_with_the_number_of_their_question(
    played: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_with(["contest"]) == 0
    out = capsys.readouterr().out
    assert "1.1 ✗ not met: " in out and "1.2 " in out and "viva contest 1.2" in out


def test_one_is_read_again_and_kept_in_the_transcript(played: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["contest", "1.1", "I", "said that", "I would overfit one batch."]) == 0
    first = capsys.readouterr().out
    assert "still not met" in first
    assert run_with(["contest", "1.1", "I said it."]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_the_way_out_is_a_command_of_the_terminal(played: None, capsys: pytest.CaptureFixture[str]) -> None:
    for typed, way_out in (
        (["1.99", "I said it"], 'viva contest 1.2 "I said that …"'),
        (["1.1"], 'viva contest 1.1 "I said that …"'),
    ):
        assert run_with(["contest", *typed]) == 2
        told = capsys.readouterr().err
        assert way_out in told and "/contest" not in told


@pytest.mark.parametrize("point", ["1", "1.", "0.1", "9.1", "1.0", "1.99", "x", "1.1.1", "9999999.1", "١.١"])
def test_what_names_no_point_is_one_line(played: None, capsys: pytest.CaptureFixture[str], point: str) -> None:
    assert run_with(["contest", point, "I said it"]) == 2
    told = capsys.readouterr().err.strip()
    assert told.count("\n") == 0 and "point" in told


def test_a_point_that_is_missing_is_not_given_back(played: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["contest", "1.1", "--deny"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_a_finished_interview_it_says_so(
    light: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_with(["contest"]) == 2
    assert "you have not finished an interview yet" in capsys.readouterr().err
    assert run_with(["contest", "--interview", "nothing"]) == 2
    assert "no interview with the id nothing" in capsys.readouterr().err
    stdin(monkeypatch, f"{SAID}\n.\n")
    assert run_with(["interview", "--section", "rl", "--questions", "1"]) == 0
    assert run_with(["contest"]) == 2
