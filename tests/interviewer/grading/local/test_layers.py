"""The reader's layers give the same results as the library, no matter which pairs are read together."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from sentence_transformers import CrossEncoder

from interviewer.grading.local.layers import ReaderLayers
from interviewer.grading.local.reader import empty_reader
from interviewer.grading.local.relation import RELATIONS
from tests.interviewer.grading.local.stand_in import WORDS, tiny_base

LONGEST = 48


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> CrossEncoder:
    torch.manual_seed(5)
    made = empty_reader(tiny_base(tmp_path_factory.mktemp("layers") / "base")).eval()
    made.max_seq_length = LONGEST
    with torch.no_grad():
        for parameter in made.parameters():  # random, so that every weight matters
            parameter.copy_(0.3 * torch.randn_like(parameter))
    return made


def by_the_library(model: CrossEncoder, pairs: list[tuple[str, str]]) -> np.ndarray:
    found = model.predict(pairs, activation_fn=torch.nn.Identity(), convert_to_numpy=True, show_progress_bar=False)
    return np.asarray(found, dtype=np.float64)


def pairs_of_all_lengths() -> list[tuple[str, str]]:
    words = WORDS.split()
    rng = np.random.default_rng(7)
    lengths = rng.integers(1, 30, (69, 2))
    return [(" ".join(rng.choice(words, a)), " ".join(rng.choice(words, b))) for a, b in lengths]


def test_every_pair_gets_the_library_s_outputs(model: CrossEncoder) -> None:
    pairs = pairs_of_all_lengths()
    longest = max(len(model.tokenizer(*pair)["input_ids"]) for pair in pairs)
    assert longest > LONGEST, "some pairs are cut"
    found = ReaderLayers(model, LONGEST).logits(pairs)
    assert found.shape == (len(pairs), len(RELATIONS))
    assert np.allclose(found, by_the_library(model, pairs), atol=1e-4)


def test_padding_and_order_change_nothing(model: CrossEncoder) -> None:
    layers, pairs = ReaderLayers(model, LONGEST), pairs_of_all_lengths()
    together = layers.logits(pairs)
    assert np.allclose(layers.logits(pairs[::-1]), together[::-1], atol=1e-4)
    assert np.allclose(layers.logits(pairs[:1]), together[:1], atol=1e-4)
    assert np.ptp(together, axis=0).min() > 0.01, "the pairs are told apart"


def test_the_last_layer_looks_at_every_token(model: CrossEncoder) -> None:
    layers = ReaderLayers(model, LONGEST)
    one, other = layers.logits(
        [("loss of a red gradient", "norm clip momentum"), ("loss of a red gradient", "norm clip blue")]
    )
    assert not np.allclose(one, other, atol=1e-3)
