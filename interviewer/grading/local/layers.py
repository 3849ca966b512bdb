"""Runs the reader's layers without computing anything that does not affect the result.

The relations are read from the first token after the last layer. The library computes all tokens of that layer, a padding for
each batch as it comes, and a table of positions for each pair; without these, reading takes four fifths of the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.local.side_by_side import side_by_side

if TYPE_CHECKING:
    import torch
    from sentence_transformers import CrossEncoder
    from transformers.models.mpnet.modeling_mpnet import MPNetLayer

BATCH = 8
"""Most pairs that go through the layers together. Batches of 4 to 16 are as fast; few pairs are shared between the cores sooner."""


@dataclass(frozen=True)
class _Tokens:
    """A pair as tokens, and its index among the requested pairs."""

    place: int
    ids: Sequence[int]


class ReaderLayers:
    """The layers of a reader in memory.

    Args:
        model: MPNet with an output layer on the first token.
        most_tokens: Longest pair that is read; the longer of the two texts is cut.
    """

    def __init__(self, model: CrossEncoder, most_tokens: int) -> None:
        net = model[0].model
        self._tokenizer, self._most_tokens = model.tokenizer, most_tokens
        self._embeddings, self._encoder, self._outputs = net.mpnet.embeddings, net.mpnet.encoder, net.classifier

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """What the output layer says of each pair, (n, outputs)."""
        import torch

        def read(batch: Sequence[_Tokens]) -> NDArray[np.float64]:
            with torch.inference_mode():  # of this thread
                return np.asarray(self._read(batch).double().numpy())

        out = np.zeros((len(pairs), self._outputs.out_proj.out_features))
        batches = [*_batches(self._tokens(pairs))]
        for batch, found in zip(batches, side_by_side(read, batches), strict=True):
            out[[item.place for item in batch]] = found
        return out

    def _tokens(self, pairs: Sequence[tuple[str, str]]) -> list[_Tokens]:
        """The pairs as tokens, the longest first, so that those in a batch are of similar length."""
        firsts, seconds = [first for first, _ in pairs], [second for _, second in pairs]
        read = self._tokenizer(firsts, seconds, truncation="longest_first", max_length=self._most_tokens)
        return sorted((_Tokens(n, ids) for n, ids in enumerate(read["input_ids"])), key=lambda item: -len(item.ids))

    def _read(self, batch: Sequence[_Tokens]) -> torch.Tensor:
        """The outputs for a batch, (pairs, outputs)."""
        import torch

        ids = [torch.tensor(item.ids) for item in batch]
        hidden = self._embeddings(torch.nn.utils.rnn.pad_sequence(ids, True, self._embeddings.padding_idx))
        bias = self._encoder.compute_position_bias(hidden[:1]) + _hiding_padding(ids, hidden.dtype)
        for layer in self._encoder.layer[:-1]:
            hidden = layer(hidden, None, bias)[0]
        read: torch.Tensor = self._outputs(_first_of(self._encoder.layer[-1], hidden, bias))
        return read


def _first_of(layer: MPNetLayer, hidden: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """A layer's first token, (pairs, 1, width), from all tokens before it, (pairs, tokens, width).

    Args:
        bias: What is added to attention, (pairs, heads, tokens, tokens).
    """
    import torch

    attention, first = layer.attention.attn, hidden[:, :1]

    def heads(rows: torch.Tensor) -> torch.Tensor:
        return rows.view(*rows.shape[:2], -1, attention.attention_head_size).transpose(1, 2)

    queries, keys, values = heads(attention.q(first)), heads(attention.k(hidden)), heads(attention.v(hidden))
    seen = torch.nn.functional.scaled_dot_product_attention(queries, keys, values, attn_mask=bias[:, :, :1])
    mixed = layer.attention.LayerNorm(attention.o(seen.transpose(1, 2).flatten(2)) + first)
    read: torch.Tensor = layer.output(layer.intermediate(mixed), mixed)
    return read


def _batches(tokens: Sequence[_Tokens]) -> Iterator[Sequence[_Tokens]]:
    size = min(BATCH, max(1, len(tokens) // 4))
    for start in range(0, len(tokens), size):
        yield tokens[start : start + size]


def _hiding_padding(ids: Sequence[torch.Tensor], dtype: torch.dtype) -> torch.Tensor:
    """What is added to attention so that no token looks at padding, (pairs, 1, 1, tokens)."""
    import torch

    lengths = torch.tensor([len(item) for item in ids])
    padding = torch.arange(int(lengths.max())) >= lengths[:, None]
    return (padding.to(dtype) * torch.finfo(dtype).min)[:, None, None]
