"""A short reply is taken for the answer to what was just asked, whatever words asked it."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import LookAgain, Pressed, Said
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player

QUESTION = "training-06a"
OTHER_WORDS = {
    "ASK_END": "Shall we stop? Then your report is next.",
    "WHICH_POINT": "{points}: which of these do you mean? There is {buttons} as well.",
}


@pytest.fixture(params=[False, True], ids=["as worded", "reworded"])
def _worded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, words in OTHER_WORDS.items() if request.param else ():
        monkeypatch.setattr(notices, name, words)


def closed(bank: Bank) -> Player:
    player = Player(bank, pool=(QUESTION, "training-01"), drill=True, topic="clipping")  # asked in this order
    player.say("clip them", clipping="met")
    while player.state.phase == "answering":
        player.say("I don't know")
    return player


@pytest.mark.usefixtures("_worded")
@pytest.mark.parametrize("is_closed", [False, True])
def test_yes_ends_the_interview_where_that_was_asked(bank: Bank, is_closed: bool) -> None:
    player = Player(bank, pool=(QUESTION, "nlp-10"))
    if is_closed:
        player.send(Pressed(player.now + 1, "skip"))
    assert player.say("I'm done, let's finish.")[-1].text == notices.ASK_END
    assert player.state.asked == "end" and notices.ASK_END not in player.state.used
    player.say("yes")
    assert player.state.phase == "finished" and player.state.asked == ""


@pytest.mark.usefixtures("_worded")
@pytest.mark.parametrize("between", ["can you repeat the question?", "repeat"])
def test_yes_ends_nothing_once_something_else_was_said_or_pressed(bank: Bank, between: str) -> None:
    player = Player(bank, pool=(QUESTION, "nlp-10"))
    player.say("let's finish")
    at = player.now + 1
    player.send(Pressed(at, "repeat") if between == "repeat" else Said(at, between))
    player.say("yes")
    assert player.state.phase == "answering"


@pytest.mark.usefixtures("_worded")
def test_a_number_names_the_point_where_it_was_asked_which_one_is_meant(bank: Bank) -> None:
    player = closed(bank)
    assert player.say("I disagree with the grade")[-1].text.count("(") >= 2
    assert player.state.asked == "which point"
    player.send(Said(player.now + 1, "the second"))
    assert isinstance(player.state.pending, LookAgain) and player.state.asked == ""


@pytest.mark.usefixtures("_worded")
def test_a_number_names_nothing_where_nothing_was_asked(bank: Bank) -> None:
    player = closed(bank)
    player.send(Said(player.now + 1, "the second"))
    assert player.state.pending is None
    player.say("I disagree with the grade")
    player.say("what would full marks sound like?")
    player.send(Said(player.now + 1, "the second"))
    assert player.state.pending is None
