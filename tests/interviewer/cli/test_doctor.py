from __future__ import annotations

import pytest

from interviewer.cli.main import run_with


def test_doctor_names_what_is_missing_and_how_to_mend_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIVA_LLM", "embedded")
    assert run_with(["doctor"]) == 3
    out = capsys.readouterr().out
    assert "FAIL  language model: no model file at" in out and "viva model fetch" in out
    assert "FAIL  search index" in out and "viva index" in out
    assert "ok    question bank: 100 parts" in out
