"""A belief that cost something can be explained and read again just by asking in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.machine.machine import advance
from interviewer.conversation.state.state import LookAgain, Said
from interviewer.grading.grade import Evidence, MisconceptionFinding
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts


def closed_with_belief(bank: Bank) -> tuple[Player, Bank]:
    """A question closed with every point made, and one known belief charged."""
    bank = Bank([bank["training-01"]])
    question = bank["training-01"]
    player = Player(bank, pool=(question.id,))
    player.say("all of it, and it is safe", **all_met(bank, question.id))
    grade = player.state.attempts[-1].grade
    assert grade is not None and question.misconceptions
    known = question.misconceptions[0]
    finding = MisconceptionFinding(known.id, (Evidence("it is safe", 15, 25),), known.correction, claim=known.claim)
    attempt = replace(player.state.attempts[-1], grade=replace(grade, score=0.9, misconceptions=(finding,)))
    player.state = replace(player.state, attempts=(attempt,))
    return player, bank


@pytest.mark.parametrize("text", ["that's what I said though", "I disagree", "I never said that"])
def test_objecting_in_words_has_the_one_thing_that_was_charged_read_again(bank: Bank, text: str) -> None:
    player, bank = closed_with_belief(bank)
    state, _ = advance(player.state, Said(player.now + 5, text), bank)
    assert isinstance(state.pending, LookAgain)
    assert state.pending.criterion_id == bank["training-01"].misconceptions[0].id
    told = texts(player.say(text))
    assert "You are right" in told and "90%" in told
    grade = player.state.attempts[-1].grade
    assert grade is not None and grade.misconceptions == () and grade.score == 1.0
    assert player.state.attempts[-1].appealed == (bank["training-01"].misconceptions[0].id,)


def test_a_why_names_the_words_that_cost_something(bank: Bank) -> None:
    player, _ = closed_with_belief(bank)
    assert "you said “it is safe”" in texts(player.say("why did I lose points?"))
