"""The shipped reader on its real base."""

from __future__ import annotations

import json

import numpy as np
import pytest

from interviewer.grading.local.reader import WEIGHTS, Reader
from interviewer.grading.local.reading import CONTRADICTS, SAYS
from interviewer.grading.local.relation import RELATIONS, claim_text
from knowledge.schema import Bank

pytestmark = pytest.mark.embedded
TEN_MEGABYTES = 10_000_000


def test_the_weights_are_small_and_what_their_card_says(real_reader: Reader) -> None:
    config = json.loads((WEIGHTS / "config.json").read_text())
    size = (WEIGHTS / "adapter.safetensors").stat().st_size
    assert size == config["bytes"] and sum(f.stat().st_size for f in WEIGHTS.iterdir()) < TEN_MEGABYTES
    assert real_reader.version == config["sha256"][:8]
    real_reader.load()


def test_it_tells_a_point_from_its_opposite_and_from_talk(bank: Bank, real_reader: Reader) -> None:
    question = bank["training-18c"]
    text = claim_text(question.short_title, question.criterion("same-direction").claim)
    read = real_reader.log_probabilities(
        [
            (text, "If I double the batch I also raise the learning rate, and for a tiny batch I lower it."),
            (text, "If I double the batch I lower the learning rate, and for a tiny batch I raise it a lot."),
            (text, "Both are hyperparameters that have to be tuned with care, as so often in deep learning."),
        ]
    )
    assert [RELATIONS[n] for n in read.argmax(axis=1)] == ["says", "contradicts", "silent"]
    assert read[0, SAYS] > read[1, SAYS] and read[1, CONTRADICTS] > read[2, CONTRADICTS]


def test_order_of_a_batch_changes_nothing(bank: Bank, real_reader: Reader) -> None:
    question = bank["training-01"]
    pairs = [
        (claim_text(question.short_title, c.claim), "overfit a few examples first " * n)
        for c in question.criteria
        for n in (1, 9)
    ]
    there = np.exp(real_reader.log_probabilities(pairs))
    back = np.exp(real_reader.log_probabilities(pairs[::-1]))[::-1]
    assert np.allclose(there, back, atol=0.02)
