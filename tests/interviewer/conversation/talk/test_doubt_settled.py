"""A reply to "Was that for me?" in any dress or none, and the way from a message to its settling."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import GradeAnswer, Pressed, WordClarification
from interviewer.conversation.talk.settling import settled
from interviewer.conversation.understanding.hearing import Hearing
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts
from tests.interviewer.conversation.talk.test_doubt import doubts, says
from tests.interviewer.conversation.understanding.test_hearing import OneEmbedder
from tests.interviewer.conversation.understanding.test_talk_model import model

TALK = [
    "*for you*",
    '"for you"',
    "“for you”",
    "'for you'",
    "for you please",
    "the first one",
    "first",
    "Former.",
    "talk",
]
TALK += [
    "it isn't part of my answer",
    "it was meant for you",
    "I was asking you",
    "no part of it",
    "sorry, for you!",
    "`for you`",
]
ANSWER = [
    "*answer*",
    '"answer"',
    "the second one",
    "second",
    "the latter",
    "part of my answer please",
    "Answer, please.",
]
ANSWER += [
    "it wasn't for you",
    "‘answer’",
    "as part of the answer",
    "no, my answer",
    "no my answer",
    "grade it",
    "my answer, thanks",
]
NEITHER = [
    "fro you",
    "yes and no",
    "4",
    "the momentum",
    "for your model",
    "answer the call",
    "no question",
    "first order",
    "you" * 500,
]


MIXED = [
    "both",
    "a bit of both",
    "my answer and a question",
    "The first part was my answer",
    "only the last sentence was for you",
    "the second half is the question",
]


def test_replies_are_understood_in_any_dress() -> None:
    assert {word: settled(word) for word in TALK} == dict.fromkeys(TALK, "talk")
    assert {word: settled(word) for word in ANSWER} == dict.fromkeys(ANSWER, "answer")
    assert {word: settled(word) for word in NEITHER} == dict.fromkeys(NEITHER)
    assert {word: settled(word) for word in MIXED} == dict.fromkeys(MIXED, "both")


@pytest.mark.parametrize("word", ["fro you", "the momentum", "thanks", "...", "?"])
def test_a_short_reply_that_is_not_understood_is_asked_once_more(word: str, bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    turns = says(player, word)
    assert texts(turns) == notices.FOR_ME_AGAIN and player.state.pending is None
    kept = "isn't it the rate\n\n" + word if word in {"fro you", "the momentum"} else "isn't it the rate"
    assert player.state.attempts[-1].answer == kept
    says(player, "answer")
    assert isinstance(player.state.pending, GradeAnswer) and player.state.attempts[-1].answer == kept


def test_it_is_never_asked_a_third_time(bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    says(player, "the momentum")
    says(player, "the rate")
    assert isinstance(player.state.pending, GradeAnswer)
    assert player.state.attempts[-1].answer == "isn't it the rate\n\nthe momentum\n\nthe rate"


def test_asked_twice_and_for_the_interviewer_both_leave_the_answer_and_stay_in_the_transcript(bank: Bank) -> None:
    player = Player(bank)
    doubts(player, "images or text", "clarify")
    says(player, "fro you")
    says(player, "for you")
    attempt = player.state.attempts[-1]
    assert player.state.pending == WordClarification(attempt.question_id, "images or text")
    assert (attempt.answer, attempt.confidence) == ("", None)
    said = [t.text for t in player.turns if t.role == "candidate"]
    assert said == ["images or text", "fro you", "for you"]


def test_a_plain_request_takes_no_second_message_with_it(bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    says(player, "the momentum")
    says(player, "can I have a hint?")
    assert player.state.attempts[-1].answer == "isn't it the rate\n\nthe momentum"
    assert len(player.state.attempts[-1].hints) == 1


def test_how_sure_they_were_is_kept_where_a_skip_has_it_graded(bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    player.send(Pressed(player.now + 1, "skip"))
    assert player.state.attempts[-1].confidence == 0.7


def test_set_aside_it_stays_in_the_answer_for_good(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-06a", "training-01"))
    first = player.state.attempts[-1].question_id
    doubts(player)
    player.say("can we come back to this later?")
    aside = player.state.attempts[0]
    assert (aside.question_id, aside.answer, aside.doubt) == (first, "isn't it the rate", None)
    player.say("all of it", **all_met(bank, player.state.attempts[-1].question_id))
    assert player.state.attempts[-1].question_id == first
    player.say("can I have a hint?")
    assert player.state.attempts[-1].answer == "isn't it the rate"
    player.send(Pressed(player.now + 1, "skip"))
    assert isinstance(player.state.pending, GradeAnswer)


@pytest.mark.parametrize("word", ["for you", "answer"])
def test_from_a_message_to_the_question_and_its_settling(
    word: str, light_services: Services, store: Store, tmp_path: Path
) -> None:
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    stub = Hearing(lambda: OneEmbedder((0.6, 0.4, 0)), model(tmp_path, asks_from=0.5))
    conductor._performer._hearing = stub
    interview_id, _ = conductor.start("coach", 30, pool=("training-06a",), seed=1)
    asked = [u.turn.text for u in conductor.say(interview_id, "isn't it the rate", 0.7) if u.turn]
    assert asked == ["isn't it the rate", notices.FOR_ME]
    kinds = [u.turn.kind for u in conductor.say(interview_id, f"*{word}*") if u.turn]
    attempt = conductor.record(interview_id).state.attempts[-1]
    assert attempt.doubt is None and not attempt.aloud
    if word == "answer":
        assert attempt.grade is not None and attempt.answer == "isn't it the rate" and "hint" not in kinds
    else:
        assert attempt.grade is None and attempt.answer == "" and kinds == ["talk", "hint"]
