"""A message is read with the judge's reader too where it is the one that weights were fitted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import Said
from interviewer.conversation.understanding.both_read import BothRead
from interviewer.conversation.understanding.hearing import Hearing
from interviewer.conversation.understanding.talk_model import MEASURES, TalkModel
from interviewer.errors import UnavailableError
from knowledge.schema import Bank
from knowledge.search.vectors import Vectors
from tests.interviewer.conversation.player import Player
from tests.interviewer.conversation.understanding.test_hearing import OneEmbedder
from tests.interviewer.conversation.understanding.test_talk_model import model

UNCLEAR = (0.6, 0.4, 0)
"""What the embedder alone takes for an answer."""


@dataclass
class OneReader:
    """Says of every text that it is talk, unless it fails."""

    version: str = "v1"
    fails: bool = False

    def alone(self, texts: Sequence[str]) -> Vectors:
        if self.fails:
            raise UnavailableError("gone")
        return np.float32([[1.0]] * len(texts))


@pytest.fixture
def models(tmp_path: Path) -> tuple[TalkModel, TalkModel]:
    none = [0.0] * len(MEASURES)
    rows = [[0, 8, 0, 0, *none], [8, 0, 0, 8, *none], [0, 0, 8, 0, *none]]
    both = tmp_path / "both"
    both.mkdir()
    return model(both, embedder="stand-in and reader v1", width=4, weights=rows), model(tmp_path)


def heard(bank: Bank, models: tuple[TalkModel, TalkModel], reader: OneReader | None) -> Intent | None:
    player = Player(bank)
    hearing = Hearing(lambda: OneEmbedder(UNCLEAR), *models, reader=lambda: reader)
    return hearing.heard(player.state, Said(player.now + 1, "throw something", 0.5)).heard


def test_both_are_read_once_the_reader_is_there(bank: Bank, models: tuple[TalkModel, TalkModel]) -> None:
    assert heard(bank, models, OneReader()) == "hint"
    assert heard(bank, models, None) is None


def test_the_embedder_alone_is_read_where_the_reader_is_another_one_or_fails(
    bank: Bank, models: tuple[TalkModel, TalkModel]
) -> None:
    assert heard(bank, models, OneReader("v2")) is None
    assert heard(bank, models, OneReader(fails=True)) is None
    # what the embedder alone can tell is still heard
    sure = Hearing(lambda: OneEmbedder(), *models, reader=lambda: OneReader(fails=True))
    player = Player(bank)
    assert sure.heard(player.state, Said(player.now + 1, "throw something", 0.5)).heard == "hint"


def test_the_readers_vectors_come_after_the_embedders() -> None:
    both = BothRead(OneEmbedder((1, 2, 3)), OneReader())
    assert both.name == "stand-in and reader v1"
    assert both.embed_inner(["a", "b"]).tolist() == [[1, 2, 3, 1], [1, 2, 3, 1]]
    assert both.embed(["a"]).tolist() == [[1, 2, 3]]
