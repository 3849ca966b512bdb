"""The shipped reader on its real base."""

from __future__ import annotations

import json

import numpy as np
import pytest

from evals.labelled.gold import gold_split
from interviewer.grading.local.reader import WEIGHTS, Reader
from interviewer.grading.local.reading import CONTRADICTS, SAYS
from interviewer.grading.local.relation import RELATIONS, claim_text
from knowledge.schema import Bank

pytestmark = pytest.mark.embedded
TWELVE_MEGABYTES = 12_000_000


def test_the_weights_are_small_and_what_their_card_says(real_reader: Reader) -> None:
    config = json.loads((WEIGHTS / "config.json").read_text())
    size = (WEIGHTS / "adapter.safetensors").stat().st_size
    assert size == config["bytes"] and sum(f.stat().st_size for f in WEIGHTS.iterdir()) < TWELVE_MEGABYTES
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
    assert [RELATIONS[n] for n in read[1:].argmax(axis=1)] == ["contradicts", "silent"]
    assert read[0, SAYS] > read[1, SAYS] and read[1, CONTRADICTS] > read[2, CONTRADICTS]


def test_it_tells_points_from_what_contradicts_them_on_questions_it_has_not_seen(
    bank: Bank, real_reader: Reader
) -> None:
    stems = set(gold_split()["test"])
    asked = [(q, c) for q in bank.values() if q.stem in stems for c in q.criteria if c.contradicted_by]
    right, wrong = (
        real_reader.log_probabilities([(claim_text(q.short_title, c.claim), phrases(c)[0]) for q, c in asked])
        for phrases in (lambda c: c.satisfied_by, lambda c: c.contradicted_by)
    )
    assert np.mean(right.argmax(axis=1) == SAYS) > 0.8
    # by the claim alone, without the bank's examples, some wrong statements are read as silent and few as right
    assert np.mean(wrong.argmax(axis=1) == CONTRADICTS) > 0.6
    assert np.mean(wrong.argmax(axis=1) == SAYS) < 0.2
    assert np.mean(right[:, SAYS] > wrong[:, SAYS]) > 0.9


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
