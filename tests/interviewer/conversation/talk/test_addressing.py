"""A reply right after a question that asks for nothing is an answer, however it sounds."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import GradeAnswer, Said
from interviewer.conversation.talk.addressing import asks_or_wishes
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Yes, I'm done, because it's the only one.", "Suppose you have found one. Are you done, and why?"),
        ("Done, since the minimum is unique.", "Suppose you have found one. Are you done, and why?"),
        ("Conv no trouble, dense trouble.", "Which layers mind the new size?"),
        ("The ones inside the loop, horizontal.", "Which connections?"),
        ("Both, with a mask.", "Which of the two?"),
        ("I'd stop when the loss rises.", "When do you stop?"),
        ("It goes to the next layer.", "Where does the output go next?"),
        ("I would keep the rate as it is.", "What do you do with the rate?"),
        ("Two times as long.", "How many times longer does it take?"),
    ],
)
def test_a_reply_that_asks_for_nothing_beyond_the_question_is_an_answer(text: str, asked: str) -> None:
    assert not asks_or_wishes(text, asked)


@pytest.mark.parametrize(
    "text",
    [
        "is it about the batch?",
        "skip the LSTM gates",
        "define large",
        "isn't it the rate",
        "no more of these, please",
        "I'd rather not",
        "you're mistaken there",
        "I'm done with this one",
        "let's leave it",
        "one more time",
        "give me an example",
        "that would be it from my side",
        "blank, keep her moving, next",
        "too strict",
    ],
)
def test_a_mark_of_a_question_or_a_wish_is_seen(text: str) -> None:
    assert asks_or_wishes(text, "What happens to the gradient as the network gets deeper?")


def replied(bank: Bank, text: str, heard: Intent, *, after: str = "the loss jumps") -> Player:
    player = Player(bank, pool=("training-06a",))
    if after:
        player.say(after)
        assert player.state.attempts[-1].probing
    player.now += 10
    player.send(Said(player.now, text, heard=heard, unsure=True))
    return player


@pytest.mark.parametrize(
    ("text", "heard"), [("Conv no trouble, dense trouble.", "skip"), ("Norms no, rates yes.", "end")]
)
def test_such_a_reply_to_a_follow_up_is_graded_at_once(text: str, heard: Intent, bank: Bank) -> None:
    player = replied(bank, text, heard)
    assert isinstance(player.state.pending, GradeAnswer) and player.state.attempts[-1].answer.endswith(text)


@pytest.mark.parametrize(
    ("text", "after"), [("jump over it", "the loss jumps"), ("Conv no trouble, dense trouble.", "")]
)
def test_what_may_be_a_wish_or_comes_before_any_follow_up_is_still_asked_about(
    text: str, after: str, bank: Bank
) -> None:
    player = replied(bank, text, "skip", after=after)
    assert texts(player.turns).endswith(notices.SKIP_OR_ANSWER)
