"""Not knowing is never doubted, however it is put."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import Said
from interviewer.conversation.understanding.unknowing import admits_not_knowing
from interviewer.grading.screening.silence import says_nothing
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

NOT_KNOWING = (
    "No idea, honestly.",
    "Honestly, no idea",
    "To be honest, I don't know.",
    "I'm afraid I don't know, sorry.",
    "Not a clue.",
    "I have no idea about that one, to be honest",
    "Sorry, I really don't know this one",
    "I wouldn't know",
    "I haven't got a clue",
    "not sure, honestly",
    "Never heard of it, sorry",
    "Hmm, no idea at all, sorry.",
)


@pytest.mark.parametrize("text", NOT_KNOWING)
def test_who_does_not_know_is_understood(text: str, bank: Bank) -> None:
    assert says_nothing(text)
    player = Player(bank, pool=("training-06a",), mode="interview")
    player.say("the loss jumps")
    player.now += 10
    turns = player.send(Said(player.now, text, heard="skip", unsure=True)) + player.settle({})
    assert notices.FOR_ME not in texts(turns) and player.state.attempts[-1].answer == "the loss jumps"


@pytest.mark.parametrize(
    "text",
    [
        "No idea, honestly, maybe it diverges",
        "No gradient",
        "No, it shrinks",
        "I don't know whether it converges",
        "not sure it converges",
        "honestly",
        "here",
        "well, actually",
        "no idea, can I have a hint?",
    ],
)
def test_whoever_says_something_is_not_taken_for_silent(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize("mode", ["interview", "coach"])
def test_one_no_idea_leads_to_another_point_in_both_modes(mode: str, bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",), mode=mode)
    player.say("the loss jumps")
    first = player.state.attempts[-1].probing
    turns = player.say("No idea, honestly.")
    assert turns[-1].kind == "probe" and player.state.attempts[-1].probing not in {"", first}


@pytest.mark.parametrize(
    "text",
    [
        "Unfortunately, I don't know how they compare",
        "In all honesty, no idea what the gate does",
        "I must admit, I have no idea why it helps",
        "Hm, frankly, I don't remember what it normalises over",
    ],
)
def test_what_comes_before_it_says_nothing_wherever_it_is_read(text: str) -> None:
    assert admits_not_knowing(text) and not admits_not_knowing(f"{text}, but it keeps the mean")
