"""The trained reader, on a tiny base with random weights: its adapter, and what is wrong with it in one line."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save

from interviewer.errors import ModelMissingError, UnavailableError
from interviewer.grading.local.reader import Reader, empty_reader, joined, log_softmax, read_config
from interviewer.grading.local.relation import RELATIONS
from interviewer.grading.training.fine_tune import put_adapter, with_adapter, write_adapter
from tests.interviewer.grading.local.stand_in import tiny_base

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

PAIRS = [
    ("loss: says that momentum damps it.", "momentum damps the loss"),
    ("loss: says that it is not red.", "blue"),
    ("rate.", "the norm of the gradient is the norm of the loss, says momentum, and the dropout of units is red"),
]


@pytest.fixture(autouse=True)
def full_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("local.reader", "training.fine_tune"):
        monkeypatch.setattr(f"interviewer.grading.{module}.fast_precision", lambda: torch.float32)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_base(tmp_path_factory.mktemp("reader") / "base")


@pytest.fixture(scope="module")
def folder(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adapter whose weights are all random, so that each of them matters."""
    out = tmp_path_factory.mktemp("reader") / "adapter"
    write_adapter(moved(base), out, {"seed": 3})
    return out


def moved(base: Path) -> CrossEncoder:
    model = with_adapter(base)
    torch.manual_seed(3)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.copy_((0.3 * torch.randn_like(parameter)).bfloat16().float())
    return model


def test_an_adapter_that_is_added_reads_as_one_that_runs_beside_the_base(base: Path, folder: Path) -> None:
    beside = with_adapter(base, start=folder).eval()
    logits = beside.predict(PAIRS, convert_to_numpy=True, activation_fn=torch.nn.Identity(), show_progress_bar=False)
    added = Reader(lambda: base, folder).log_probabilities(PAIRS)
    assert np.allclose(added, log_softmax(np.asarray(logits, dtype=float)), atol=1e-4)
    fresh = empty_reader(base).eval()
    bare = fresh.predict(PAIRS, convert_to_numpy=True, activation_fn=torch.nn.Identity(), show_progress_bar=False)
    assert not np.allclose(added, log_softmax(np.asarray(bare, dtype=float)), atol=1e-2), "it changes something"


def test_a_pair_is_read_the_same_whatever_is_read_beside_it(base: Path, folder: Path) -> None:
    reader = Reader(lambda: base, folder)
    together = reader.log_probabilities(PAIRS * 12)
    assert together.shape == (36, len(RELATIONS))
    assert np.allclose(np.exp(together).sum(axis=1), 1)
    assert np.allclose(together[:3], together[-3:], atol=1e-4)
    assert np.allclose(together[:3], [reader.log_probabilities([pair])[0] for pair in PAIRS], atol=1e-4)
    assert np.allclose(reader.log_probabilities(PAIRS[::-1]), together[:3][::-1], atol=1e-4)


def test_an_overlong_pair_is_cut_and_read(base: Path, folder: Path) -> None:
    found = Reader(lambda: base, folder).log_probabilities([("loss: says red.", "the norm of it " * 500)])
    assert found.shape == (1, len(RELATIONS)) and np.isfinite(found).all()


def test_it_is_loaded_once_and_named_by_its_adapter(base: Path, folder: Path) -> None:
    asked: list[int] = []
    reader = Reader(lambda: asked.append(1) or base, folder)  # type: ignore[func-returns-value]
    assert reader.version == str(read_config(folder)["sha256"])[:8] and asked == []
    assert reader.load() is reader.load() and asked == [1]
    other = reader.other(folder.parent)
    assert other.folder == folder.parent and other.base is reader.base


def test_a_base_that_was_not_fetched_is_said_when_it_is_needed(folder: Path) -> None:
    def missing() -> Path:
        raise ModelMissingError("fetch it with 'viva model fetch'")

    reader = Reader(missing, folder)
    assert reader.version
    with pytest.raises(UnavailableError, match="viva model fetch"):
        reader.log_probabilities(PAIRS)


@pytest.mark.parametrize("damage", ["flip", "cut", "gone", "no folder", "no config", "no json", "no hash", "no scale"])
def test_a_damaged_adapter_is_one_clear_line(base: Path, folder: Path, tmp_path: Path, damage: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    weights, config = copy / "adapter.safetensors", copy / "config.json"
    if damage == "flip":
        blob = bytearray(weights.read_bytes())
        blob[-1] ^= 1
        weights.write_bytes(blob)
    elif damage == "cut":
        weights.write_bytes(weights.read_bytes()[:1000])
    elif damage == "gone":
        weights.unlink()
    elif damage == "no folder":
        shutil.rmtree(copy)
    elif damage == "no config":
        config.unlink()
    elif damage == "no json":
        config.write_text("{")
    else:
        data = json.loads(config.read_text())
        del data["sha256" if damage == "no hash" else "scale"]
        config.write_text(json.dumps(data))
    with pytest.raises(UnavailableError, match="judge") as error:
        Reader(lambda: base, copy).load()
    assert "\n" not in str(error.value) and str(copy) in str(error.value)


@pytest.mark.parametrize("damage", ["not safetensors", "names"])
def test_an_adapter_that_does_not_fit_is_one_clear_line(base: Path, folder: Path, tmp_path: Path, damage: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    named = {f"other.{name}": value for name, value in load_file(folder / "adapter.safetensors").items()}
    blob = b"not weights at all" if damage == "not safetensors" else save(named)
    (copy / "adapter.safetensors").write_bytes(blob)
    config = {**json.loads((copy / "config.json").read_text()), "sha256": hashlib.sha256(blob).hexdigest()}
    (copy / "config.json").write_text(json.dumps(config))
    with pytest.raises(UnavailableError, match="cannot be loaded") as error:
        Reader(lambda: base, copy).load()
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("damage", ["gone", "empty", "no weights"])
def test_a_damaged_base_is_one_clear_line(base: Path, folder: Path, tmp_path: Path, damage: str) -> None:
    copy = tmp_path / "base"
    if damage == "empty":
        copy.mkdir()
    elif damage == "no weights":
        shutil.copytree(base, copy)
        (copy / "model.safetensors").unlink()
    with pytest.raises(UnavailableError, match="cannot be loaded") as error:
        joined(copy, folder)
    assert "\n" not in str(error.value)


def test_what_is_written_is_what_is_put_back(base: Path, folder: Path, tmp_path: Path) -> None:
    again = with_adapter(base)
    put_adapter(again, folder / "adapter.safetensors")
    write_adapter(again, tmp_path / "again", {"seed": 3})
    names = ("adapter.safetensors", "config.json")
    assert all((tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes() for name in names)
    config = read_config(folder)
    assert config["bytes"] == (folder / "adapter.safetensors").stat().st_size and config["origin"] == {"seed": 3}
    kept = load_file(folder / "adapter.safetensors")
    assert {value.dtype for value in kept.values()} == {torch.bfloat16}
    assert sum(name.endswith(".up") for name in kept) == sum(name.endswith(".down") for name in kept) == 2 * 6


def test_log_probabilities_of_great_logits_are_finite() -> None:
    found = log_softmax(np.asarray([[1e4, 0.0, -1e4, 0.0], [0.0, 0.0, 0.0, 0.0]]))
    assert np.isfinite(found).all() and found[1] == pytest.approx(np.log(0.25))
