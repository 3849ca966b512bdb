"""The mean of two adapters."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load, save

from evals.training.halfway import ADAPTER, halfway
from interviewer.errors import UnavailableError, UsageError


def _adapter(folder: Path, values: list[float], scale: float = 2.0) -> Path:
    folder.mkdir()
    blob = save({"layer.up": torch.tensor(values, dtype=torch.float16), "head": torch.ones(2)})
    (folder / ADAPTER).write_bytes(blob)
    config = {"sha256": hashlib.sha256(blob).hexdigest(), "scale": scale}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def test_every_weight_is_the_mean_and_the_kind_of_number_stays(tmp_path: Path) -> None:
    earlier, later = _adapter(tmp_path / "a", [1.0, 4.0]), _adapter(tmp_path / "b", [3.0, -4.0])
    halfway(earlier, later, tmp_path / "out", {"base": "x"})
    blob = (tmp_path / "out" / ADAPTER).read_bytes()
    found = load(blob)
    assert found["layer.up"].tolist() == [2.0, 0.0] and found["layer.up"].dtype == torch.float16
    assert found["head"].tolist() == [1.0, 1.0]
    config = json.loads((tmp_path / "out" / "config.json").read_text(encoding="utf-8"))
    assert config["sha256"] == hashlib.sha256(blob).hexdigest() and config["bytes"] == len(blob)
    hashes = [json.loads((folder / "config.json").read_text(encoding="utf-8"))["sha256"] for folder in (earlier, later)]
    assert config["origin"] == {"base": "x", "mean of": hashes}


def test_the_same_two_give_the_same_bytes(tmp_path: Path) -> None:
    earlier, later = _adapter(tmp_path / "a", [1.0, 4.0]), _adapter(tmp_path / "b", [3.0, -4.0])
    halfway(earlier, later, tmp_path / "one", {})
    halfway(earlier, later, tmp_path / "two", {})
    assert (tmp_path / "one" / ADAPTER).read_bytes() == (tmp_path / "two" / ADAPTER).read_bytes()


@pytest.mark.parametrize(("values", "scale"), [([1.0, 2.0, 3.0], 2.0), ([1.0, 2.0], 1.0)])
def test_adapters_of_two_kinds_are_refused(values: list[float], scale: float, tmp_path: Path) -> None:
    earlier, later = _adapter(tmp_path / "a", [1.0, 4.0]), _adapter(tmp_path / "b", values, scale)
    with pytest.raises(UsageError, match="do not match"):
        halfway(earlier, later, tmp_path / "out", {})
    assert not (tmp_path / "out").exists()


def test_a_missing_adapter_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="cannot be read"):
        halfway(tmp_path / "none", _adapter(tmp_path / "b", [1.0]), tmp_path / "out", {})
