"""What follows an answer that says little."""

from __future__ import annotations

import pytest

from interviewer.conversation.machine.answering import MAX_SILENT
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player


@pytest.mark.parametrize(("text", "silent"), [("True, I think.", 0), ("I don't know.", 2)])
def test_who_only_agrees_is_followed_up_and_not_taken_for_silent(text: str, silent: int, bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-06b",))
    player.say(text)
    first = player.state.attempts[-1]
    assert first.grade is not None and {item.reason for item in first.grade.criteria} == {"nothing was said about this"}
    player.say(text)
    attempt = player.state.attempts[0]
    assert (attempt.silent, attempt.closed) == (silent, silent == MAX_SILENT)
    assert len(attempt.probed) == 2 - attempt.closed
