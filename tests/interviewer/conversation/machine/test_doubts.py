"""Each way to reply to "Is that part of your answer?" by itself; ``talk/test_doubt.py`` plays them."""

from __future__ import annotations

import pytest

from interviewer.conversation.machine import doubts
from interviewer.conversation.machine.message_intent import intent_in
from interviewer.conversation.state.heard_message import HeardMessage, MessageHandler
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import GradeAnswer, Said
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player


def reply(bank: Bank, text: str, heard: Intent | None = None) -> HeardMessage:
    """What is said after the candidate was asked about "isn't it the rate"."""
    player = Player(bank, pool=("training-06a",))
    player.send(Said(1010.0, "isn't it the rate", heard="hint", unsure=True))
    assert player.state.attempts[-1].doubt is not None
    said = Said(1020.0, text, heard=heard)
    return HeardMessage(player.state, said, intent_in(player.state, said, bank), bank)


@pytest.mark.parametrize(
    ("text", "taker"),
    [
        ("part of my answer", "says_what_it_was"),
        ("for you", "says_what_it_was"),
        ("next question please", "goes_on"),
        ("I don't know", "knows_nothing"),
        ("and it has to be warmed up", "continues"),
        ("how much time is left?", ""),
    ],
)
def test_a_reply_is_taken_by_the_handler_for_it(text: str, taker: str, bank: Bank) -> None:
    heard = reply(bank, text)
    takers = [handler.__name__ for handler in doubts.IN_DOUBT if handler(heard) is not None]
    assert takers[:1] == ([taker] if taker else [])
    assert (doubts.reply_to_doubt(heard) is None) == (not taker)


def test_what_was_the_answer_is_graded(bank: Bank) -> None:
    step = doubts.says_what_it_was(reply(bank, "part of my answer"))
    assert step is not None and isinstance(step[0].pending, GradeAnswer) and step[0].attempts[-1].doubt is None


def test_what_was_for_the_interviewer_is_replied_to_and_is_no_answer(bank: Bank) -> None:
    step = doubts.says_what_it_was(reply(bank, "for you"))
    assert step is not None and step[0].pending is None and step[0].attempts[-1].answer == ""
    assert [turn.kind for turn in step[1]] == ["talk", "hint"], "it was heard as a request for one"


@pytest.mark.parametrize(
    ("handler", "text"), [(doubts.goes_on, "next question please"), (doubts.knows_nothing, "I don't know")]
)
def test_who_adds_nothing_has_graded_what_was_said(handler: MessageHandler, text: str, bank: Bank) -> None:
    heard = reply(bank, text)
    step = handler(heard)
    assert step is not None and isinstance(step[0].pending, GradeAnswer) and step[1] == [heard.as_talk]
    assert step[0].attempts[-1].answer == "isn't it the rate"


def test_who_continues_has_both_graded(bank: Bank) -> None:
    step = doubts.continues(reply(bank, "and it has to be warmed up"))
    assert step is not None and isinstance(step[0].pending, GradeAnswer)
    assert step[0].attempts[-1].answer == "isn't it the rate\n\nand it has to be warmed up"
