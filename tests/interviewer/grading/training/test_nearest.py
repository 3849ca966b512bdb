"""Which statements of the bank are nearest to another."""

from __future__ import annotations

import pytest

from interviewer.grading.training.nearest import most_alike, nearest
from knowledge.search.embeddings import CachedEmbedder

TEXTS = ("clip the gradient norm", "lower the learning rate", "use layer normalisation instead")


def test_the_nearest_come_first(words: CachedEmbedder) -> None:
    assert nearest("you clip the norm", TEXTS, words, 1) == ("clip the gradient norm",)
    assert nearest("a lower rate, the norm", TEXTS, words, 2) == ("lower the learning rate", "clip the gradient norm")
    assert nearest("anything", TEXTS, words, 0) == nearest("anything", (), words, 3) == ()


def test_what_is_left_out_takes_with_it_what_says_just_the_same(words: CachedEmbedder) -> None:
    statement = "clip the gradient norm"
    alike = (*TEXTS, "Clip the gradient norm!")
    assert nearest(statement, alike, words, 1) == (statement,)
    assert nearest(statement, alike, words, 4, (statement,)) == (
        "lower the learning rate",
        "use layer normalisation instead",
    )
    assert nearest(statement, (statement,), words, 1, (statement,)) == ()


def test_the_greatest_likeness_of_none_is_least(words: CachedEmbedder) -> None:
    assert most_alike("clip the gradient norm", TEXTS, words) == pytest.approx(1.0)
    assert 0 < most_alike("the norm", TEXTS, words) < 1
    assert most_alike("anything", (), words) == -1.0
