"""Who doesn't know and asks what is meant gets a reply to the question."""

from __future__ import annotations

import pytest

from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import Said, WordClarification
from interviewer.conversation.talk.asking_stuck import NOT_FOLLOWED, asked_when_stuck, asks_what_is_asked
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("honestly no clue, what is that?", "what is that?"),
        ("idk, what's that?", "what's that?"),
        ("I don't know. What is a Markov chain?", "What is a Markov chain?"),
        ("not sure. Which one do you mean?", "Which one do you mean?"),
        ("Never heard of it, what is it?", "what is it?"),
        ("Beats me - what does it do?", "what does it do?"),
        ("haven't a clue, what are you asking?", "what are you asking?"),
        ("Sorry, I have no idea. What does clipping mean?", "What does clipping mean?"),
        ("I don't remember, who came up with this?", "who came up with this?"),
        ("dunno, can you explain that?", "can you explain that?"),
        ("No idea, I'm lost, do you mean the norm?", "do you mean the norm?"),
    ],
)
def test_the_question_after_not_knowing_is_found(text: str, asked: str) -> None:
    assert asked_when_stuck(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "no idea, is it the norm?",
        "I don't know, what about the norm?",
        "no clue, how should I know?",
        "no idea, who knows?",
        "no idea what that is",
        "what is that?",
        "I don't know, can I have a hint?",
        "No idea, let's skip it",
        "not sure, it depends on what the norm is",
    ],
)
def test_a_guess_a_sigh_and_a_request_are_no_such_question(text: str) -> None:
    assert asked_when_stuck(text) == ""


@pytest.mark.parametrize("heard", ["skip", "explain", "control", "hint", None])
def test_it_is_replied_to_whatever_the_classifier_takes_it_for(heard: Intent | None, bank: Bank) -> None:
    player = Player(bank, pool=("training-06a", "nlp-10"))
    player.send(Said(player.now + 10, "no clue, what does clipping mean?", heard=heard))
    pending = player.state.pending
    assert isinstance(pending, WordClarification) and pending.request == "what does clipping mean?"
    player.settle({})
    player.say("clip them by their norm", clipping="met")
    asked = player.state.attempts[-1].probing
    turns = player.send(Said(player.now + 10, "honestly no clue, what is that?", heard=heard))
    attempt = player.state.attempts[-1]
    assert turns[-1].kind == "clarify" and attempt.probing == asked and not attempt.closed and not attempt.silent


def test_who_names_nothing_has_not_understood_the_question(bank: Bank) -> None:
    assert (
        asks_what_is_asked("what is that?") and not asks_what_is_asked("what is a norm?") and not asks_what_is_asked("")
    )
    player = Player(bank, pool=("training-06a", "nlp-10"))
    player.send(Said(player.now + 10, "no clue, what is that?", heard="skip"))
    assert isinstance(player.state.pending, WordClarification) and player.state.pending.request == NOT_FOLLOWED


def test_what_is_thought_aloud_stays_a_thought(bank: Bank) -> None:
    player = Player(bank)
    player.say("let me think aloud")
    player.say("hm, no clue, what is that?")
    assert "what is that?" in player.state.attempts[-1].answer
