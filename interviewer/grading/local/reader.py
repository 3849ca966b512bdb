"""The trained reader: classifies how a statement relates to a claim.

A low-rank adapter on all-mpnet-base-v2 with an output for each relation, trained and run with sentence-transformers'
CrossEncoder. The adapter, a few megabytes, comes with the package; the base is fetched once, like the language model. The
adapter is merged into the base's weights on loading, so that reading takes no longer than with the base alone.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from interviewer.errors import UnavailableError
from interviewer.grading.local.alone import read_alone
from interviewer.grading.local.layers import ReaderLayers
from interviewer.grading.local.reading import LogProbabilities
from interviewer.grading.local.relation import RELATIONS
from interviewer.json_data import JsonObject, JsonValue, number_of, text_of
from knowledge.search.precision import fast_precision
from knowledge.search.vectors import Vectors

if TYPE_CHECKING:
    import torch
    from sentence_transformers import CrossEncoder

WEIGHTS = Path(__file__).parent / "weights"
"""The folder of the shipped adapter: ``adapter.safetensors`` and ``config.json``."""
MAX_TOKENS = 384
"""Longest pair that is read, in tokens; the longer of the two texts is cut. A statement and its claim have 80 tokens on
average, a passage and its claim 150."""


class Reader:
    """The reader in memory. It is loaded on first use, and is thread-safe.

    Args:
        base: Gives the folder of the base model; it can raise UnavailableError if that was not fetched.
        folder: The adapter's folder.
    """

    def __init__(self, base: Callable[[], Path], folder: Path = WEIGHTS) -> None:
        self.folder = folder
        self.base = base
        self._lock = threading.Lock()
        self._model: CrossEncoder | None = None

    def other(self, folder: Path) -> Reader:
        """A reader with the same base and another adapter."""
        return Reader(self.base, folder)

    @cached_property
    def version(self) -> str:
        """First eight hexadecimal digits of the adapter's SHA-256.

        Raises:
            UnavailableError: There is no adapter, or it cannot be read.
        """
        return version_of(self.folder)

    def load(self) -> CrossEncoder:
        """The model, which is read and checked the first time.

        Raises:
            UnavailableError: Base or adapter are missing or damaged.
        """
        with self._lock:
            if self._model is None:
                self._model = joined(self.base(), self.folder)
            return self._model

    def log_probabilities(self, pairs: Sequence[tuple[str, str]]) -> LogProbabilities:
        """Log-probabilities of each pair's relations, in the order of ``RELATIONS``, (n, 4).

        Args:
            pairs: A text from ``relation.claim_text`` and a statement.

        Raises:
            UnavailableError: The model is missing.
        """
        model = self.load()
        return log_softmax(ReaderLayers(model, MAX_TOKENS).logits(pairs)) if pairs else np.zeros((0, len(RELATIONS)))

    def alone(self, texts: Sequence[str]) -> Vectors:
        """What the inner layers say of texts without a claim, float32 (n, layers * width).

        Raises:
            UnavailableError: The model is missing.
        """
        return read_alone(self.load(), texts)


def log_softmax(logits: LogProbabilities) -> LogProbabilities:
    """Log-probabilities of logits, row by row."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))


def joined(base: Path, folder: Path) -> CrossEncoder:
    """The base with the adapter merged into its weights, ready to read.

    Raises:
        UnavailableError: One of them is damaged, or they do not fit.
    """
    from safetensors import SafetensorError

    config = read_config(folder)
    try:
        blob = (folder / "adapter.safetensors").read_bytes()
        if hashlib.sha256(blob).hexdigest() != config["sha256"]:
            raise UnavailableError(f"{folder} holds damaged weights of the judge; install again")
        model = empty_reader(base)
        _add(model, blob, number_of(config["scale"]))
    except (OSError, KeyError, ValueError, RuntimeError, SafetensorError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise UnavailableError(f"the judge's reader cannot be loaded from {folder} and {base}: {reason}") from error
    model.to(fast_precision())
    return model.eval()


def empty_reader(base: Path) -> CrossEncoder:
    """The base with a new output layer, one output per relation."""
    from sentence_transformers import CrossEncoder

    for name in (
        "transformers",
        "sentence_transformers",
    ):  # they warn that the output layer is new, which is intended
        logging.getLogger(name).setLevel(logging.ERROR)
    return CrossEncoder(
        str(base), num_labels=len(RELATIONS), max_length=MAX_TOKENS, device="cpu", local_files_only=True
    )


def version_of(folder: Path) -> str:
    """First eight hexadecimal digits of an adapter's SHA-256, from its settings file.

    Raises:
        UnavailableError: There is no adapter, or it cannot be read.
    """
    return text_of(read_config(folder), "sha256")[:8]


def read_config(folder: Path) -> JsonObject:
    """An adapter's settings: its hash, its scale, and where it came from.

    Raises:
        UnavailableError: It cannot be read.
    """
    try:
        config: JsonValue = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        if not isinstance(config, dict):
            raise ValueError("it is not an object")
        text_of(config, "sha256"), number_of(config["scale"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnavailableError(f"the judge's weights in {folder} cannot be read: {error}") from error
    return config


def _add(model: CrossEncoder, blob: bytes, scale: float) -> None:
    """Add an adapter to the weights it was trained with, and install its output layer."""
    import torch
    from safetensors.torch import load

    stored = {name: value.float() for name, value in load(blob).items()}
    own: dict[str, torch.nn.Parameter] = dict(model[0].model.named_parameters())
    with torch.no_grad():
        for name, value in stored.items():
            if name.endswith(".up"):
                target = name.removesuffix(".up")
                own[f"{target}.weight"].add_(scale * (value @ stored[f"{target}.down"]))
            elif not name.endswith(".down"):
                own[name].copy_(value)
