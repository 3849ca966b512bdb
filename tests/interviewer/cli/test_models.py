"""``viva model`` and ``viva index``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from interviewer.cli import models
from interviewer.cli.main import run_with
from interviewer.errors import UnavailableError
from interviewer.llm.embedded.model_file import ByteBar, ModelFile
from interviewer.llm.embedded.reader_base import ReaderBase
from knowledge.search.embeddings import verify_default_model


@pytest.fixture
def reader_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReaderBase, "is_ready", lambda self: True)
    monkeypatch.setattr(ReaderBase, "bytes_needed", lambda self: 0)


def test_model_info_says_which_model_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["model", "info"]) == 0
    out = capsys.readouterr().out
    assert "cc324af070c2" in out and "missing: run 'viva model fetch'" in out
    assert "all-mpnet-base-v2, 0.44 GB (0.40 GB to fetch)" in out and "78c0197b6159" in out
    assert out.count("missing: run 'viva model fetch'") == 2
    assert verify_default_model().name == "model.safetensors"


def test_models_are_fetched_once(
    reader_is_here: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fetched: list[Path] = []

    def fetch(self: ModelFile, bar: object) -> Path:
        fetched.append(self.path)
        return self.path

    monkeypatch.setattr(ModelFile, "fetch", fetch)
    assert run_with(["model", "fetch"]) == 0
    assert len(fetched) == 1 and f"fetched and verified: {fetched[0]}" in capsys.readouterr().err
    monkeypatch.setattr(ModelFile, "is_verified", lambda self: True)
    assert run_with(["model", "fetch"]) == 0
    assert len(fetched) == 1 and "are here and verified" in capsys.readouterr().err


def test_a_fetch_that_fails_says_so_with_code_3(
    reader_is_here: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fetch(self: ModelFile, bar: object) -> Path:
        raise UnavailableError("no source has the model; set VIVA_MODEL_PATH to a copy")

    monkeypatch.setattr(ModelFile, "fetch", fetch)
    assert run_with(["model", "fetch"]) == 3
    err = capsys.readouterr().err
    assert "set VIVA_MODEL_PATH" in err and "Traceback" not in err


def _fetch_nothing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    fetched: list[str] = []

    def fetch(self: ModelFile | ReaderBase, bar: ByteBar) -> Path:
        fetched.append(self.spec.name)
        bar("fetching", 1, 2)
        return Path()

    monkeypatch.setattr(ModelFile, "fetch", fetch)
    monkeypatch.setattr(ReaderBase, "fetch", fetch)
    return fetched


def test_both_models_are_fetched_each_under_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fetched = _fetch_nothing(monkeypatch)
    assert run_with(["model", "fetch"]) == 0
    assert fetched == ["all-mpnet-base-v2", "Qwen2.5-Coder-1.5B-Instruct Q4_K_M"]
    err = capsys.readouterr().err
    assert "base of the judge's reader, all-mpnet-base-v2, 0.40 GB:" in err
    assert "language model, Qwen2.5-Coder-1.5B-Instruct Q4_K_M, 1.12 GB:" in err
    assert err.count("fetched and verified: ") == 2


@pytest.mark.parametrize(
    ("only", "name"), [("reader", "all-mpnet-base-v2"), ("language", "Qwen2.5-Coder-1.5B-Instruct Q4_K_M")]
)
def test_one_of_the_models_can_be_fetched_alone(only: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched = _fetch_nothing(monkeypatch)
    monkeypatch.setattr(models, "verify_default_model", lambda: pytest.fail("the embedding model was not asked for"))
    assert run_with(["model", "fetch", "--only", only]) == 0
    assert fetched == [name]


def test_only_takes_one_of_two_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["model", "fetch", "--only", "both"]) == 2
    err = capsys.readouterr().err
    assert "reader" in err and "language" in err


def test_room_for_both_models_is_checked_before_the_first_is_fetched(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fetched = _fetch_nothing(monkeypatch)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: type("U", (), {"free": 1_500_000_000})())
    assert run_with(["model", "fetch"]) == 3
    err = capsys.readouterr().err
    assert (
        "not enough disk space for the models" in err
        and "2.07 GB needed, 1.50 GB free" in err
        and "set VIVA_HOME" in err
    )
    assert fetched == []
    assert run_with(["model", "fetch", "--only", "reader"]) == 0
    assert fetched == ["all-mpnet-base-v2"]


def test_the_embedding_model_is_hashed_once(reader_is_here: None, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[int] = []
    monkeypatch.setattr(models, "verify_default_model", lambda: hashed.append(1))
    monkeypatch.setattr(ModelFile, "is_verified", lambda self: True)
    assert run_with(["model", "fetch"]) == 0 and run_with(["model", "fetch"]) == 0
    assert len(hashed) == 1


@pytest.mark.slow
def test_the_index_is_built_kept_and_rebuilt(light: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["index"]) == 0
    assert "the index is ready" in capsys.readouterr().err
    assert run_with(["index"]) == 0
    assert "up to date" in capsys.readouterr().err
    assert run_with(["index", "--rebuild"]) == 0
    assert "the index is ready" in capsys.readouterr().err
