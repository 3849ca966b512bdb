"""A skip is taken back while nothing has come of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewer.conversation import notices
from interviewer.conversation.state import Pressed
from interviewer.conversation.unskip import can_unskip
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player


def skipped(bank: Bank, **setup: object) -> Player:
    player = Player(bank, **({"mode": "interview", "questions": 3} | setup))
    player.send(Pressed(player.now + 5, "skip"))
    return player


def test_the_skipped_question_is_asked_again_and_counts_as_never_skipped(bank: Bank) -> None:
    player = Player(bank, mode="interview", questions=3)
    first, ability = player.state.attempts[0].question_id, player.state.ability
    player.send(Pressed(player.now + 5, "skip"))
    assert can_unskip(player.state)
    (asked,) = player.send(Pressed(player.now + 9, "unskip"))
    assert asked.kind == "ask" and asked.text == f"{notices.SKIP_UNDONE}\n\n{bank[first].question}"
    (attempt,) = player.state.attempts
    assert (attempt.question_id, attempt.skipped, attempt.closed, attempt.closed_at) == (first, False, False, 0.0)
    assert player.state.ability == ability and player.state.phase == "answering"
    player.say("an answer after all")
    assert player.state.attempts[0].answer == "an answer after all" and player.state.attempts[0].grade is not None


def test_the_question_asked_in_its_place_may_come_later(bank: Bank) -> None:
    player = skipped(bank, pool=("training-01", "nlp-10"), questions=2)
    other = player.state.attempts[1].question_id
    player.send(Pressed(player.now + 9, "unskip"))
    player.send(Pressed(player.now + 12, "skip"))
    assert player.state.attempts[-1].question_id == other
    player.send(Pressed(player.now + 15, "unskip"))  # and as often as one likes
    assert len(player.state.attempts) == 1


def answer(player: Player) -> None:
    player.say("begun")


def hint(player: Player) -> None:
    player.send(Pressed(player.now + 6, "hint"))


@pytest.mark.parametrize("begin", [answer, hint])
def test_once_the_next_question_is_begun_it_stands(bank: Bank, begin: Callable[[Player], None]) -> None:
    player = skipped(bank)
    begin(player)
    asked = [attempt.question_id for attempt in player.state.attempts]
    assert not can_unskip(player.state)
    turns = player.send(Pressed(player.now + 9, "unskip"))
    assert [turn.text for turn in turns] == [notices.NO_SKIP] and player.state.attempts[0].skipped
    assert [attempt.question_id for attempt in player.state.attempts] == asked


def test_a_coach_has_shown_the_answer(bank: Bank) -> None:
    player = skipped(bank, mode="coach")
    player.send(Pressed(player.now + 7, "next"))
    assert not can_unskip(player.state)
    assert [turn.text for turn in player.send(Pressed(player.now + 9, "unskip"))] == [notices.NO_SKIP]


def test_without_a_skip_there_is_none_to_take_back(bank: Bank) -> None:
    player = Player(bank, mode="interview")
    assert [turn.text for turn in player.send(Pressed(player.now + 9, "unskip"))] == [notices.NO_SKIP]
    assert len(player.state.attempts) == 1


def test_a_question_that_was_come_back_to_is_not_dropped(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-01", "nlp-10"), questions=2)
    player.say("come back to this later")
    player.send(Pressed(player.now + 5, "skip"))  # the first one is asked again
    assert player.state.attempts[-1].set_aside and not can_unskip(player.state)
