"""Whether everything that was said is right: the reply tells what was checked, and that the rest was not."""

from __future__ import annotations

import pytest

from interviewer.conversation.debrief.all_correct import asks_if_all_is_right
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import Said
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts

ASKED = [
    "Was everything I said correct, also the bit about ReLU?",
    "Is all of that right?",
    "So everything I said was correct?",
    "Was anything I said wrong?",
    "And was the part about ReLU right?",
    "was the rest of what I said true?",
    "Were all my statements correct?",
]
NOT_ASKED = [
    "Was that right?",
    "What did I get right?",
    "Is it always right to clip?",
    "Which of the two is right?",
    "Do all layers need it?",
    "I said everything right there.",
    "Is it all about the gradient?",
    "Are all initialisations good for ReLU?",
]


@pytest.mark.parametrize(("texts_", "asks"), [(ASKED, True), (NOT_ASKED, False)])
def test_it_is_asked_in_many_ways(texts_: list[str], asks: bool) -> None:
    assert {text: asks_if_all_is_right(text) for text in texts_} == dict.fromkeys(texts_, asks)


@pytest.mark.parametrize("intent", ["disagree", "verdict", "explain", None])
@pytest.mark.parametrize("text", ASKED)
def test_only_the_points_were_checked(text: str, intent: Intent | None, bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("clip them; ReLU caps the derivative", **all_met(bank, "training-06a"))
    told = texts(player.send(Said(player.now + 1, text, heard=intent)))
    assert (
        "All I check is the" in told and "I didn't check" in told and "I heard nothing that contradicts them." in told
    )
    assert "every point" not in told and player.state.phase == "reviewing"


def test_what_was_wrong_is_told(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    first = bank["training-06a"].criteria[0].id.replace("-", "_")
    player.say("they explode quietly", **{first: "contradicted"})
    while player.state.phase == "answering":
        player.say("I don't know")
    told = texts(player.say("Was everything I said correct?"))
    assert "You said “quietly”." in told and "I heard nothing" not in told and "I didn't check" in told


def test_a_skipped_question_has_nothing_to_check(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("skip")
    assert texts(player.say("Was everything I said correct?")) == notices.NO_GRADE
