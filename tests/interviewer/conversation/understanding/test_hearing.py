"""A message is read off its embedding only where that is of use and can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import Pressed, Said
from interviewer.conversation.understanding.hearing import Hearing
from interviewer.conversation.understanding.talk_model import TalkModel
from knowledge.errors import VectorStoreError
from knowledge.schema import Bank
from knowledge.search.vectors import Vectors
from tests.interviewer.conversation.player import Player, all_met
from tests.interviewer.conversation.understanding.test_talk_model import model


class OneEmbedder:
    """Gives every text the same vector, or fails."""

    def __init__(self, vector: Sequence[float] = (1, 0, 0), name: str = "stand-in", fails: bool = False) -> None:
        self.vector = np.float32(vector)
        self.name = name
        self.fails = fails
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        if self.fails:
            raise VectorStoreError("gone")
        return np.stack([self.vector for _ in texts])


@pytest.fixture
def made(tmp_path: Path) -> TalkModel:
    return model(tmp_path)


def heard(bank: Bank, made: TalkModel, embedder: OneEmbedder | None, text: str, closed: bool = False) -> Intent | None:
    player = Player(bank)
    if closed:
        player.say("all of it", **all_met(bank, player.state.attempts[-1].question_id))
        assert player.state.phase == "reviewing"
    event = Said(player.now + 1, text, 0.5)
    after = Hearing(lambda: embedder, made).heard(player.state, event)
    assert replace(after, heard=None, unsure=False) == event
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


class SortingEmbedder(OneEmbedder):
    """Sentences with these words are answers, all others talk."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return np.stack([np.float32([0, 1, 0] if "variance" in text else [1, 0, 0]) for text in texts])


def test_what_may_be_either_is_marked_as_unsure_while_the_question_is_open(bank: Bank, tmp_path: Path) -> None:
    asking = model(tmp_path, asks_from=0.5)
    for closed in (False, True):
        player = Player(bank)
        if closed:
            player.say("all of it", **all_met(bank, player.state.attempts[-1].question_id))
        event = Said(player.now + 1, "throw something", 0.5)
        after = Hearing(lambda: OneEmbedder((0.6, 0.4, 0)), asking).heard(player.state, event)
        assert (after.heard, after.unsure) == ("hint", not closed)


BOTH = "What do you mean by that? It halves the variance, I would say."


def test_who_asks_back_and_answers_gives_an_answer(bank: Bank, made: TalkModel) -> None:
    text = f"{BOTH} Or do you mean per layer?"  # a listed phrase fits it from end to end
    assert heard(bank, made, SortingEmbedder(), text) == "answer"
    player = Player(bank)
    turns = player.send(Said(player.now + 1, text, heard="answer"))
    assert turns[0].kind == "answer"


@pytest.mark.parametrize(
    "text",
    [
        "Do you mean per layer? I ask because it matters here. Or do you mean per batch?",
        "Do you mean per layer?",
        "Do you mean per layer? The variance. Or is it the mean?",  # two words say nothing of their own
    ],
)
def test_who_only_asks_back_gives_none(text: str, bank: Bank, made: TalkModel) -> None:
    assert heard(bank, made, SortingEmbedder(), text) is None


def test_a_heard_request_that_answers_as_well_is_an_answer(bank: Bank, tmp_path: Path) -> None:
    asks = model(tmp_path, intents=["answer", "clarify", "skip"], weights=[[0, 8, *[0] * 4], [8, 0, *[0] * 4], [0] * 6])
    assert heard(bank, asks, SortingEmbedder(), "throw me something, which of them? I need to know it.") == "clarify"
    halves = "Something like mean or sum? It halves its spread that way."
    assert heard(bank, asks, SortingEmbedder(), halves) == "clarify"
    assert heard(bank, asks, SortingEmbedder(), "Mean or sum? It halves its variance that way.") is None


def leaving(bank: Bank, tmp_path: Path, text: str, closed: bool = False) -> Said:
    """What is heard of a message where all but sentences on variance are read as a wish to skip."""
    skips = model(
        tmp_path, intents=["answer", "clarify", "skip"], weights=[[0, 8, *[0] * 4], [0] * 6, [8, 0, *[0] * 4]]
    )
    player = Player(bank)
    if closed:
        player.say("all of it", **all_met(bank, player.state.attempts[-1].question_id))
    return Hearing(lambda: LastSorts(), skips).heard(player.state, Said(player.now + 1, text))


class LastSorts(SortingEmbedder):
    """As ``SortingEmbedder``, but a message of several sentences is what its last one is."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        return super().embed([text.replace("? ", ". ").split(". ")[-1] for text in texts])


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("It halves the variance, I guess. I can't do more, let's go to the next.", True),
        ("Let's go on to whatever comes after.", False),
        ("No idea about the variance of that. Let's go to the one after it.", False),
        ("Variance, right. Let's go to the one after it.", False),
        ("Is it half the variance? Let's go to the one after it.", False),
    ],
)
def test_a_wish_to_leave_keeps_what_it_answers(text: str, answers: bool, bank: Bank, tmp_path: Path) -> None:
    event = leaving(bank, tmp_path, text)
    assert (event.heard, event.answers) == ("skip", answers)
    assert not leaving(bank, tmp_path, text, closed=True).answers


@pytest.mark.parametrize("mode", ["interview", "coach"])
def test_who_answers_and_moves_on_is_graded_and_not_asked_again(mode: str, bank: Bank) -> None:
    player = Player(bank, pool=("training-06a", "nlp-10"), mode=mode)
    first = player.state.attempts[-1].question_id
    text = "The loss jumps. Can we move on please?"
    turns = player.send(Said(player.now + 1, text, heard="skip", answers=True))
    assert turns[0].kind == "answer" and player.state.phase == "working"
    assert player.state.attempts[-1].answer == "The loss jumps."
    turns = player.settle({})
    attempt = next(a for a in player.state.attempts if a.question_id == first)
    assert attempt.closed and attempt.grade is not None and not attempt.skipped and not attempt.probed
    assert player.state.phase == ("reviewing" if mode == "coach" else "answering")
    player.send(Pressed(player.now + 2, "unskip"))
    back = next(a for a in player.state.attempts if a.question_id == first)
    assert not back.closed and back.answer == "The loss jumps." and player.state.phase == "answering"


def test_who_moves_on_while_thinking_aloud_has_it_all_graded(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a", "nlp-10"))
    player.say("let me think aloud: the loss jumps")
    player.send(Said(player.now + 1, "It may become NaN. Let's go on.", heard="skip", answers=True))
    assert "loss jumps" in player.state.attempts[0].answer


def test_a_request_after_an_answer_does_not_take_the_answer_with_it(bank: Bank, made: TalkModel) -> None:
    player = Player(bank)
    hearing = Hearing(lambda: LastSorts(), made)
    both = hearing.heard(
        player.state, Said(player.now + 1, "I would say it halves the variance. Would that please you?")
    )
    assert (both.heard, both.unsure) == ("hint", True)
    only = hearing.heard(player.state, Said(player.now + 1, "I have been thinking a lot. Something for me?"))
    assert (only.heard, only.unsure) == ("hint", False)
