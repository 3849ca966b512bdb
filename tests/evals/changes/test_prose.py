"""Unrelated prose has the requested length, and is not about anything in this field."""

from __future__ import annotations

import random

import pytest

from evals.changes.prose import LENGTHS, prose
from evals.changes.remarks import IDLE, TIMES, repeated
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS


@pytest.mark.parametrize("name", ["dev", "test"])
@pytest.mark.parametrize("length", LENGTHS)
def test_the_length_is_about_right(name: str, length: int) -> None:
    for seed in range(5):
        text = prose(name, length, random.Random(seed))
        assert 0.6 * length <= len(text) <= 1.6 * length and text[-1] in ".!?"
        assert text == prose(name, length, random.Random(seed))
    assert not {"gradient", "network", "training", "layer", "loss"} & set(text.lower().split())


def test_further_texts_are_used() -> None:
    assert any("hedgehog" in prose("dev", 3000, random.Random(s), ["The hedgehog sleeps. " * 20]) for s in range(9))


def test_an_idle_sentence_is_within_what_is_read() -> None:
    for sentence in (*IDLE["dev"], *IDLE["test"]):
        assert repeated(sentence).count(sentence) == TIMES == 240
        assert len(repeated(sentence)) < 1.2 * MAX_GRADED_CHARACTERS
