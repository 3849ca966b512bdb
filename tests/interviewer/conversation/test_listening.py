"""A message is read off its embedding only where that is of use and can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from interviewer.conversation.listening import Listening
from interviewer.conversation.state import Said
from interviewer.conversation.talk import TalkModel
from knowledge.errors import VectorStoreError
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met
from tests.interviewer.conversation.test_talk import model


class OneEmbedder:
    """Gives every text the same vector, or fails."""

    def __init__(self, vector: Sequence[float] = (1, 0, 0), name: str = "stand-in", fails: bool = False) -> None:
        self.vector = np.float32(vector)
        self.name = name
        self.fails = fails
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> Any:
        self.texts += texts
        if self.fails:
            raise VectorStoreError("gone")
        return np.stack([self.vector for _ in texts])


@pytest.fixture
def made(tmp_path: Path) -> TalkModel:
    return model(tmp_path)


def heard(bank: Bank, made: TalkModel, embedder: OneEmbedder | None, text: str, closed: bool = False) -> Any:
    player = Player(bank)
    if closed:
        player.say("all of it", **all_met(bank, player.state.attempts[-1].question_id))
        assert player.state.phase == "reviewing"
    event = Said(player.now + 1, text, 0.5)
    after = Listening(lambda: embedder, made).heard(player.state, event)
    assert replace(after, heard=None) == event
    return after.heard


def test_what_no_listed_phrase_covers_is_read_off_the_embedding(bank: Bank, made: TalkModel) -> None:
    assert heard(bank, made, OneEmbedder(), "throw something my way") == "hint"
    assert heard(bank, made, OneEmbedder((0, 1, 0)), "it halves the variance") is None
    assert heard(bank, made, OneEmbedder((0.6, 0.4, 0)), "throw something") is None
    assert heard(bank, made, OneEmbedder((0.6, 0.4, 0)), "throw something", closed=True) == "hint"


@pytest.mark.parametrize("text", ["skip", "dW = x.T @ dy", "word " * 61])
def test_listed_phrases_formulas_and_long_texts_are_not_embedded(text: str, bank: Bank, made: TalkModel) -> None:
    embedder = OneEmbedder()
    assert heard(bank, made, embedder, text) is None and not embedder.texts


@pytest.mark.parametrize(
    "embedder", [None, OneEmbedder(name="another"), OneEmbedder(fails=True), OneEmbedder((1, 0, 0, 0))]
)
def test_without_its_embedder_nothing_changes(embedder: OneEmbedder | None, bank: Bank, made: TalkModel) -> None:
    assert heard(bank, made, embedder, "throw something my way") is None
