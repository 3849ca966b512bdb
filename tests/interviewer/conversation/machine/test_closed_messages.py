"""Each handler of a message to a closed question by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.machine import closed_messages as handlers
from interviewer.conversation.machine.closed_messages import TO_A_CLOSED_QUESTION, to_a_closed_question
from interviewer.conversation.machine.message_intent import intent_in
from interviewer.conversation.state.heard_message import HeardMessage
from interviewer.conversation.state.state import LookAgain, Said
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met

QUESTION = "training-06a"


def closed(bank: Bank, *, all_of_it: bool = False) -> Player:
    player = Player(bank, pool=(QUESTION, "training-01"), drill=True, topic="clipping")  # asked in this order
    player.say("clip them", **all_met(bank, QUESTION) if all_of_it else {"clipping": "met"})
    while player.state.phase == "answering":
        player.say("I don't know")
    assert player.state.phase == "reviewing" and len(player.state.attempts) == 1
    return player


def message(player: Player, text: str) -> HeardMessage:
    said = Said(player.now + 10, text)
    return HeardMessage(player.state, said, intent_in(player.state, said, player.bank), player.bank)


@pytest.mark.parametrize(
    ("text", "taker"),
    [
        ("next question please", "goes_on"),
        ("skip this one", "goes_on"),
        ("can I go back to the question I skipped?", "goes_back"),
        ("I did say the second point, look at it again", "contests"),
        ("why did I get this grade?", ""),
        ("what would full marks sound like?", ""),
    ],
)
def test_a_message_is_taken_by_the_handler_for_it(text: str, taker: str, bank: Bank) -> None:
    heard = message(closed(bank), text)
    takers = [handler.__name__ for handler in TO_A_CLOSED_QUESTION if handler(heard) is not None]
    assert takers[:1] == ([taker] if taker else [])
    _, turns = to_a_closed_question(heard)
    assert turns[0] == heard.as_talk


def test_an_objection_to_a_point_has_the_answer_read_again(bank: Bank) -> None:
    step = handlers.contests(message(closed(bank), "I did say the second point, look at it again"))
    assert step is not None and isinstance(step[0].pending, LookAgain) and step[1] == []


def test_a_yes_goes_on_only_to_another_question(bank: Bank) -> None:
    player = closed(bank)
    heard = message(player, "yes")
    last = replace(heard, state=replace(player.state, setup=replace(player.state.setup, questions=1)))
    assert handlers.goes_on(heard) is not None
    assert handlers.goes_on(last) is None, "the interview would end by it"
    assert handlers.goes_on(replace(last, intent="next")) is not None


def test_a_point_that_was_given_can_be_given_back_and_the_offer_ends_with_other_words(bank: Bank) -> None:
    player = closed(bank, all_of_it=True)
    step = handlers.denies_a_point(message(player, "I never said the second point"))
    assert step is not None and step[0].attempts[-1].denying
    assert handlers.denies_a_point(message(player, "why did I get this grade?")) is None
    player.state = step[0]
    state, _ = to_a_closed_question(message(player, "what would full marks sound like?"))
    assert state.attempts[-1].denying == ""


def test_what_nobody_takes_is_talk(bank: Bank) -> None:
    heard = message(closed(bank), "why did I get this grade?")
    state, turns = to_a_closed_question(heard)
    assert (state, turns[1:]) == handlers.talks_of_closed(replace(heard, state=state))
