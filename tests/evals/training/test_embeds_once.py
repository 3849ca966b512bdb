"""Each text is embedded once."""

from __future__ import annotations

import numpy as np

from evals.training.embeds_once import EmbedsOnce
from knowledge.search.embeddings import CachedEmbedder


def test_each_text_is_embedded_once_and_as_the_inner_one_does(words: CachedEmbedder) -> None:
    inner = words._inner
    once = EmbedsOnce(words)
    first = once.embed(["a b", "c", "a b"])
    assert inner.calls == 2 and first.shape == (3, 256)  # type: ignore[attr-defined]
    assert np.array_equal(first, words.embed(["a b", "c", "a b"]))
    inner.calls = 0  # type: ignore[attr-defined]
    assert np.array_equal(once.embed_known(["c", "d"]), words.embed(["c", "d"])) and once.name == words.name
    assert inner.calls == 3, "of ours the new one alone, and both by the other"  # type: ignore[attr-defined]
