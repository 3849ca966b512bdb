"""Who says that they did not make a point that they were given is asked once, and then it is taken away."""

from __future__ import annotations

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.debrief.denial import gives_back
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import LookAgain, Said
from interviewer.grading.appeals.given_back import DENIAL, deny
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts
from tests.stand_ins import RuleReader

QUESTION = "training-06a"


def closed(bank: Bank) -> Player:
    """A player who was given every point."""
    player = Player(bank, pool=(QUESTION, "training-01"), questions=2)
    while player.state.attempts[-1].question_id != QUESTION:
        player.say("skip")
        player.say("next")
    player.say("all of it", **all_met(bank, QUESTION))
    assert player.state.phase == "reviewing"
    return player


def denied(player: Player) -> list[str]:
    grade = player.state.attempts[-1].grade
    assert grade is not None
    return [item.id for item in grade.criteria if item.denied]


@pytest.mark.parametrize(
    "text",
    [
        "I disagree about the fourth point: I said the opposite of it.",
        "I disagree about the fourth point, I said the reverse",
        "I never said the fourth point",
        "My answer doesn't say the fourth point.",
        "You should not have given me point 4",
        "I don't deserve the 4th point",
        "Why did I get the fourth point? I said the plain norm pulls harder on large weights.",
        "please take the fourth point away",
        "I take the fourth point back",
        "point 4: I said exactly the opposite",
    ],
)
@pytest.mark.parametrize("yes", ["yes", "Yes, I said the opposite.", "sure, take it away", "no, it doesn't say that"])
def test_a_point_that_was_given_is_taken_away_once_that_is_confirmed(bank: Bank, text: str, yes: str) -> None:
    player = closed(bank)
    point = bank[QUESTION].criteria[3].id
    asked = player.say(text)
    told = texts(asked)
    assert [turn.kind for turn in asked] == ["talk", "note"] and told.endswith(notices.TAKE_AWAY)
    assert "You didn't lose anything" not in told and "“it”" in told, "what it was counted for is quoted"
    assert denied(player) == []
    turns = player.say(yes)
    assert [turn.kind for turn in turns] == ["talk", "appeal"] and "counts as not met" in turns[1].text
    attempt = player.state.attempts[-1]
    assert denied(player) == [point] and attempt.appealed == (point,) and attempt.denying == ""
    assert player.state.phase == "reviewing"


def test_it_comes_to_what_the_button_comes_to(bank: Bank) -> None:
    player = closed(bank)
    grade = player.state.attempts[-1].grade
    assert grade is not None
    pressed = deny(bank[QUESTION], grade, bank[QUESTION].criteria[3].id).grade
    player.say("I never said the fourth point")
    player.say("yes")
    assert player.state.attempts[-1].grade == pressed


def test_the_same_said_twice_is_a_yes(bank: Bank) -> None:
    player = closed(bank)
    player.say("I disagree about the fourth point: I said the opposite of it.")
    player.say("I disagree about the fourth point: I said the opposite of it!")
    assert len(denied(player)) == 1


def test_the_point_named_again_after_something_else_is_taken_away(bank: Bank) -> None:
    player = closed(bank)
    player.say("I disagree about the fourth point: I said the opposite of it.")
    player.say("why the first point?")
    player.say("yes, take the fourth point away")
    assert len(denied(player)) == 1


def test_a_point_that_was_kept_is_asked_about_again(bank: Bank) -> None:
    player = closed(bank)
    player.say("I never said the fourth point")
    player.say("no")
    assert texts(player.say("I never said the fourth point")).endswith(notices.TAKE_AWAY) and denied(player) == []


@pytest.mark.parametrize("text", ["no", "No, keep it", "never mind", "don't", "actually no", "leave it"])
def test_who_thinks_better_of_it_keeps_the_point(bank: Bank, text: str) -> None:
    player = closed(bank)
    player.say("I never said the fourth point")
    assert texts(player.say(text)) == notices.POINT_KEPT
    assert denied(player) == [] and player.state.attempts[-1].denying == ""


@pytest.mark.parametrize("text", ["next", "skip", "what would full marks sound like?", "why the first point?"])
def test_whatever_else_is_said_takes_nothing_away(bank: Bank, text: str) -> None:
    player = closed(bank)
    first = len(player.state.attempts) - 1
    player.say("I never said the fourth point")
    player.say(text)
    assert player.state.attempts[first].grade is not None
    assert not any(item.denied for item in player.state.attempts[first].grade.criteria)
    player.say("yes")
    assert not any(item.denied for item in player.state.attempts[first].grade.criteria), "the question is gone"


def test_who_names_another_point_is_asked_about_that_one(bank: Bank) -> None:
    player = closed(bank)
    player.say("I never said the fourth point")
    told = texts(player.say("and I never said the first point"))
    assert told.endswith(notices.TAKE_AWAY) and denied(player) == []
    player.say("yes")
    assert denied(player) == [bank[QUESTION].criteria[0].id]


def test_nothing_is_taken_away_twice(bank: Bank) -> None:
    player = closed(bank)
    player.say("I never said the fourth point")
    player.say("yes")
    assert texts(player.say("I disagree about the fourth point")) == notices.DENIED_BY_YOU


def test_who_disagrees_without_a_point_is_told_how(bank: Bank) -> None:
    assert texts(closed(bank).say("I disagree")) == notices.ALL_MADE


@pytest.mark.parametrize(
    "text",
    [
        "why the fourth point?",
        "explain the fourth point",
        "what was the fourth point?",
        "thanks",
        "I like the fourth one",
        "sorry no, I take that back: the square is smooth at zero, up to constants.",
        "I take that back, the gradient of the square is two w",
        "No, let me take it back. It's the plain norm that isn't differentiable at zero.",
    ],
)
def test_what_gives_nothing_back_is_no_denial(bank: Bank, text: str) -> None:
    player = closed(bank)
    assert notices.TAKE_AWAY not in texts(player.say(text)) and player.state.attempts[-1].denying == ""


def test_of_a_point_half_made_an_objection_asks_for_the_other_half(bank: Bank) -> None:
    player = Player(bank, pool=(QUESTION,))
    verdicts = all_met(bank, QUESTION) | {bank[QUESTION].criteria[3].id.replace("-", "_"): "partly_met"}
    player.say("all of it", **verdicts)
    while player.state.phase == "answering":
        player.say("I don't know")
    player.now += 1
    player.send(Said(player.now, "I disagree about the fourth point: I said all of it"))
    assert isinstance(player.state.pending, LookAgain) and not player.state.pending.denies
    player.settle({})
    player = Player(bank, pool=(QUESTION,))
    player.say("all of it", **verdicts)
    while player.state.phase == "answering":
        player.say("I don't know")
    assert texts(player.say("I never said the fourth point")).endswith(notices.TAKE_AWAY)


@pytest.mark.parametrize(
    "text",
    ["it does not matter", "the network doesn't converge", "why didn't I get it?", "no", "does that take it away?"],
)
def test_words_about_the_subject_give_nothing_back(text: str) -> None:
    assert not gives_back(text)


def test_it_is_stored_and_kept_as_a_case(light_services: Services, store: Store, bank: Bank) -> None:
    light_services.__dict__["reader"] = RuleReader(("another prevention", "lower learning rate", "says"))
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    interview_id, _ = conductor.start("coach", 30, pool=(QUESTION,), seed=1)
    list(conductor.say(interview_id, "I would take a lower learning rate to prevent it."))
    list(conductor.press(interview_id, "skip"))
    assert conductor.record(interview_id).phase == "reviewing"
    list(conductor.say(interview_id, "I disagree about the fourth point: I said the opposite of it."))
    assert conductor.record(interview_id).state.attempts[-1].denying == bank[QUESTION].criteria[3].id
    list(conductor.say(interview_id, "yes"))
    (case,) = store.interviews.appeals()
    assert (case.before, case.after, case.argument) == ("met", "not_met", DENIAL)


@pytest.mark.parametrize(
    "text",
    [
        "I got the first and the second point wrong, take both away",
        "didn't I swap the first two cases? I said 1 for one and d for the other",
        "points 1 and 2 are wrong, please take them away",
        "I mixed the first two up",
    ],
)
def test_several_points_are_taken_away_together(bank: Bank, text: str) -> None:
    player = closed(bank)
    told = texts(player.say(text))
    assert told.startswith("You have those two: ") and told.endswith(notices.TAKE_ALL_AWAY)
    turns = player.say("yes")
    ids = [criterion.id for criterion in bank[QUESTION].criteria[:2]]
    assert denied(player) == ids and [turn.kind for turn in turns] == ["talk", "appeal", "appeal"]
    assert player.state.phase == "reviewing" and player.state.attempts[-1].appealed == tuple(ids)


def test_a_confession_that_names_a_point_is_asked_about(bank: Bank) -> None:
    told = texts(closed(bank).say("wait, didn't I get the fourth point backwards?"))
    assert told.startswith("You have that one") and told.endswith(notices.TAKE_AWAY)


@pytest.mark.parametrize(
    "text", ["what did I get wrong?", "which point did I get wrong?", "did I get the first point right?"]
)
def test_asking_what_was_wrong_confesses_nothing(bank: Bank, text: str) -> None:
    player = closed(bank)
    assert "take" not in texts(player.say(text)) and player.state.attempts[-1].denying == ""


def test_a_complaint_never_becomes_an_offer_to_take_a_point_away(bank: Bank) -> None:
    player = closed(bank)
    claim = bank[QUESTION].criteria[3].claim
    assert "take the point away" not in texts(player.say(f"But I did say that at once: {claim}"))
