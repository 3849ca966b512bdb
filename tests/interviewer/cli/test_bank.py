from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from interviewer.cli import bank as command
from interviewer.cli.main import run_with
from knowledge.loader import BUILT_IN
from knowledge.search.embeddings import CachedEmbedder
from tests.knowledge.files import GOOD, write
from tests.stand_ins import WordEmbedder


@pytest.mark.slow
def test_bank_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["bank", "stats", "--json"]) == 0
    stats = json.loads(capsys.readouterr().out)
    counted = {name: stats["sections"]["training"][name] for name in ("parts", "questions")}
    assert counted == {"parts": 44, "questions": 30}
    total = {name: stats["total"][name] for name in ("parts", "questions")}
    assert total == {"parts": 100, "questions": 70} and stats["faults"] == []
    files = (path.read_text(encoding="utf-8") for path in BUILT_IN.rglob("*-*.md"))
    assert stats["total"]["criteria"] == sum(
        len(re.findall(r"^    claim: ", t.split("misconceptions:")[0], re.M)) for t in files
    )
    assert run_with(["bank", "list", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 100
    assert run_with(["bank", "show", "training-14", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["criteria"][0]["id"] == "axes"
    assert run_with(["bank", "validate", "--quick"]) == 0
    assert "100 parts are valid" in capsys.readouterr().out


def test_a_broken_bank_fails_with_every_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("nothing")
    (tmp_path / "b.md").write_text("---\nid: x-1\n---\n")
    assert run_with(["bank", "validate", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert "a.md:1" in err and "b.md" in err and "'criteria' is missing" in err


def test_the_embedding_model_is_loaded_once_and_never_for_a_quick_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded: list[CachedEmbedder] = []

    def load() -> CachedEmbedder:
        loaded.append(CachedEmbedder(WordEmbedder(), tmp_path / "vectors.db"))
        return loaded[-1]

    monkeypatch.setattr(command, "_embedder", load)
    bank = tmp_path / "bank"
    bank.mkdir()
    write(bank, GOOD)
    assert run_with(["bank", "validate", str(bank), "--quick"]) == 0 and loaded == []
    assert run_with(["bank", "validate", str(bank), "--quick", "--labels"]) == 2 and loaded == []
    assert "leave one of them out" in capsys.readouterr().err
    assert run_with(["bank", "validate", str(bank), "--labels"]) == 0 and len(loaded) == 1
