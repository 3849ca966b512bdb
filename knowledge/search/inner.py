"""What the inner layers of a sentence embedder say about a text, next to its embedding.

The last layer says what a text is about. How it is said shows further down: whether it asks, wants something or states it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

from knowledge.search.vectors import Embedder, Vectors, unit

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

AVERAGED = (2, 4)
"""The layers whose words are averaged, from 1. Of all-MiniLM-L6-v2's six, these tell talk from answers best."""
HIGHEST = 4
"""The layer from which the highest value of each component is taken over the words."""
OUT_OF_REACH = 1e9
"""Above any value of a layer: what pads a batch is never the highest."""
BATCH = 32
"""Texts embedded at a time. By hand; it bounds the memory."""
_READS = ("input_ids", "attention_mask", "token_type_ids")


@runtime_checkable
class SaysMore(Protocol):
    """An embedder that can also give what its inner layers say."""

    def embed_inner(self, texts: Sequence[str]) -> Vectors:
        """The embeddings, and after them the inner layers: float32 (n, 4 d), each quarter L2-normalised."""
        ...


def embed_inner(embedder: Embedder, texts: Sequence[str]) -> Vectors:
    """What an embedder says about texts, with its inner layers if it can give them, otherwise without."""
    return embedder.embed_inner(texts) if isinstance(embedder, SaysMore) else embedder.embed(texts)


def read_inner(model: SentenceTransformer, texts: Sequence[str]) -> Vectors:
    """The embeddings of a sentence-transformers model, and after them its inner layers; one pass gives both.

    A model with fewer layers gives its embeddings alone.
    """
    import torch

    with torch.inference_mode():
        parts = [_batch(model, list(texts[start : start + BATCH])) for start in range(0, len(texts), BATCH)]
    return np.concatenate(parts)


def _batch(model: SentenceTransformer, texts: Sequence[str]) -> Vectors:
    features = model.preprocess(texts)
    # called past its wrapper, which gives the layers only if the model keeps them for every text that is embedded
    told = model[0].model(**{name: features[name] for name in _READS if name in features}, output_hidden_states=True)
    features["token_embeddings"], layers = told.last_hidden_state, told.hidden_states
    mask = features["attention_mask"].unsqueeze(-1)
    for module in list(model)[1:]:
        features = module(features)
    found = [_unit(features["sentence_embedding"])]
    if len(layers) > max(*AVERAGED, HIGHEST):
        found += [_unit((layers[n].float() * mask).sum(1) / mask.sum(1)) for n in AVERAGED]
        found.append(_unit(layers[HIGHEST].float().masked_fill(mask == 0, -OUT_OF_REACH).amax(1)))
    return np.hstack(found)


def _unit(vectors: torch.Tensor) -> Vectors:
    return unit(vectors.float().cpu().numpy())
