"""While its question is open, a coach says what earned a grade; an interviewer says nothing of it."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import Said
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts

QUESTION = "training-14"
ASKED = [
    "how did I get 100%? I think the third point is wrong, LN doesn't use running averages, does it?",
    "why did you give me full marks for that?",
    "Is my score really 75%?",
    "what earned me so many points?",
]


def answered(bank: Bank, mode: str = "coach", **verdicts: str) -> Player:
    player = Player(bank, mode=mode, pool=(QUESTION,))
    points = [c.id.replace("-", "_") for c in bank[QUESTION].criteria]
    met = all_met(bank, QUESTION) | {points[0]: "not_met"} | verdicts
    player.say("Both normalise with running averages", **met)
    assert player.state.phase == "answering"
    return player


@pytest.mark.parametrize("heard", [None, "progress", "why", "verdict"])
@pytest.mark.parametrize("text", ASKED)
def test_what_earned_it_is_told_and_nothing_of_the_open_point(text: str, heard: str | None, bank: Bank) -> None:
    player = answered(bank)
    before = player.state.attempts[-1].answer
    turns = player.send(Said(player.now + 5, text, heard=heard, unsure=heard == "why"))  # type: ignore[arg-type]
    told = texts(turns)
    assert "This is question" not in told and "“averages”" in told
    assert bank[QUESTION].criteria[0].claim.partition(" ")[2] not in told
    assert player.state.attempts[-1].answer == before and player.state.pending is None
    assert told.startswith("You have that one") is ("third" in text)
    assert told.endswith(notices.MADE_OTHERWISE) is ("third" in text)


def test_an_open_point_is_told_without_its_claim(bank: Bank) -> None:
    player = answered(bank)
    told = texts(player.say("why did I get no points for the first point?"))
    assert bank[QUESTION].criteria[0].probe in told


@pytest.mark.parametrize("text", ["Why would a model get 100% on its training set?", "You get 100% accuracy."])
def test_what_says_nothing_of_the_grade_is_an_answer(text: str, bank: Bank) -> None:
    player = answered(bank)
    player.say(text)
    assert text in player.state.attempts[-1].answer


def test_an_interviewer_says_nothing_of_a_grade(bank: Bank) -> None:
    player = answered(bank, "interview")
    turns = player.send(Said(player.now + 5, ASKED[1], heard="why"))
    assert texts(turns) == notices.EXPLAIN_IN_REPORT
