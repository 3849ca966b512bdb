"""The last question of a coach can be discussed like any other; the interview ends when the candidate moves on."""

from __future__ import annotations

import pytest

from interviewer.conversation.machine.asking import ends_next
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import Pressed, Said, Ticked, WordClarification
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts


def closed(bank: Bank, **setup: object) -> Player:
    player = Player(bank, **({"pool": ("training-06a",), "questions": 1} | setup))
    player.say("clip them", clipping="met")
    while player.state.phase == "answering":
        player.say("I don't know")
    return player


def test_it_stays_open_to_questions_and_says_how_to_get_the_report(bank: Bank) -> None:
    player = closed(bank)
    assert player.state.phase == "reviewing" and not player.state.ended
    assert [turn.kind for turn in player.turns[-3:]] == ["feedback", "reveal", "note"]
    assert player.turns[-1].text == notices.LAST_ONE
    player.send(Said(player.now + 5, "so what went wrong there", heard="why"))
    assert "**not met**" in texts(player.turns[-1:]) and player.state.phase == "reviewing"
    player.send(Said(player.now + 9, "explain clipping", heard="explain"))
    assert isinstance(player.state.pending, WordClarification)
    player.settle({})
    assert player.state.phase == "reviewing"


@pytest.mark.parametrize("how", ["next", "end", "say next", "say end"])
def test_going_on_or_ending_ends_it_as_done(how: str, bank: Bank) -> None:
    player = closed(bank)
    word = how.removeprefix("say ")
    event = Said(player.now + 5, "next" if word == "next" else "/end") if how != word else Pressed(player.now + 5, word)  # type: ignore[arg-type]
    assert player.send(event)[-1].kind == "closing"
    assert player.state.phase == "finished" and player.state.ended == "all asked"


def test_ending_where_more_would_come_is_the_candidates_doing(bank: Bank) -> None:
    player = closed(bank, pool=("training-06a", "training-01"), questions=2)
    assert not ends_next(player.state, bank) and player.turns[-1].kind == "reveal"
    player.send(Pressed(player.now + 5, "end"))
    assert player.state.ended == "stopped"


def test_when_the_time_is_up_the_answer_can_still_be_talked_about(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a", "training-01"), minutes=5.0)
    first = player.state.attempts[-1].question_id
    player.send(Ticked(player.now + 310))
    player.now += 310
    player.say("my last words", **all_met(bank, first))
    assert player.state.phase == "reviewing" and player.turns[-1].text == notices.LAST_AT_TIME
    for seconds in (60, 600, 1200):  # a closed question has no clock
        assert player.send(Ticked(player.now + seconds)) == []
    player.send(Pressed(player.now + 1300, "next"))
    assert player.state.phase == "finished" and player.state.ended == "time up"


def test_a_pool_that_is_used_up_ends_it_too(bank: Bank) -> None:
    player = closed(bank, questions=None)
    assert player.turns[-1].text == notices.LAST_ONE
    player.send(Pressed(player.now + 5, "next"))
    assert player.state.phase == "finished"


def test_a_question_that_was_set_aside_still_comes(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a", "training-01"), questions=2)
    first = player.state.attempts[-1].question_id
    player.say("come back to this later")
    player.say("all of it", **all_met(bank, player.state.attempts[-1].question_id))
    assert player.state.phase == "reviewing" and not ends_next(player.state, bank)
    player.send(Pressed(player.now + 5, "next"))
    assert player.state.attempts[-1].question_id == first


def test_an_interview_that_is_no_coach_ends_at_once(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-06a",), questions=1)
    player.say("all of it", **all_met(bank, "training-06a"))
    assert player.state.phase == "finished" and player.state.ended == "all asked"


@pytest.mark.parametrize("word", ["thanks", "fair enough", "Ok, got it.", "makes sense, thank you!"])
def test_agreement_leads_on_but_never_ends_the_interview(word: str, bank: Bank) -> None:
    last = closed(bank)
    last.send(Said(last.now + 5, word, heard="small_talk"))
    assert last.state.phase == "reviewing" and last.turns[-1].text == notices.STILL_HERE
    more = closed(bank, pool=("training-06a", "training-01"), questions=2)
    more.send(Said(more.now + 5, word, heard="small_talk"))
    assert more.state.phase == "answering" and len(more.state.attempts) == 2


@pytest.mark.parametrize(
    "word", ["who are you?", "hello?", "can you hear me", "haha", "I'm nervous", "sorry about that"]
)
def test_other_courtesies_lead_nowhere(word: str, bank: Bank) -> None:
    player = closed(bank, pool=("training-06a", "training-01"), questions=2)
    player.send(Said(player.now + 5, word, heard="small_talk"))
    assert player.state.phase == "reviewing" and player.turns[-1].text == notices.STILL_HERE
