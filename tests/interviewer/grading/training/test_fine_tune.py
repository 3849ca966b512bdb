"""Training an adapter, on a tiny base with random weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from interviewer.grading.local.reader import Reader, read_config
from interviewer.grading.local.relation import RELATIONS, Relation
from interviewer.grading.training import fine_tune as training
from interviewer.grading.training.fine_tune import LikeLengths, Recipe, fine_tune, with_adapter
from interviewer.grading.training.row import Row
from tests.interviewer.grading.local.stand_in import tiny_base

SAYS: tuple[Relation, ...] = ("says",)
SILENT: tuple[Relation, ...] = ("silent",)
ROWS = [
    Row("loss: says red.", said, relations, "own")
    for said, relations in (("the red", SAYS), ("it is red", SAYS), ("the blue", SILENT), ("it is blue", SILENT))
] * 16
QUICK = Recipe(batch=16, passes=6.0, rate=0.02, threads=1)
LONG = Recipe(batch=16, passes=25.0, rate=0.1, threads=1)
"""Enough for a random network to learn what is common."""


@pytest.fixture(autouse=True)
def full_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("local.reader", "training.fine_tune"):
        monkeypatch.setattr(f"interviewer.grading.{module}.fast_precision", lambda: torch.float32)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_base(tmp_path_factory.mktemp("training") / "base")


def trained(base: Path, out: Path, rows: list[Row] = ROWS, recipe: Recipe = QUICK) -> list[tuple[int, int, float]]:
    steps: list[tuple[int, int, float]] = []
    fine_tune(base, rows, out, recipe, origin={"rows": len(rows)}, on_step=lambda *step: steps.append(step))
    return steps


@pytest.mark.slow
def test_training_lowers_the_loss_and_is_read_as_it_was_learnt(base: Path, tmp_path: Path) -> None:
    steps = trained(base, tmp_path, recipe=LONG)
    assert [step for step, _, _ in steps] == list(range(1, 101)) and {of for _, of, _ in steps} == {100}
    assert np.mean([loss for *_, loss in steps[-4:]]) < 0.6 * np.mean([loss for *_, loss in steps[:4]])
    read = Reader(lambda: base, tmp_path).log_probabilities([(row.claim, row.statement) for row in ROWS[:4]])
    allowed = [read[n, RELATIONS.index(row.relations[0])] for n, row in enumerate(ROWS[:4])]
    assert -np.mean(allowed) == pytest.approx(np.mean([loss for *_, loss in steps[-4:]]), abs=0.1)
    assert read_config(tmp_path)["origin"] == {"rows": len(ROWS)}


class Stopped(Exception):
    """The run was interrupted."""


@pytest.mark.slow
def test_a_run_that_was_stopped_goes_on_from_its_checkpoint(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "SAVED_EVERY", 4)
    whole = trained(base, tmp_path / "whole")

    def stop(step: int, steps: int, loss: float) -> None:
        if step == 10:
            raise Stopped

    with pytest.raises(Stopped):
        fine_tune(base, ROWS, tmp_path / "cut", QUICK, on_step=stop)
    assert not (tmp_path / "cut" / "adapter.safetensors").exists()
    rest = trained(base, tmp_path / "cut")
    assert [step for step, _, _ in rest] == list(range(9, 25)), "from the checkpoint after the eighth step"
    assert [loss for *_, loss in rest] == pytest.approx([loss for *_, loss in whole[8:]], abs=0.02)


@pytest.mark.slow
def test_a_label_that_leaves_two_relations_open_asks_for_either(base: Path, tmp_path: Path) -> None:
    rows = [Row("loss: says red.", "the blue", ("silent", "contradicts"), "own")] * 32
    trained(base, tmp_path, rows, Recipe(passes=12.0, rate=0.02, threads=1))
    read = np.exp(Reader(lambda: base, tmp_path).log_probabilities([("loss: says red.", "the blue")])[0])
    assert read[RELATIONS.index("silent")] + read[RELATIONS.index("contradicts")] > 0.8


@pytest.mark.slow
def test_training_goes_on_from_another_adapter(base: Path, tmp_path: Path) -> None:
    learnt = trained(base, tmp_path / "first", recipe=LONG)
    steps: list[float] = []
    fine_tune(
        base,
        ROWS,
        tmp_path / "second",
        Recipe(passes=1.0, rate=1e-4, batch=len(ROWS), threads=1),
        start=tmp_path / "first",
        on_step=lambda step, of, loss: steps.append(loss),
    )
    ended = np.mean([loss for *_, loss in learnt[-4:]])
    assert steps[0] == pytest.approx(ended, abs=0.2), "it begins where the first one ended"
    assert steps[0] < 0.7 * learnt[0][2]


def test_lower_layers_may_be_left_as_they_start(base: Path) -> None:
    learns = {name for name, weight in with_adapter(base, frozen=1).named_parameters() if weight.requires_grad}
    assert learns and not any("encoder.layer.0." in name for name in learns)
    assert any("encoder.layer.1." in name for name in learns) and any("classifier" in name for name in learns)
    assert all(".lora_" in name or "classifier" in name for name in learns), "the base itself is never trained"


@pytest.mark.parametrize("count", [1, 31, 32, 33, 1000])
def test_a_pass_goes_over_every_row_once(count: int) -> None:
    lengths = [(7 * n) % 101 for n in range(count)]
    batches = LikeLengths(lengths, 32, seed=1)
    passed = list(batches)
    assert sorted(n for batch in passed for n in batch) == list(range(count))
    assert len(passed) == len(batches) and all(0 < len(batch) <= 32 for batch in passed)


def test_batches_are_of_like_length_and_in_another_order_each_pass() -> None:
    lengths = [(7 * n) % 101 for n in range(640)]
    batches = LikeLengths(lengths, 32, seed=1)
    first = list(batches)
    spread = [max(lengths[n] for n in batch) - min(lengths[n] for n in batch) for batch in first]
    assert max(spread) < 12, "of 101"
    assert list(batches) == first, "a pass that is resumed is the same again"
    batches.set_epoch(1)
    assert list(batches) != first and list(LikeLengths(lengths, 32, seed=2)) != first
    means = [np.mean([lengths[n] for n in batch]) for batch in first]
    assert means != sorted(means)


def test_what_is_written_names_its_scale_and_its_size(base: Path, tmp_path: Path) -> None:
    training.write_adapter(with_adapter(base), tmp_path / "new" / "folder", {})
    config = json.loads((tmp_path / "new" / "folder" / "config.json").read_text())
    assert set(config) == {"sha256", "bytes", "scale", "origin"} and config["scale"] == training.SCALE
