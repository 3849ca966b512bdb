"""A message as both models in memory read it: the sentence encoder and the judge's reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from knowledge.search.inner import embed_inner
from knowledge.search.vectors import Embedder, Vectors


class ReadsAlone(Protocol):
    """A judge's reader that can also read a text without a claim."""

    @property
    def version(self) -> str:
        """Which reader it is."""
        ...

    def alone(self, texts: Sequence[str]) -> Vectors:
        """What it says of the texts, float32 (n, d)."""
        ...


class BothRead:
    """A sentence encoder, and after its vectors those of a reader.

    Args:
        embedder: The sentence encoder.
        reader: The reader. What was fitted to another version of it is not for this one, hence the name.
    """

    def __init__(self, embedder: Embedder, reader: ReadsAlone) -> None:
        self._embedder, self._reader = embedder, reader
        self.name = f"{embedder.name} and reader {reader.version}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The encoder's own vectors, float32 (n, d)."""
        return self._embedder.embed(texts)

    def embed_inner(self, texts: Sequence[str]) -> Vectors:
        """All that both say of the texts, float32 (n, d)."""
        return np.hstack([embed_inner(self._embedder, texts), self._reader.alone(texts)])
