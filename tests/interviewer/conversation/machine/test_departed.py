"""An interview that was started with a bank whose points or questions have since been removed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.state.state import GradeAnswer, Graded, Pressed, Resumed, Said, Ticked, WordProbe
from interviewer.errors import UsageError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts


def without_point(bank: Bank, question_id: str, *points: str) -> Bank:
    question = bank[question_id]
    left = replace(question, criteria=tuple(c for c in question.criteria if c.id not in points))
    return Bank([left if q.id == question_id else q for q in bank.values()])


def without_question(bank: Bank, *question_ids: str) -> Bank:
    return Bank([q for q in bank.values() if q.id not in question_ids])


def probed(bank: Bank, **setup: object) -> tuple[Player, str]:
    """An interview in which a follow-up was just asked, and its point."""
    player = Player(bank, pool=("training-06b", "nlp-02"), **setup)
    while player.state.attempts[-1].question_id != "training-06b":
        player.say("skip")
        player.send(Pressed(player.now, "next"))
    player.say("something vague")
    return player, player.state.attempts[-1].probing


def test_a_follow_up_on_a_point_that_is_gone_is_dropped_and_the_question_stands(bank: Bank) -> None:
    player, point = probed(bank)
    player.bank = without_point(bank, "training-06b", point)
    player.send(Resumed(player.now))
    assert player.state.attempts[-1].probing == ""
    assert bank["training-06b"].question in texts(player.say("could you repeat the question?"))
    assert player.say("what do you mean by that?")[-1].kind == "clarify"
    player.say("hint")
    player.say("still vague")
    later = player.state.attempts[-1].probed[1:]
    assert later and point not in later
    player.say("vague again")
    player.say("as vague as before")
    assert player.state.attempts[-1].closed


def test_a_follow_up_that_was_to_be_worded_gives_way_to_another(bank: Bank) -> None:
    player = Player(bank, pool=("training-06b",))
    player.send(Said(player.now + 5, "something vague"))
    player.send(Graded(player.now + 6, player.grade(player.state.pending, {})))  # type: ignore[arg-type]
    pending = player.state.pending
    assert isinstance(pending, WordProbe)
    player.bank = without_point(bank, "training-06b", pending.criterion_id)
    player.send(Resumed(player.now + 60))
    assert isinstance(player.state.pending, WordProbe) and player.state.pending.criterion_id != pending.criterion_id
    player.bank = without_point(bank, "training-06b", *(c.id for c in bank["training-06b"].criteria[1:]))
    player.settle({})


def test_only_points_that_are_left_are_graded_again(bank: Bank) -> None:
    player, point = probed(bank)
    player.send(Said(player.now + 5, "still vague"))
    assert isinstance(player.state.pending, GradeAnswer) and point in player.state.pending.only
    player.bank = without_point(bank, "training-06b", point)
    player.send(Resumed(player.now + 60))
    assert isinstance(player.state.pending, GradeAnswer) and player.state.pending.only
    assert point not in player.state.pending.only
    player.settle({})
    assert player.state.phase == "answering"


@pytest.mark.parametrize("working", [False, True])
def test_a_question_that_is_gone_is_left_and_the_next_is_asked(bank: Bank, working: bool) -> None:
    player = Player(bank, mode="interview", pool=("training-06a", "nlp-02"))
    first = player.state.attempts[-1].question_id
    if working:
        player.send(Said(player.now + 5, "an answer"))
    player.bank = without_question(bank, first)
    turns = player.send(Resumed(player.now + 60))
    assert "no longer in the bank" in texts(turns) and turns[-1].kind == "ask"
    assert player.state.attempts[0].closed and player.state.attempts[0].skipped is not working
    assert player.state.phase == "answering" and player.state.pending is None
    assert player.state.attempts[-1].question_id in player.bank


@pytest.mark.parametrize(
    "event", [Said(1010.0, "an answer"), Pressed(1010.0, "hint"), Pressed(1010.0, "skip"), Ticked(1010.0)]
)
def test_whatever_happens_first_leads_past_the_question_that_is_gone(
    bank: Bank, event: Said | Pressed | Ticked
) -> None:
    player = Player(bank, pool=("training-06a", "nlp-02"))
    player.bank = without_question(bank, player.state.attempts[-1].question_id)
    assert player.send(event)[-1].kind == "ask"


def test_an_interview_whose_questions_are_all_gone_ends_and_so_does_one_that_is_ended(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a", "nlp-02"))
    player.bank = without_question(bank, "training-06a", "nlp-02")
    assert player.send(Resumed(player.now))[-1].kind == "closing" and player.state.phase == "finished"
    ended = Player(bank, pool=("training-06a",))
    ended.say("thinking aloud: the loss turns NaN")
    ended.bank = player.bank
    assert ended.send(Pressed(ended.now, "end"))[-1].kind == "closing" and ended.state.phase == "finished"


def test_a_stored_interview_goes_on_with_the_bank_of_today(light_services: Services, store: Store, bank: Bank) -> None:
    conductor = Conductor(light_services, store.interviews)
    interview_id, _ = conductor.start("coach", 20, pool=["training-06b"], seed=1)
    list(conductor.say(interview_id, "something vague"))
    point = conductor.record(interview_id).state.attempts[-1].probing
    assert point
    light_services.bank = without_point(bank, "training-06b", point)
    today = Conductor(light_services, store.interviews)
    list(today.resume(interview_id))
    for said in ("what do you mean?", "repeat the question", "still vague"):
        list(today.say(interview_id, said))
    list(today.press(interview_id, "skip"))
    version = today.record(interview_id).version
    with pytest.raises(UsageError, match="this point is no longer in the bank"):
        today.appeal(interview_id, "training-06b", point, "I said it")
    assert today.record(interview_id).version == version


def test_a_stored_interview_whose_question_is_gone_is_resumed(
    light_services: Services, store: Store, bank: Bank
) -> None:
    conductor = Conductor(light_services, store.interviews)
    interview_id, _ = conductor.start("coach", 20, pool=["training-06b", "nlp-02"], seed=1)
    first = conductor.record(interview_id).state.attempts[-1].question_id
    light_services.bank = without_question(bank, first)
    today = Conductor(light_services, store.interviews)
    told = [step.turn.kind for step in today.resume(interview_id) if step.turn]
    assert told == ["note", "ask"] and today.record(interview_id).state.attempts[-1].question_id != first
