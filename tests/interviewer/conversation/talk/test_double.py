"""A message that answers and asks as well: the statement is graded, and the question is not dropped."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices, phrases
from interviewer.conversation.state.state import GradeAnswer, Said
from interviewer.conversation.talk.double import asks_at_its_end
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

KL = "The Kullback-Leibler divergence from the data to the generator. Am I right?"


def test_a_check_at_the_end_is_answered_and_nobody_asks_back(bank: Bank) -> None:
    player = Player(bank, mode="interview")
    player.now += 10
    turns = player.send(Said(player.now, KL, heard="clarify", unsure=True))
    assert [t.kind for t in turns] == ["answer", "note"] and texts(turns) == phrases.VERDICT_LATER
    assert isinstance(player.state.pending, GradeAnswer) and player.state.attempts[-1].answer == KL


@pytest.mark.parametrize(
    "word", ["both", "both, actually", "a bit of both", "Both of them.", "an answer and a question"]
)
def test_after_both_the_statement_is_graded_and_the_question_answered(word: str, bank: Bank) -> None:
    player = Player(bank)
    player.now += 10
    text = "It is the divergence of the data; do you mean the reverse one?"
    player.send(Said(player.now, text, heard="clarify", unsure=True))
    player.now += 10
    turns = player.send(Said(player.now, word))
    told = texts(turns)
    assert told.startswith(notices.BOTH) and "“reverse one”" in told
    assert isinstance(player.state.pending, GradeAnswer) and player.state.attempts[-1].answer == text


@pytest.mark.parametrize("word", ["the question", "no, for you", "the question part", "that was for you"])
def test_natural_replies_settle_it_as_a_question(word: str, bank: Bank) -> None:
    player = Player(bank)
    player.send(Said(player.now + 10, "isn't it the rate", heard="hint", unsure=True))
    turns = player.send(Said(player.now + 20, word))
    assert turns[-1].kind == "hint" and player.state.attempts[-1].answer == ""


@pytest.mark.parametrize(
    "text", ["Am I right?", "It is 2w.", "It is 2w. What about the bias?", "", "?", "Is it 2w? Yes."]
)
def test_only_a_check_after_something_else_is_one(text: str) -> None:
    assert asks_at_its_end(text) == ()
