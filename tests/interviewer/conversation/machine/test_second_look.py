"""An objection in the chat works like the button on the card, and a "why" is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.machine.machine import advance
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import LookAgain, Resumed, Said
from interviewer.grading.appeals.appeal import hear
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, scripted, texts, without_further_probes


def probed(bank: Bank, **verdicts: str) -> Player:
    player = Player(bank, pool=("training-06a",))
    player.say("the loss jumps", **verdicts)
    assert player.state.attempts[-1].probing
    return player


def point(player: Player) -> str:
    return player.state.attempts[-1].probing.replace("-", "_")


def test_why_a_point_is_open_is_answered_and_is_no_answer(bank: Bank) -> None:
    player = probed(bank)
    before = player.state.attempts[-1]
    turns = player.say("Why is that point still open?")
    after, question = player.state.attempts[-1], bank["training-06a"]
    assert [t.kind for t in turns] == ["talk", "note"]
    assert (after.answer, after.grade, after.probing) == (before.answer, before.grade, before.probing)
    told = texts(turns)
    assert "haven't heard anything for that point" in told and question.criterion(before.probing).probe in told
    assert question.criterion(before.probing).claim not in told


@pytest.mark.parametrize(
    ("verdict", "told"),
    [("partly_met", "I heard “jumps”, "), ("contradicted", "I heard “jumps”, and that contradicts this point.")],
)
def test_the_words_that_were_heard_are_told(verdict: str, told: str, bank: Bank) -> None:
    first = bank["training-06a"].criteria[0].id.replace("-", "_")
    assert told in texts(probed(bank, **{first: verdict}).say("Why is the first point still open?"))


def test_in_interview_mode_a_why_waits_for_the_report(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",), mode="interview")
    player.say("the loss jumps")
    assert texts(player.say("why did I lose that point?")) == notices.EXPLAIN_IN_REPORT


def test_an_objection_is_upheld_and_the_reason_told(bank: Bank) -> None:
    player = probed(bank)
    probing, answer = point(player), player.state.attempts[-1].answer
    turns = player.say("That's not what I said.", **{probing: "met"})
    assert turns[0].kind == "talk" and turns[1].kind == "change"
    assert turns[1].text.startswith(
        "You're right: “jumps” makes that point, so the verdict changes from *not met* to *met*"
    )
    attempt = player.state.attempts[-1]
    assert attempt.answer == answer and probing.replace("_", "-") in attempt.met and attempt.appealed == ()


def test_an_objection_comes_to_what_the_button_comes_to(bank: Bank) -> None:
    for verdict in ("met", "partly_met", "not_met", "contradicted"):
        player = probed(bank)
        attempt, question = player.state.attempts[-1], bank["training-06a"]
        argument, probing = "I did say that!", attempt.probing
        assert attempt.grade is not None
        grader = scripted({probing.replace("-", "_"): verdict})
        pressed = hear(grader, question, attempt.answer, attempt.grade, probing, argument)
        player.say(argument, **{probing.replace("-", "_"): verdict})
        grade = player.state.attempts[-1].grade
        assert grade is not None and grade.criterion(probing) == pressed.grade.criterion(probing)


def test_what_an_objection_adds_is_graded_as_part_of_the_answer_without_the_complaint(bank: Bank) -> None:
    player = probed(bank)
    player.now += 10
    player.send(Said(player.now, "I already said that: clip the gradient norm"))
    assert isinstance(player.state.pending, LookAgain) and player.state.pending.words == "clip the gradient norm"
    turns = player.settle({})
    assert turns[0].text == f"I looked again, and nothing you'd said so far makes that point. {notices.COUNTS_NOW}"
    assert player.state.attempts[-1].answer == "the loss jumps\n\nclip the gradient norm"


def test_in_interview_mode_no_verdict_is_told(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",), mode="interview")
    player.say("the loss jumps")
    turns = player.say("No, I said it jumps.", **{point(player): "met"})
    assert turns[1].text == notices.HEARD_AGAIN and "%" not in texts(turns)


def test_before_there_is_a_grade_nothing_is_objected_to(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    turns = player.say("I said the loss jumps")
    assert turns[0].kind == "answer" and player.state.attempts[-1].answer == "I said the loss jumps"


def test_a_closed_questions_point_is_read_again_where_the_message_names_it(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("clip them", clipping="met")
    while player.state.phase == "answering":
        player.say("I don't know")
    grade = player.state.attempts[-1].grade
    assert grade is not None
    number = next(n for n, item in enumerate(grade.criteria) if item.verdict == "not_met")
    name = ("first", "second", "third", "fourth")[number]
    turns = player.say(
        f"I disagree about the {name} point: I said clip", **{grade.criteria[number].id.replace("-", "_"): "met"}
    )
    assert [t.kind for t in turns] == ["talk", "appeal"] and "You are right" in turns[1].text
    attempt = player.state.attempts[-1]
    assert player.state.phase == "reviewing" and attempt.appealed == (grade.criteria[number].id,)


def test_a_point_that_has_left_the_bank_is_not_looked_at(bank: Bank) -> None:
    player = probed(bank)
    question = bank["training-06a"]
    probing = player.state.attempts[-1].probing
    smaller = Bank([replace(question, criteria=tuple(c for c in question.criteria if c.id != probing))])
    player.now += 10
    player.send(Said(player.now, "That's not what I said."))
    assert isinstance(player.state.pending, LookAgain)
    state, _ = advance(player.state, Resumed(player.now), smaller)
    assert state.pending is None and state.phase == "answering"


def test_a_second_look_in_the_chat_is_stored_and_kept_as_a_case(light_services: Services, store: Store) -> None:
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    interview_id, _ = conductor.start("coach", 30, pool=("training-06a",), seed=1)
    list(conductor.say(interview_id, "The loss turns NaN."))
    updates = list(conductor.say(interview_id, "I disagree. You misread me."))
    assert [u.doing for u in updates if u.doing][:1] == ["Looking again"]
    assert conductor.record(interview_id).state.phase == "answering"


def test_of_an_open_question_a_point_that_was_given_is_put_right_in_the_answer(bank: Bank) -> None:
    first = bank["training-06a"].criteria[0].id.replace("-", "_")
    for mode, told in (("coach", notices.MADE_WHILE_OPEN), ("interview", notices.CONTEST_IN_REPORT)):
        player = Player(bank, pool=("training-06a",), mode=mode)
        player.say("the loss jumps", **{first: "met"})
        before = player.state.attempts[-1]
        assert texts(player.say("I disagree about the first point: I said the opposite of it.")) == told
        assert player.state.attempts[-1].grade == before.grade and player.state.attempts[-1].answer == before.answer


GRUMBLE = "Why is that point still open? I told you three times that clipping keeps it down."


def with_a_bonus_on_the_table(bank: Bank) -> tuple[Player, str, str]:
    """A coach has asked for two points, the second after the first stayed open."""
    player = probed(without_further_probes(bank))
    first = player.state.attempts[-1].probing
    player.say("hm, it depends")
    while player.state.attempts[-1].probing == first:
        player.say("still hard to say for me")
    return player, first, player.state.attempts[-1].probing


def test_a_complaint_about_an_open_point_earns_nothing_and_leaves_the_next_follow_up_on_the_table(bank: Bank) -> None:
    player, first, second = with_a_bonus_on_the_table(bank)
    before = player.state.attempts[-1]
    player.now += 10
    player.send(Said(player.now, GRUMBLE))
    pending = player.state.pending
    assert isinstance(pending, LookAgain) and (pending.criterion_id, pending.words) == (first, "")
    told = texts(player.settle({}))
    after = player.state.attempts[-1]
    assert (after.answer, after.probing, after.probed) == (before.answer, second, before.probed)
    assert told.startswith(notices.LOOKED) and not after.closed


def test_a_point_that_a_second_look_finds_leaves_the_follow_up_on_another_to_be_asked_again(bank: Bank) -> None:
    player, first, second = with_a_bonus_on_the_table(bank)
    turns = player.say(GRUMBLE, **{first.replace("-", "_"): "met"})
    after = player.state.attempts[-1]
    assert first in after.met and after.probing == second and "told" not in after.answer
    assert [turn.criterion_id for turn in turns if turn.kind == "probe"] == [second]


def test_a_claim_beside_the_question_is_graded_without_it_and_the_follow_up_is_asked_again(bank: Bank) -> None:
    player, first, second = with_a_bonus_on_the_table(bank)
    turns = player.say("Why is that one still open? Clipping caps the norm.", **{first.replace("-", "_"): "partly_met"})
    after = player.state.attempts[-1]
    assert after.answer.endswith("\n\nClipping caps the norm.") and "Why is" not in after.answer
    assert [turn.criterion_id for turn in turns if turn.kind == "probe"] == [second]


@pytest.mark.parametrize("heard", ["explain", "clarify", "hint", "verdict", "reveal"])
def test_a_question_about_a_point_is_answered_whatever_it_sounds_like(heard: Intent, bank: Bank) -> None:
    player = probed(bank)
    before = player.state.attempts[-1]
    player.now += 10
    turns = player.send(Said(player.now, "What is still missing on that point?", heard=heard))
    assert "haven't heard anything for that point" in texts(turns)
    assert player.state.attempts[-1].answer == before.answer
