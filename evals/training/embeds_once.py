"""An embedder for several judges in turn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.search.embeddings import BankEmbedder, Vectors


class EmbedsOnce:
    """Embeds nothing twice in a row: judges that read the same answer one after the other share its vectors."""

    def __init__(self, inner: BankEmbedder) -> None:
        self._inner = inner
        self._last: tuple[list[str], Vectors] = ([], np.zeros((0, 0), dtype=np.float32))

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._inner.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, float32 (n, d), L2-normalised."""
        if self._last[0] != list(texts):
            self._last = list(texts), self._inner.embed(texts)
        return self._last[1]

    def embed_known(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts of the bank, from the cache."""
        return self._inner.embed_known(texts)
