"""The mean of two adapters: a reader halfway between two stages of training.

A later stage learns about a few kinds of statements and forgets some of what was learnt about many. Halfway between the two,
most of both is kept (Wortsman et al., "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.grading.local.reader import read_config

ADAPTER = "adapter.safetensors"


def halfway(earlier: Path, later: Path, out: Path, origin: Mapping[str, object]) -> None:
    """Write the mean of two adapters.

    Their factors are averaged, not their products: the later one was trained from the earlier one, so the two are close together,
    and the mean is no larger than either.

    Args:
        earlier: Folder of the adapter that the later one was trained from.
        later: Folder of the later adapter.
        out: Folder to write to; created if it is missing.
        origin: Information to store with the result.

    Raises:
        UnavailableError: One of them cannot be read.
        UsageError: Their scales or shapes differ.
    """
    from safetensors.torch import load, save

    first, second = read_config(earlier), read_config(later)
    one, two = (load((folder / ADAPTER).read_bytes()) for folder in (earlier, later))
    shapes = [{name: value.shape for name, value in each.items()} for each in (one, two)]
    if first["scale"] != second["scale"] or shapes[0] != shapes[1]:
        raise UsageError(f"the adapters in {earlier} and {later} do not match; train the later from the earlier")
    mean = {name: ((one[name].float() + two[name].float()) / 2).to(one[name].dtype).contiguous() for name in one}
    blob = save(dict(sorted(mean.items())))
    out.mkdir(parents=True, exist_ok=True)
    (out / ADAPTER).write_bytes(blob)
    config = {
        "sha256": hashlib.sha256(blob).hexdigest(),
        "bytes": len(blob),
        "scale": first["scale"],
        "origin": {**origin, "mean of": [first["sha256"], second["sha256"]]},
    }
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
