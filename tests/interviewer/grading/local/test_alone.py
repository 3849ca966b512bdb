"""What a reader's inner layers say of a text alone, on a tiny base with random weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from interviewer.grading.local import alone
from interviewer.grading.local.alone import BATCH, read_alone
from interviewer.grading.local.reader import empty_reader
from tests.interviewer.grading.local.stand_in import tiny_base

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> CrossEncoder:
    torch.manual_seed(0)
    return empty_reader(tiny_base(tmp_path_factory.mktemp("alone") / "base")).eval()


@pytest.fixture(autouse=True)
def its_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "LAYERS", (1, 2))


def test_each_layer_is_a_unit_vector_and_says_something_of_its_own(model: CrossEncoder) -> None:
    (read,) = read_alone(model, ["momentum damps the loss"])
    first, second = np.split(read, 2)
    assert read.dtype == np.float32 and first.shape == (model[0].model.config.hidden_size,)
    assert np.allclose([np.linalg.norm(first), np.linalg.norm(second)], 1, atol=1e-5)
    assert not np.allclose(first, second, atol=1e-4)


def test_a_text_is_read_alike_whatever_is_beside_it(model: CrossEncoder) -> None:
    texts = ["loss", *["the norm of the gradient is the norm of the loss, says momentum"] * BATCH, "blue is red"]
    together = read_alone(model, texts)
    assert len(together) == BATCH + 2
    for number in (0, 1, BATCH + 1):
        assert np.allclose(together[number], read_alone(model, [texts[number]])[0], atol=1e-5), texts[number]


def test_no_text_gives_no_row(model: CrossEncoder) -> None:
    assert read_alone(model, []).shape == (0, 2 * model[0].model.config.hidden_size)
