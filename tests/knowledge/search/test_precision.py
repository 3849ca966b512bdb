"""Which numbers the small models calculate with, and that it changes what they say by next to nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch

from interviewer.grading.local.reader import Reader
from interviewer.grading.local.reading import SAYS
from interviewer.grading.local.relation import claim_text
from knowledge.search.embeddings import LocalEmbedder
from knowledge.search.precision import fast_precision


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    fast_precision.cache_clear()
    yield
    fast_precision.cache_clear()


@pytest.mark.parametrize(
    ("processor", "dtype"),
    [
        ({"architecture": "x86_64", "amx_bf16": True}, torch.bfloat16),
        ({"architecture": "x86_64", "avx512_bf16": True, "amx_bf16": False}, torch.bfloat16),
        ({"architecture": "x86_64", "avx2": True}, torch.float32),
        ({"architecture": "aarch64", "amx_bf16": True}, torch.float32),
        ({}, torch.float32),
    ],
)
def test_half_the_bits_only_where_the_processor_has_them(
    monkeypatch: pytest.MonkeyPatch, processor: dict[str, str | bool], dtype: torch.dtype
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: processor)
    monkeypatch.setattr(torch.backends.mkldnn, "is_available", lambda: True)
    assert fast_precision() is dtype


@pytest.mark.embedded
def test_both_precisions_say_the_same(monkeypatch: pytest.MonkeyPatch, real_reader: Reader) -> None:
    texts = ["Dropout zeroes activations at random while training.", "Momentum averages gradients over steps."]
    claim = claim_text("Dropout", "Says that units are dropped at random")
    pairs = [(claim, text) for text in texts]
    says, vectors = [], []
    for dtype in (torch.float32, torch.bfloat16):
        monkeypatch.setattr("interviewer.grading.local.reader.fast_precision", lambda dtype=dtype: dtype)
        monkeypatch.setattr("knowledge.search.embeddings.fast_precision", lambda dtype=dtype: dtype)
        says.append(np.exp(real_reader.other(real_reader.folder).log_probabilities(pairs)[:, SAYS]))
        vectors.append(LocalEmbedder().embed(texts))
    assert says[0][0] > says[0][1] + 0.05
    np.testing.assert_allclose(says[0], says[1], atol=0.02)
    assert vectors[1].dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors[1], axis=1), 1, atol=1e-6)
    assert ((vectors[0] * vectors[1]).sum(axis=1) > 0.999).all()
