"""A message is written for a place; it is another as soon as the same words would mean something else."""

from __future__ import annotations

import pytest

from interviewer.conversation.conducting.place import place_of
from interviewer.conversation.state.state import Pressed, Said, Ticked
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player


def open_question(bank: Bank, mode: str = "coach") -> Player:
    return Player(bank, mode=mode, pool=("training-06a", "training-01"), questions=2)


@pytest.mark.parametrize("text", ["note to self: norms", "how much time is left?", "hint", "what do you mean?"])
def test_what_leaves_the_question_as_it_is_leaves_the_place(text: str, bank: Bank) -> None:
    player = open_question(bank)
    before = place_of(player.state)
    player.say(text)
    player.send(Ticked(player.now + 20))
    assert place_of(player.state) == before


@pytest.mark.parametrize("text", ["vaguely", "thinking aloud: the norms", "skip", "come back to this later"])
def test_what_moves_it_on_is_another_place(text: str, bank: Bank) -> None:
    player = open_question(bank)
    before = place_of(player.state)
    player.say(text)
    assert place_of(player.state) != before


def test_each_stage_of_a_question_is_a_place_of_its_own(bank: Bank) -> None:
    player = open_question(bank)
    seen = [place_of(player.state)]
    player.send(Said(player.now + 5, "vaguely"))
    seen.append(place_of(player.state))  # it is being read
    player.settle({})
    seen.append(place_of(player.state))  # a follow-up
    player.say("let me change my answer")
    seen.append(place_of(player.state))  # what comes next replaces the answer
    player.send(Pressed(player.now + 5, "skip"))
    seen.append(place_of(player.state))  # closed
    player.send(Pressed(player.now + 5, "next"))
    seen.append(place_of(player.state))
    player.send(Pressed(player.now + 5, "end"))
    seen.append(place_of(player.state))
    assert len(set(seen)) == len(seen)


def test_a_skip_that_was_taken_back_leads_to_the_same_place(bank: Bank) -> None:
    player = open_question(bank, "interview")
    before = place_of(player.state)
    player.send(Pressed(player.now + 5, "skip"))
    assert place_of(player.state) != before
    player.send(Pressed(player.now + 9, "unskip"))
    assert place_of(player.state) == before
