"""What the candidate spoke of leads to the next question, where others are as good."""

from __future__ import annotations

from interviewer.conversation.selection.selection import next_question
from interviewer.conversation.state.state import Graded, Said
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met


def test_a_bridge_wins_among_equals_and_is_spoken(bank: Bank) -> None:
    pool = ("training-01", "training-14", "training-15")

    def led(seed: int, *bridges: tuple[str, str]) -> tuple[str, str, str]:
        """The question asked first, the one after it, and what leads to that."""
        player = Player(bank, mode="interview", pool=pool, seed=seed)
        first = player.state.attempts[-1].question_id
        player.now += 10
        player.send(Said(player.now, "an answer"))
        grade = player.grade(player.state.pending, all_met(bank, first))  # type: ignore[arg-type]
        turns = player.send(Graded(player.now, grade, bridges))
        return first, player.state.attempts[-1].question_id, turns[-1].text.split("\n\n")[0]

    for seed in (0, 2, 3, 5):  # where chance puts the two close to each other
        first, alone, words = led(seed)
        assert "layer normalization" not in words
        (other,) = set(pool) - {first, alone}
        assert led(seed, (other, "layer normalization"))[1] == other, (
            "it is asked in the place of the one that would be"
        )
        assert "layer normalization" in led(seed, (other, "layer normalization"))[2]


def test_the_words_that_lead_there_come_with_the_choice(bank: Bank) -> None:
    choice = next_question(
        bank,
        ("training-14", "training-15"),
        (),
        ability=3.0,
        minutes_left=30,
        seed=0,
        bridges=(("training-15", "regularization"),),
    )
    assert choice is not None and choice.question_id == "training-15" and choice.mention == "regularization"
