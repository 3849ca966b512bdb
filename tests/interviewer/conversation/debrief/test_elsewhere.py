"""A contest refused can be repeated with words of the answer that nobody has pointed at yet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.debrief.contest import appealed, contested, way_to_contest
from interviewer.conversation.debrief.elsewhere import MOST_LOOKS, may_look_again, points_elsewhere
from interviewer.conversation.machine.second_look import contest_in_chat
from interviewer.conversation.state.state import LookAgain, Said
from interviewer.errors import UsageError
from interviewer.grading.appeals.appeal import hear
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, scripted

QUESTION, POINT = "training-06a", "clipping"
FIRST, SECOND = "the gradient is cut off somewhere", "you rescale it when its norm is too long"


def refused(bank: Bank, *arguments: str) -> Player:
    """A closed question of which one point was contested in vain, once for each argument."""
    player = Player(bank, pool=(QUESTION,))
    player.say(f"I think {FIRST}. Also, {SECOND}.")
    while player.state.phase == "answering":
        player.say("I don't know")
    for argument in arguments:
        attempt, grade = contested(player.state, QUESTION, POINT, argument=argument)
        outcome = hear(scripted({POINT: "not_met"}), bank[QUESTION], attempt.answer, grade, POINT, argument)
        player.send(appealed(player.now, QUESTION, POINT, argument, outcome))
    return player


def test_new_words_are_read_and_the_same_ones_are_not(bank: Bank) -> None:
    player = refused(bank, f"I said “{FIRST}”")
    attempt = player.state.attempts[-1]
    assert attempt.appealed == (POINT,) and may_look_again(attempt, POINT)
    assert points_elsewhere(attempt, POINT, f"I also said “{SECOND}”")
    for argument in (f"I said “{FIRST}”!", "I did say it", "I said “bananas grow on large herbs”"):
        assert not points_elsewhere(attempt, POINT, argument)
        with pytest.raises(UsageError, match="quote others"):
            contested(player.state, QUESTION, POINT, argument=argument)
    contested(player.state, QUESTION, POINT, argument=f"I also said “{SECOND}”")
    assert "quote those" in way_to_contest(attempt, "I disagree about the clipping")


def test_the_chat_reads_new_words_too(bank: Bank) -> None:
    player = refused(bank, f"I said “{FIRST}”")
    assert player.state.attempts[-1].grade is not None
    number = [item.id for item in player.state.attempts[-1].grade.listed].index(POINT) + 1
    said = f"I disagree about point {number}: I also said “{SECOND}”."
    after = contest_in_chat(player.state, Said(player.now, said), bank)
    assert after is not None and isinstance(after.pending, LookAgain) and after.pending.criterion_id == POINT
    again = f"I disagree about point {number}: I said “{FIRST}”."
    assert contest_in_chat(player.state, Said(player.now, again), bank) is None


def test_it_ends_after_a_few_looks_or_once_the_point_is_made(bank: Bank) -> None:
    player = refused(bank, f"I said “{FIRST}”")
    attempt = player.state.attempts[-1]
    assert not may_look_again(replace(attempt, argued=attempt.argued * MOST_LOOKS), POINT)
    assert not may_look_again(replace(attempt, argued=()), POINT)
    made = hear(scripted({POINT: "met"}), bank[QUESTION], attempt.answer, attempt.grade, POINT, f"“{SECOND}”")  # type: ignore[arg-type]
    player.send(appealed(player.now, QUESTION, POINT, f"“{SECOND}”", made))
    assert not may_look_again(player.state.attempts[-1], POINT)
