"""An embedder with a cache in memory: the training rows use the same few thousand texts again and again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.search.embeddings import BankEmbedder
from knowledge.search.vectors import Vectors


class EmbedsOnce:
    """Embeds each text only once."""

    def __init__(self, inner: BankEmbedder) -> None:
        self._inner = inner
        self._known: dict[str, NDArray[np.float32]] = {}

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._inner.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, float32 (n, d), L2-normalised."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._inner.embed(new), strict=True))
        return np.stack([self._known[text] for text in texts])

    def embed_known(self, texts: Sequence[str]) -> Vectors:
        """The same as ``embed``: nothing is cached on disk, where one look-up takes as long as a thousand in memory."""
        return self.embed(texts)
