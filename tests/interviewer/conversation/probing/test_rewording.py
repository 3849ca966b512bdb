"""Who wants a follow-up in other words is asked another of the bank's, and never the same sentence again."""

from __future__ import annotations

import pytest

from interviewer.conversation.machine.message_intent import intent_in
from interviewer.conversation.probing.numbering import current_wording
from interviewer.conversation.state.state import Said, WordClarification
from interviewer.conversation.talk.clarifying import is_no_reply, no_assumption
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

ASKS = [
    "Could you ask that differently?",
    "Could you ask that differently? I'm not sure what you're after.",
    "Can you put it in other words?",
    "please rephrase that",
    "Ask me that in a different way please.",
    "Can you say it in simpler words?",
]


def probed(bank: Bank) -> Player:
    player = Player(bank, pool=("training-06a",))
    player.say("the loss jumps")
    assert player.state.attempts[-1].probing
    return player


def wording(player: Player) -> str:
    attempt = player.state.attempts[-1]
    return current_wording(attempt, player.bank[attempt.question_id])


@pytest.mark.parametrize("text", ASKS)
def test_another_follow_up_of_the_bank_is_asked_and_counts_as_the_same_try(text: str, bank: Bank) -> None:
    player = probed(bank)
    before, asked = player.state.attempts[-1], wording(player)
    told = texts(player.say(text))
    after = player.state.attempts[-1]
    assert wording(player) != asked and told.endswith(wording(player)) and asked not in told
    assert (after.probing, after.probed, after.answer) == (before.probing, before.probed, before.answer)


def test_no_sentence_comes_twice_and_then_the_question_is_left_to_be_explained(bank: Bank) -> None:
    player = probed(bank)
    said = [wording(player)]
    for text in ASKS[:2]:
        player.say(text)
        said.append(wording(player))
    assert len(set(said)) == 3
    player.now += 10
    player.send(Said(player.now, ASKS[2]))
    assert isinstance(player.state.pending, WordClarification) and wording(player) == said[-1]


def test_the_second_try_at_the_point_has_words_of_its_own(bank: Bank) -> None:
    player = probed(bank)
    asked, point = wording(player), player.state.attempts[-1].probing
    player.say(ASKS[0])
    again = wording(player)
    player.say("it is hard to say")
    assert player.state.attempts[-1].probing == point and wording(player) not in {asked, again}


def test_what_is_heard_as_a_wish_to_repeat_may_want_other_words(bank: Bank) -> None:
    player = probed(bank)
    for text in ("Could you word it in some other way for me?", "Try a different angle, would you?"):
        assert intent_in(player.state, Said(player.now, text, heard="repeat"), bank) == "clarify"
    assert intent_in(player.state, Said(player.now, "One more go at it for my ears?", heard="repeat"), bank) == "repeat"


@pytest.mark.parametrize(
    "text",
    [
        "The two layers are initialised differently.",
        "In other words, the mean is noisy.",
        "You put it in a different way: as a sum of logs.",
        "There is an easier way: clip the norm.",
    ],
)
def test_an_answer_that_has_such_words_is_an_answer(text: str, bank: Bank) -> None:
    player = probed(bank)
    assert intent_in(player.state, Said(player.now, text), bank) == "answer"


@pytest.mark.parametrize("asked", ["Where does it end up?", "Suppose the rate is 1. Where does it end up?"])
def test_without_another_wording_nothing_is_repeated(asked: str) -> None:
    for number in range(3):
        told = no_assumption("Could you ask that differently?", number, asked)
        assert asked not in told and "hint" in told
        assert is_no_reply(f"Sure. {asked}", "Could you ask that differently?", asked)
        assert not is_no_reply("Suppose you run it twice. What comes out?", "Could you ask that differently?", asked)
