from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.cli import doctor
from interviewer.cli.main import run_with


def test_doctor_checks_the_reader_only_where_it_judges(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(doctor, "_CHECKS", [check for check in doctor._CHECKS if check[0] == "judge's reader"])
    monkeypatch.setenv("VIVA_JUDGE", "llm")
    assert run_with(["doctor"]) == 0
    assert "ok    judge's reader: not needed" in capsys.readouterr().out
    monkeypatch.setenv("VIVA_JUDGE", "local")
    monkeypatch.setenv("VIVA_READER_PATH", str(tmp_path))
    assert run_with(["doctor"]) == 3
    out = capsys.readouterr().out
    assert "FAIL  judge's reader:" in out and "config.json is missing; set VIVA_READER_PATH" in out


def test_doctor_names_what_is_missing_and_how_to_mend_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIVA_LLM", "embedded")
    assert run_with(["doctor"]) == 3
    out = capsys.readouterr().out
    assert "FAIL  language model: no model file at" in out and "viva model fetch" in out
    assert "FAIL  judge's reader: no base of the judge's reader at" in out
    assert out.count("run 'viva model fetch'") == 2
    assert "FAIL  search index" in out and "viva index" in out
    assert "ok    question bank: 100 parts" in out
