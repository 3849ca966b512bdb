"""A break stops the clock until the candidate is back, and a mind gone blank is helped on."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import Said, Ticked
from interviewer.conversation.understanding.intent import read_intent, wants_break
from interviewer.web.interview.panel import clock_html
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

BREAKS = """
I need a break | can we take a short break? | pause | let me take a breather | someone's at the door | brb
hang on, someone's at the door | I need to use the bathroom | could I grab a glass of water? | my phone is ringing
could you stop the clock please | give me five | can we pause the interview for five minutes? | I'll be right back
let me get some fresh air | I'd like to take a ten minute break
""".replace("\n", "|").split("|")
BLANK = """
my mind's gone completely blank | my mind went blank | sorry, I've gone totally blank here | I'm drawing a blank
everything just went blank | I froze, sorry | my brain is mush | I can't think straight right now | I blanked
""".replace("\n", "|").split("|")
ANSWERS = """
pause the updates of the encoder | everything is frozen | my head is frozen, only the body is trained | I freeze the backbone
take a short break between the epochs | the clock stops | it breaks the symmetry | everything went fine | a blank image
""".replace("\n", "|").split("|")


def each(phrases: list[str]) -> list[str]:
    return [phrase.strip() for phrase in phrases if phrase.strip()]


@pytest.mark.parametrize("text", each(BREAKS))
def test_a_break_is_understood_and_ends_nothing(text: str, bank: Bank) -> None:
    assert wants_break(text) and read_intent(text) == "wait"
    player = Player(bank)
    assert texts(player.say(text)) == notices.BREAK and player.state.paused and player.state.asked == ""


@pytest.mark.parametrize("text", each(BLANK))
def test_a_mind_gone_blank_gets_a_hint(text: str, bank: Bank) -> None:
    player = Player(bank)
    assert player.say(text)[-1].kind == "hint"
    assert player.state.attempts[-1].silent == 0 and not player.state.attempts[-1].closed


@pytest.mark.parametrize("text", each(ANSWERS))
def test_an_answer_with_such_words_stays_one(text: str) -> None:
    assert read_intent(text) == "answer"


def test_the_clock_waits_until_the_candidate_is_back(bank: Bank) -> None:
    player = Player(bank, minutes=20.0)
    player.say("I need a break")
    used = player.state.elapsed
    assert 'data-running="0"' in clock_html(player.state)
    for _ in range(5):
        player.now += 300
        player.send(Ticked(player.now))
    assert player.state.elapsed == used and not player.state.ended
    player.now += 100
    player.send(Said(player.now, "can you repeat the question?"))
    assert (player.state.elapsed, player.state.paused) == (used, False)
    player.send(Ticked(player.now + 30))
    assert player.state.elapsed == used + 30 and 'data-running="1"' in clock_html(player.state)


def test_where_no_clock_runs_nothing_is_said_of_one(bank: Bank) -> None:
    player = Player(bank, drill=True, topic="clipping", pool=("training-06a",))
    assert texts(player.say("I need a break")) == notices.BREAK_NO_CLOCK and not player.state.paused
    player = Player(bank)
    player.say("skip")
    assert texts(player.say("I need a break")) == notices.BREAK_NO_CLOCK and not player.state.paused


def test_who_is_asked_whether_to_end_may_ask_for_a_break_instead(bank: Bank) -> None:
    player = Player(bank)
    player.now += 10
    turns = player.send(Said(player.now, "this is getting a bit long for me", heard="end"))
    assert texts(turns) == notices.ASK_END and "break" in notices.ASK_END
    assert texts(player.say("a break would be nice, yes")) != "" and not player.state.ended
