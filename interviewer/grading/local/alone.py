"""What the reader's inner layers say of a text that is read alone, without a claim.

How a text is meant (does it ask, want something, or state it?) shows best half-way up. The reader is three times as wide and
twice as deep as the sentence encoder, and is in memory anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.search.vectors import Vectors, unit

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

LAYERS = (4, 8, 11)
"""The layers whose words are averaged, from 1; the last one is about claims. Of seven choices this told talk from answers best,
by writers left out (docs/experiments.md, 64)."""
MOST_TOKENS = 128
"""Longest text that is read; what is longer is cut. A message that may be talk has at most 60 words."""
BATCH = 32
"""Texts read at a time. By hand; it bounds the memory."""


def read_alone(model: CrossEncoder, texts: Sequence[str]) -> Vectors:
    """The layers of texts, one after another: float32 (n, layers * width), each layer L2-normalised."""
    net = model[0].model.mpnet
    parts = [_batch(model, list(texts[start : start + BATCH])) for start in range(0, len(texts), BATCH)]
    width = len(LAYERS) * int(net.config.hidden_size)
    return np.concatenate(parts) if parts else np.zeros((0, width), dtype=np.float32)


def _batch(model: CrossEncoder, texts: list[str]) -> Vectors:
    import torch

    read = model.tokenizer(texts, padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
    with torch.inference_mode():  # of this thread
        told = model[0].model.mpnet(
            input_ids=read["input_ids"], attention_mask=read["attention_mask"], output_hidden_states=True
        )
        words = read["attention_mask"][..., None].float()
        means = [(told.hidden_states[layer].float() * words).sum(1) / words.sum(1) for layer in LAYERS]
    return np.concatenate([unit(mean.numpy()) for mean in means], axis=1)
