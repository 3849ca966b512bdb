"""Texts as unit vectors: what a vector is here, and what gives one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""float32 (n, d), each row L2-normalised."""


class Embedder(Protocol):
    """A model that turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """Name of the model; vectors of different names are never compared."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, float32 (n, d), L2-normalised."""
        ...


def unit(vectors: NDArray[np.float32] | NDArray[np.float64]) -> Vectors:
    """The vectors L2-normalised, float32 (n, d)."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12), dtype=np.float32)
