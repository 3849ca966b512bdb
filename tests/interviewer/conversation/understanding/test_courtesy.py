"""What is asked after a greeting, thanks, an excuse or a return is answered as if it had been asked alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from interviewer.conversation.state.doubted import Doubt
from interviewer.conversation.state.state import InterviewState, Said, WordClarification
from interviewer.conversation.state.steps import with_attempt
from interviewer.conversation.understanding.courtesy import asked_after, is_courtesy
from interviewer.conversation.understanding.hearing import Hearing
from knowledge.schema import Bank
from knowledge.search.vectors import Vectors
from tests.interviewer.conversation.player import Player, texts
from tests.interviewer.conversation.understanding.test_hearing import OneEmbedder
from tests.interviewer.conversation.understanding.test_talk_model import model

LISTED = {
    "ok I'm back. what level of detail do you want?": "what level of detail do you want?",
    "thanks! can I use numpy?": "can I use numpy?",
    "hi again, how long should the answer be?": "how long should the answer be?",
    "I'm back now, could you repeat the question": "could you repeat the question",
    "Hello there! Can I answer in German? And how long?": "Can I answer in German? And how long?",
    "ok ok. one thing first: do you need formulas?": "do you need formulas?",
    "no worries. can you give me a hint?": "can you give me a hint?",
    "Sorry for the delay. Which framework should I assume?": "Which framework should I assume?",
    "hey – is it fine to guess?": "is it fine to guess?",
    "let me think. how many points does this have?": "how many points does this have?",
}
NOTHING = [
    "the variance shrinks",
    "can I use numpy?",
    "thanks",
    "How it is trained, what it learns",
    "Thanks! It is the variance, I would say.",
    "word " * 90 + "is it?",
]


@pytest.mark.parametrize(("text", "request_"), LISTED.items())
def test_the_question_is_found_after_the_courtesies(text: str, request_: str) -> None:
    before, rest = asked_after(text)
    assert rest == request_ and before and all(map(is_courtesy, before))


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found_where_nothing_is_asked_after_something(text: str) -> None:
    assert asked_after(text) == ((), "")


@pytest.mark.parametrize(
    "text",
    [
        "softplus. how many more questions?",
        "Because of the norm. Am I right?",
        "I need a break. how long is it?",
        "I'm lost.",
    ],
)
def test_an_answer_or_a_wish_is_no_courtesy(text: str) -> None:
    assert not any(map(is_courtesy, asked_after(text)[0]))


def test_yes_to_a_follow_up_is_its_reply() -> None:
    assert is_courtesy("Yes.") is is_courtesy("ok", follows_up=True) is True
    assert not is_courtesy("Yes.", follows_up=True)


class Sorting(OneEmbedder):
    """What speaks of variance is an answer, everything else small talk."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.stack([np.float32([0, 1, 0] if "variance" in text else [1, 0, 0]) for text in texts])


def asked(state: InterviewState, text: str, tmp_path: Path, embedder: OneEmbedder | None) -> str:
    talk = model(tmp_path, intents=["answer", "small_talk", "skip"])
    return Hearing(lambda: embedder, talk).heard(state, Said(1.0, text)).request


def test_the_classifier_knows_the_courtesies_that_are_not_listed(bank: Bank, tmp_path: Path) -> None:
    state = Player(bank).state
    assert asked(state, "phew, coffee is here. how technical should I be?", tmp_path, Sorting()) == (
        "how technical should I be?"
    )
    assert not asked(state, "phew, coffee is here. how technical should I be?", tmp_path, None)
    assert not asked(state, "phew, coffee is here. how technical should I be?", tmp_path, OneEmbedder(fails=True))
    assert not asked(state, "phew, coffee is here. how technical should I be?", tmp_path, OneEmbedder((1, 0, 0, 0)))
    assert not asked(state, "It halves the variance. how technical should I be?", tmp_path, Sorting())
    assert not asked(state, "Let's skip this. how technical should I be?", tmp_path, Sorting())


def test_a_reply_to_the_interviewer_is_read_whole(bank: Bank, tmp_path: Path) -> None:
    state, text = Player(bank).state, "ok thanks. how technical should I be?"
    assert asked(state, text, tmp_path, None)
    for other in (
        replace(state, asked="skip"),
        with_attempt(state, aloud=True),
        with_attempt(state, doubt=Doubt("hint", 0, None)),
    ):
        assert not asked(other, text, tmp_path, None)


def test_it_is_answered_and_the_transcript_keeps_the_whole_message(bank: Bank) -> None:
    player, text = Player(bank), "ok I'm back. what level of detail do you want?"
    turns = player.send(Said(player.now + 5, text, heard="progress", request="what level of detail do you want?"))
    assert player.state.pending == WordClarification(
        player.state.attempts[-1].question_id, "what level of detail do you want?"
    )
    assert (turns[0].kind, turns[0].text) == ("talk", text)


def test_what_turns_out_to_be_an_answer_is_graded_whole(bank: Bank) -> None:
    player, text = Player(bank), "Thanks. Which is the variance, is it not? It halves."
    player.send(Said(player.now + 5, text, request="Which is the variance, is it not? It halves."))
    assert player.state.attempts[-1].answer == text


def test_who_is_back_gets_no_list_of_commands(bank: Bank) -> None:
    player = Player(bank)
    assert "hint" not in texts(player.say("ok I'm back"))
