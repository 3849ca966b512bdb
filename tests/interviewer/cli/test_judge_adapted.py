"""``viva judge adapt`` from the command to a judge that grades with what was learnt, on a tiny base with random weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch

from evals.labelled.gold import gold_answers
from interviewer.cli import judge
from interviewer.cli.main import run_with
from interviewer.grading.grader import Grader
from interviewer.grading.local import reader
from interviewer.grading.local.relation import RELATIONS
from interviewer.grading.training import adapt as adapting
from interviewer.grading.training.fine_tune import Recipe, with_adapter, write_adapter
from interviewer.llm.embedded.reader_base import ReaderBase
from interviewer.loading.judges import local_judge, reader_of
from interviewer.settings import load_settings
from knowledge.loader import load_bank
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import tiny_base

QUESTIONS = ("training-01", "training-02", "training-05", "training-08", "training-09")


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In place of what is shipped, a tiny base and an adapter for it that takes nearly everything for half a point."""
    for module in ("local.reader", "training.fine_tune"):
        monkeypatch.setattr(f"interviewer.grading.{module}.fast_precision", lambda: torch.float32)
    base, start = tiny_base(tmp_path / "base"), tmp_path / "start"
    model = with_adapter(base)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith("modules_to_save.default.out_proj.bias"):
                weight[RELATIONS.index("half")] += 1.0
    write_adapter(model, start, {})
    monkeypatch.setattr(ReaderBase, "require", lambda self: base)
    for module in (reader, adapting):
        monkeypatch.setattr(module, "WEIGHTS", start)
    monkeypatch.setattr(adapting, "RECIPE", Recipe(passes=3.0, rate=0.05, batch=16, threads=1))
    monkeypatch.setattr(adapting, "MOST_ROWS", 96)
    monkeypatch.setattr(adapting, "MOST_HELD", 60)
    return start


@pytest.fixture
def own_bank(tmp_path: Path, bank: Bank) -> Path:
    folder = tmp_path / "bank"
    folder.mkdir()
    for question_id in QUESTIONS:
        shutil.copyfile(bank[question_id].path, folder / f"{question_id}.md")
    return folder


@pytest.mark.slow
def test_a_judge_that_was_fitted_by_the_command_grades_with_its_own_version(
    bank: Bank,
    shipped: Path,
    own_bank: Path,
    words: CachedEmbedder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(judge, "build_embedder", lambda settings: words)
    before = local_judge(words, reader_of(load_settings(), load_bank(own_bank)))
    assert before.name.endswith(f"-{reader.version_of(shipped)}")
    assert run_with(["judge", "adapt", "--bank", str(own_bank)]) == 0
    assert "saved in" in capsys.readouterr().err

    own = load_bank(own_bank)
    fitted = local_judge(words, reader_of(load_settings(), own))
    assert fitted.name.endswith(f"-{reader.version_of(own_bank / adapting.FOLDER)}") and fitted.name != before.name
    for answer in [answer for answer in gold_answers(bank) if answer.question_id == QUESTIONS[0]][:2]:
        old, new = (Grader(each).grade(own[answer.question_id], answer.answer) for each in (before, fitted))
        assert new.judge == fitted.name and not new.ungraded
        assert [item.probability for item in new.criteria] != [item.probability for item in old.criteria]
