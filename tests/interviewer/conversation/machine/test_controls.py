"""What a control does while a question is open, and once it is closed."""

from __future__ import annotations

import pytest

from interviewer.conversation.machine.controls import use_control
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import GradeAnswer
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts


@pytest.mark.parametrize(
    ("control", "kinds"), [("hint", ["hint"]), ("repeat", ["repeat"]), ("next", ["note"]), ("unknown", ["note"])]
)
def test_a_control_does_its_own_thing_to_an_open_question(control: str, kinds: list[str], bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    state, turns = use_control(player.state, control, 1010.0, bank)
    assert [turn.kind for turn in turns] == kinds and state.phase == "answering"
    assert (texts(turns) == notices.ANSWER_FIRST) == (kinds == ["note"])


def test_who_skips_while_thinking_aloud_has_it_graded(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    skipped, _ = use_control(player.state, "skip", 1010.0, bank)
    assert skipped.attempts[-1].skipped and skipped.phase == "reviewing"
    player.say("let me think aloud: the rate falls")
    thought, turns = use_control(player.state, "skip", 1020.0, bank)
    assert isinstance(thought.pending, GradeAnswer) and turns == []


def test_a_closed_question_can_only_be_left_or_taken_up_again(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a", "training-01"))
    player.say("skip")
    for control in ("hint", "repeat"):
        state, turns = use_control(player.state, control, player.now, bank)
        assert state == player.state and texts(turns) == notices.CLOSED and turns[0].about == "no grade"
    for control in ("next", "skip"):
        state, _ = use_control(player.state, control, player.now, bank)
        assert len(state.attempts) == 2 and state.phase == "answering"
    again, _ = use_control(player.state, "unskip", player.now, bank)
    assert again.phase == "answering" and len(again.attempts) == 1
