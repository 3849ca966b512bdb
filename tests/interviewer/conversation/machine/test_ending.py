"""The interview ends with everything graded that was said to be thought aloud."""

from __future__ import annotations

from typing import get_args

import pytest

from interviewer.conversation.phrases.phrases import PhraseKind, options
from interviewer.conversation.state.state import Graded, Pressed, Said, Ticked
from interviewer.conversation.state.style import STYLES, Style
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met

ALOUD = "thinking aloud: the loss turns NaN and the norms grow"


@pytest.mark.parametrize("mode", ["coach", "interview"])
@pytest.mark.parametrize("said", ["", "/end", "let's stop here"])
def test_ending_while_thinking_aloud_has_the_thought_graded_first(bank: Bank, mode: str, said: str) -> None:
    player = Player(bank, mode=mode, pool=("training-06a", "nlp-02"))
    while player.state.attempts[-1].question_id != "training-06a":
        player.say("skip")
        player.send(Pressed(player.now, "next"))
    player.say(ALOUD)
    turns = player.send(Said(player.now + 5, said) if said else Pressed(player.now + 5, "end"))
    assert [turn.text for turn in turns] == ([said] if said else []) and player.state.phase == "working"
    turns = player.settle({"clipping": "met"})
    attempt = player.state.attempts[-1]
    assert player.state.phase == "finished" and player.state.ended == "stopped"
    assert attempt.grade is not None and attempt.closed and not attempt.aloud
    told = [turn.kind for turn in turns]
    assert told == (["feedback", "reveal", "closing"] if mode == "coach" else ["closing"]), "no follow-up at the end"


def test_a_second_press_does_not_lose_the_thought(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say(ALOUD)
    player.send(Pressed(player.now + 5, "end"))
    assert player.send(Pressed(player.now + 6, "end")) == [] and player.state.phase == "working"
    player.settle(all_met(bank, "training-06a"))
    assert player.state.phase == "finished" and player.state.attempts[-1].grade is not None


@pytest.mark.parametrize("late", [False, True])
def test_a_thought_on_a_question_that_was_set_aside_is_graded_too(bank: Bank, late: bool) -> None:
    player = Player(bank, mode="interview", minutes=5.0, pool=("training-06a", "training-01"))
    first = player.state.attempts[-1].question_id
    player.say(ALOUD)
    player.say("can we come back to this later?")
    assert player.state.attempts[-1].question_id != first
    if late:
        for _ in range(4):
            player.now += 120
            player.send(Ticked(player.now))
    else:
        player.send(Pressed(player.now + 5, "end"))
    player.settle(all_met(bank, first))
    done = next(attempt for attempt in player.state.attempts if attempt.question_id == first)
    assert player.state.phase == "finished" and done.grade is not None and done.closed and not done.skipped
    assert player.state.ended == ("time up" if late else "stopped")


def test_later_does_not_end_the_interview_where_a_thought_waits(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-06a", "training-01"))
    player.say(ALOUD)
    player.say("can we come back to this later?")
    second = player.state.attempts[-1].question_id
    player.say(ALOUD)
    player.send(Said(player.now + 5, "can we come back to this later?"))
    assert player.state.phase == "answering" and not player.state.ended
    assert {attempt.question_id for attempt in player.state.attempts} >= {second}


def test_each_closed_question_knows_when_it_was_closed(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-06a", "training-01"))
    first = player.state.attempts[-1].question_id
    player.send(Said(1020.0, "an answer"))
    player.send(Graded(1030.0, player.grade(player.state.pending, all_met(bank, first))))  # type: ignore[arg-type]
    assert player.state.attempts[0].closed_at == 1030.0
    player.send(Said(1040.0, "an answer"))
    player.send(Graded(1050.0, player.grade(player.state.pending, {})))  # type: ignore[arg-type]
    player.settle({})
    player.send(Pressed(1060.0, "end"))
    assert player.state.attempts[1].closed_at == 1060.0


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("drill", [False, True])
def test_the_last_words_say_what_ended_and_why(bank: Bank, style: str, drill: bool) -> None:
    mode = "coach" if drill else "interview"
    player = Player(bank, mode=mode, style=style, drill=drill, topic="nlp" if drill else "", pool=("training-06a",))
    last = player.send(Pressed(player.now + 5, "end"))[-1].text
    assert ", as you asked." in last and "you asked to" not in last and "{" not in last
    assert ("interview" not in last) if drill else last.endswith("about your grades there.")
    over = Player(bank, mode=mode, style=style, pool=("training-06a",), questions=1)
    told = over.say("an answer", **all_met(bank, "training-06a"))
    told += over.send(Pressed(over.now, "next"))
    assert (
        next(t for t in told if t.kind == "closing").text.partition(": ")[2].startswith("that was the last question.")
    )


@pytest.mark.parametrize("style", STYLES)
def test_no_phrase_begins_with_words_of_the_candidate(style: Style) -> None:
    """They begin with a small letter as often as not."""
    for kind in get_args(PhraseKind):
        assert not [text for text in options(style, kind) if text.startswith("{")]
