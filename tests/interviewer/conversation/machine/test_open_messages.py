"""Each handler of a message to an open question by itself: what it is for, and that it leaves everything else to the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.machine import open_messages as handlers
from interviewer.conversation.machine.message_intent import intent_in
from interviewer.conversation.machine.open_messages import (
    TO_AN_OPEN_QUESTION,
    WHETHER_AN_ANSWER,
    may_be_talk,
    talks,
    to_an_open_question,
)
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.heard_message import HeardMessage
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import GradeAnswer, Said
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

ANSWER = "clip the gradients by their norm"


def message(player: Player, text: str, heard: Intent | None = None, **event: bool) -> HeardMessage:
    """What the player would say now, before anything follows from it."""
    said = Said(player.now + 10, text, heard=heard, **event)
    return HeardMessage(player.state, said, intent_in(player.state, said, player.bank), player.bank)


def begun(bank: Bank, *said: str) -> Player:
    player = Player(bank, pool=("training-06a",))
    for text in said:
        player.say(text, clipping="met")
    assert player.state.phase == "answering"
    return player


def takers(heard: HeardMessage) -> list[str]:
    """The handlers that would take a message, in their order."""
    return [handler.__name__ for handler in TO_AN_OPEN_QUESTION if handler(heard) is not None]


@pytest.mark.parametrize(
    ("before", "text", "taker"),
    [
        ([], ANSWER, "answers"),
        ([], "note to self: revise layer norm", "takes_note"),
        (["let me think aloud"], ANSWER, "goes_on_aloud"),
        ([], "let me think aloud", "begins_aloud"),
        ([ANSWER], "let me change my answer: it is slower", "takes_back_all"),
        (["let me think aloud: the rate falls"], "done", "is_done_aloud"),
        ([ANSWER], "that's all I have", "is_done"),
    ],
)
def test_a_message_is_taken_by_the_handler_for_it(before: list[str], text: str, taker: str, bank: Bank) -> None:
    assert takers(message(begun(bank, *before), text))[:1] == [taker]


@pytest.mark.parametrize(
    "text", ["could you give me a hint?", "can you repeat the question?", "how much time is left?"]
)
def test_talk_is_taken_by_none_of_them(text: str, bank: Bank) -> None:
    heard = message(begun(bank), text)
    assert takers(heard) == []
    state, turns = to_an_open_question(heard)
    assert (state, turns) == talks(heard) and turns[0] == heard.as_talk and state.pending is None


def test_part_of_an_answer_taken_back_goes_before_the_whole(bank: Bank) -> None:
    heard = message(begun(bank, "It is faster. It doesn't save parameters."), "I take that back")
    assert takers(heard) == ["takes_back_part", "takes_back_all"]
    state, turns = to_an_open_question(heard)
    assert isinstance(state.pending, GradeAnswer) and turns[0].kind == "answer"
    assert state.attempts[-1].answer.endswith("I take that back")


def test_an_answer_is_graded_and_what_it_asks_is_answered_first(bank: Bank) -> None:
    heard = message(begun(bank), f"{ANSWER}. How much time is left?")
    step = handlers.answers(heard)
    assert step is not None
    state, turns = step
    assert isinstance(state.pending, GradeAnswer) and state.attempts[-1].answer.startswith(ANSWER)
    assert [turn.kind for turn in turns[:2]] == ["answer", "note"]


def test_what_is_thought_aloud_is_graded_once_its_end_says_so(bank: Bank) -> None:
    player = begun(bank, "let me think aloud")
    more = handlers.goes_on_aloud(message(player, ANSWER))
    assert more is not None and more[0].pending is None and more[0].attempts[-1].aloud
    done = handlers.goes_on_aloud(message(player, f"{ANSWER}. Done."))
    assert done is not None and isinstance(done[0].pending, GradeAnswer)


def test_the_first_thought_may_come_with_the_wish_to_think_aloud(bank: Bank) -> None:
    step = handlers.begins_aloud(message(begun(bank), "let me think aloud: the rate falls"))
    assert step is not None
    state, turns = step
    assert state.attempts[-1].aloud and state.attempts[-1].answer == "the rate falls" and turns[0].kind == "answer"


def test_a_note_is_no_part_of_the_answer(bank: Bank) -> None:
    heard = message(begun(bank), "note to self: revise layer norm")
    step = handlers.takes_note(heard)
    assert step is not None
    state, turns = step
    assert state.pending is None and state.attempts[-1].answer == "" and turns[0] == heard.as_talk
    assert handlers.takes_note(message(begun(bank), ANSWER)) is None


def test_who_has_nothing_to_say_and_wants_to_go_on_has_answered(bank: Bank) -> None:
    heard = replace(message(begun(bank), "I don't know"), intent="next")
    assert takers(heard) == ["answers"]
    assert takers(replace(heard, event=Said(1010.0, "go on"))) == []


def test_who_is_done_aloud_has_it_graded(bank: Bank) -> None:
    heard = message(begun(bank, "let me think aloud: the rate falls"), "done")
    step = handlers.is_done_aloud(heard)
    assert step is not None and isinstance(step[0].pending, GradeAnswer) and step[1] == [heard.as_talk]


def test_nobody_is_done_before_an_answer(bank: Bank) -> None:
    heard = message(begun(bank), "that's all I have")
    assert heard.intent == "done" and takers(heard) == []


def test_a_wish_to_leave_that_may_answer_is_graded_and_then_left(bank: Bank) -> None:
    heard = message(begun(bank), "by their norm. The next one, I know little of this", "next", answers=True)
    assert takers(heard) == ["answers_and_leaves"]
    assert takers(message(begun(bank), "by their norm, onwards", "next", answers=True))[0] == "asks_what_is_wished"
    step = handlers.answers_and_leaves(heard)
    assert step is not None
    state, turns = step
    assert isinstance(state.pending, GradeAnswer) and turns[0] == heard.as_answer
    assert (
        handlers.answers_and_leaves(message(begun(bank, "let me think aloud"), "by their norm", answers=True)) is None
    )


@pytest.mark.parametrize("text", ["isn't it the rate", "maybe their norm"])
def test_what_sounds_like_talk_is_asked_about(text: str, bank: Bank) -> None:
    unsure = message(begun(bank), text, "hint", unsure=True)
    assert [handler.__name__ for handler in WHETHER_AN_ANSWER if handler(unsure)][:1] == ["may_be_talk"]
    state, turns = to_an_open_question(unsure)
    assert texts(turns) == notices.FOR_ME and state.attempts[-1].doubt is not None
    assert may_be_talk(message(begun(bank), text, "hint")) is None, "nobody is unsure of it"
    assert may_be_talk(message(begun(bank), f"{text}. How much time is left?", "hint", unsure=True)) is None
