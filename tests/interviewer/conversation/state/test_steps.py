"""What a message adds to the answer to the open question."""

from __future__ import annotations

import pytest

from interviewer.conversation.state.state import Said
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player


@pytest.mark.parametrize(("first", "then", "kept"), [(0.75, 0.5, 0.75), (None, 0.5, 0.5), (0.75, None, 0.75)])
def test_confidence_in_a_follow_up_does_not_replace_that_in_the_answer(
    bank: Bank, first: float | None, then: float | None, kept: float
) -> None:
    player = Player(bank, pool=("training-06a",))
    player.send(Said(player.now, "clip the gradients", first))
    player.settle({"clipping": "met"})
    assert player.state.attempts[-1].probing
    player.send(Said(player.now, "the norms spike", then))
    player.settle({"clipping": "met"})
    assert player.state.attempts[-1].confidence == kept
