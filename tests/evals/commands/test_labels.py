"""Contested verdicts come out of the store as cases to label."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interviewer.cli.main import run_with
from interviewer.conversation.state.stored import AppealCase
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from knowledge.schema import Bank
from tests.interviewer.storage.kept import keep_appeal


def test_the_cases_come_out_as_json_lines(bank: Bank, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run_with(["evals", "appeals"]) == 0
    assert json.loads(capsys.readouterr().out)["cases"] == []
    store = Store(load_settings().database)
    keep_appeal(store, AppealCase(1.0, "training-01", "bug-check", "näive\x00", "why", "not_met", "met", "local-1"))
    store.close()
    assert run_with(["evals", "appeals", "--out", str(tmp_path / "cases.jsonl")]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["appeals"], shown["upheld"]) == (1, 1)
    row = json.loads((tmp_path / "cases.jsonl").read_text())
    assert row == shown["cases"][0] and row["answer"] == "näive " and row["labels"] == {}
