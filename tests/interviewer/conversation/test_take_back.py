"""What is taken back is the last claim, not everything that was said."""

from __future__ import annotations

import pytest

from interviewer.grading.taken_back import taken_back
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player

FIRST = "It is faster to compute. It doesn't save parameters."


@pytest.mark.parametrize("text", ["I take that back", "I take that back. It does save a matrix.", "scratch that"])
def test_only_the_last_claim_is_taken_back(bank: Bank, text: str) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say(FIRST)
    player.say(text)
    answer = player.state.attempts[-1].answer
    assert answer.startswith(FIRST) and answer.endswith(text), "nothing of it is lost"
    rest = taken_back(answer).rest
    assert "faster" in rest and "save parameters" not in rest


@pytest.mark.parametrize("text", ["let me change my answer: it is slower", "I take that back: it does save them"])
def test_a_whole_answer_is_still_replaced_where_that_is_meant(bank: Bank, text: str) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("It doesn't save parameters.")
    player.say(text)
    assert "doesn't" not in player.state.attempts[-1].answer
