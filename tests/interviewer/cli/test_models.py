"""``viva model`` and ``viva index``."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.cli import models
from interviewer.cli.main import run_with
from interviewer.errors import UnavailableError
from interviewer.llm.model_file import ModelFile
from knowledge.search.embeddings import verify_default_model


def test_model_info_says_which_model_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["model", "info"]) == 0
    out = capsys.readouterr().out
    assert "cc324af070c2" in out and "missing: run 'viva model fetch'" in out
    assert verify_default_model().name == "model.safetensors"


def test_models_are_fetched_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fetched: list[Path] = []

    def fetch(self: ModelFile, progress: object) -> Path:
        fetched.append(self.path)
        return self.path

    monkeypatch.setattr(ModelFile, "fetch", fetch)
    assert run_with(["model", "fetch"]) == 0
    assert len(fetched) == 1 and f"fetched and verified: {fetched[0]}" in capsys.readouterr().err
    monkeypatch.setattr(ModelFile, "is_verified", lambda self: True)
    assert run_with(["model", "fetch"]) == 0
    assert len(fetched) == 1 and "are here and verified" in capsys.readouterr().err


def test_a_fetch_that_fails_says_so_with_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fetch(self: ModelFile, progress: object) -> Path:
        raise UnavailableError("no source has the model; set VIVA_MODEL_PATH to a copy")

    monkeypatch.setattr(ModelFile, "fetch", fetch)
    assert run_with(["model", "fetch"]) == 3
    err = capsys.readouterr().err
    assert "set VIVA_MODEL_PATH" in err and "Traceback" not in err


def test_the_embedding_model_is_hashed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[int] = []
    monkeypatch.setattr(models, "verify_default_model", lambda: hashed.append(1))
    monkeypatch.setattr(ModelFile, "is_verified", lambda self: True)
    assert run_with(["model", "fetch"]) == 0 and run_with(["model", "fetch"]) == 0
    assert len(hashed) == 1


def test_the_index_is_built_kept_and_rebuilt(light: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["index"]) == 0
    assert "the index is ready" in capsys.readouterr().err
    assert run_with(["index"]) == 0
    assert "up to date" in capsys.readouterr().err
    assert run_with(["index", "--rebuild"]) == 0
    assert "the index is ready" in capsys.readouterr().err
