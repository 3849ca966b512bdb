"""The outputs of inner layers come from the same pass as the embedding, and only from an embedder that has such layers."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.inner import BATCH, embed_inner
from knowledge.search.vectors import Embedder
from tests.stand_ins import WordEmbedder

TEXTS = ["Could I have a hint?", "The variance falls with the batch size, so the steps are less noisy.", "Adam"]


def test_an_embedder_without_layers_gives_its_embeddings(words: CachedEmbedder) -> None:
    plain = WordEmbedder()
    for embedder in (plain, words):
        assert np.array_equal(embed_inner(embedder, TEXTS), plain.embed(TEXTS))


@pytest.mark.embedded
def test_the_layers_follow_the_embedding(real_embedder: CachedEmbedder) -> None:
    told, plain = embed_inner(real_embedder, TEXTS), real_embedder.embed(TEXTS)
    width = plain.shape[1]
    assert told.shape == (len(TEXTS), 4 * width) and told.dtype == np.float32
    assert np.abs(told[:, :width] - plain).max() < 0.01
    parts = told.reshape(len(TEXTS), 4, width)
    assert np.allclose(np.linalg.norm(parts, axis=2), 1.0, atol=1e-3)
    assert all(np.abs(parts[:, 0] - parts[:, n]).max() > 0.1 for n in (1, 2, 3))


@pytest.mark.embedded
def test_what_is_in_a_batch_with_a_text_changes_nothing(real_embedder: CachedEmbedder) -> None:
    many = embed_inner(real_embedder, TEXTS * BATCH)
    alone = np.vstack([embed_inner(real_embedder, [text]) for text in TEXTS])
    assert many.shape[0] == len(TEXTS) * BATCH
    assert np.abs(many[-len(TEXTS) :] - alone).max() < 0.02
    assert embed_inner(real_embedder, []).shape[0] == 0


def test_it_is_asked_for_behind_the_cache(words: CachedEmbedder) -> None:
    named: Embedder = words
    assert embed_inner(named, ["a"]).shape == named.embed(["a"]).shape
