"""A question that was set aside is really come back to."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices, phrases
from interviewer.conversation.state.state import Pressed, Ticked
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts


def set_aside(bank: Bank, mode: str, **setup: object) -> tuple[Player, str]:
    player = Player(bank, mode=mode, **setup)
    first = player.state.attempts[-1].question_id
    player.say("can we come back to this one later?")
    assert player.state.attempts[-1].question_id != first
    return player, first


@pytest.mark.parametrize("mode", ["coach", "interview"])
def test_with_five_minutes_left_it_comes_before_another_follow_up(mode: str, bank: Bank) -> None:
    player, first = set_aside(bank, mode)
    player.now += 60 * 25
    told = texts(player.send(Ticked(player.now)))
    assert "minutes left" in told and notices.ASIDE_NEXT in told
    turns = player.say("something")
    if mode == "coach":
        assert not [t for t in turns if t.kind == "probe"]
        turns = player.send(Pressed(player.now, "next"))
    assert turns[-1].question_id == first and turns[-1].text.startswith(phrases.COME_BACK_NOW)


@pytest.mark.parametrize("mode", ["coach", "interview"])
def test_once_the_planned_questions_are_done_it_comes_back(mode: str, bank: Bank) -> None:
    player, first = set_aside(bank, mode, questions=2)
    turns = player.say("all of it", **all_met(bank, player.state.attempts[-1].question_id))
    if mode == "coach":
        assert player.state.phase == "reviewing"
        turns = player.send(Pressed(player.now, "next"))
    assert turns[-1].question_id == first and turns[-1].text.startswith(phrases.COME_BACK)
    turns = player.say("all of it", **all_met(bank, first))
    if mode == "coach":  # the last one can be talked about, too
        assert player.state.phase == "reviewing"
        player.send(Pressed(player.now, "next"))
    assert player.state.phase == "finished"


def test_with_nothing_set_aside_follow_ups_go_on(bank: Bank) -> None:
    player = Player(bank)
    player.now += 60 * 25
    assert player.say("something")[-1].kind == "probe"


def test_setting_a_question_aside_late_does_not_bring_it_back_at_once(bank: Bank) -> None:
    player = Player(bank, mode="interview")
    first = player.state.attempts[-1].question_id
    player.now += 60 * 26
    player.send(Ticked(player.now))
    player.say("can we come back to this one later?")
    assert player.state.attempts[-1].question_id != first
    assert player.say("something")[-1].question_id == first


@pytest.mark.parametrize(
    ("setup", "before", "why"),
    [
        ({"pool": ("training-06a",)}, [], phrases.LATER_LAST),
        ({"questions": 1}, [], phrases.LATER_LAST),
        ({"pool": ("training-06a",), "drill": True, "topic": "clipping"}, [], phrases.LATER_LAST),
        ({"pool": ("training-06a", "nlp-10")}, ["come back later", "come back later"], phrases.LATER_ONCE),
        ({"minutes": 1.0}, [], phrases.LATER_NO_TIME),
    ],
)
def test_why_a_question_cannot_wait_is_said(setup: dict[str, object], before: list[str], why: str, bank: Bank) -> None:
    player = Player(bank, **setup)
    for text in before:
        player.say(text)
    asked = player.state.attempts[-1].question_id
    assert texts(player.say("can we come back to this later?")) == why
    assert player.state.attempts[-1].question_id == asked and not player.state.attempts[-1].aside
