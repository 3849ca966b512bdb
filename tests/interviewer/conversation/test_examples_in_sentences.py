"""A message, or a text of the bank, with "e.g." or "i.e." in a sentence is not cut there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.conversation.debrief.relevant import further
from interviewer.conversation.state.state import Said
from interviewer.conversation.talk.addressing import asks_in_earnest
from interviewer.conversation.talk.clarifying import first_part
from interviewer.conversation.talk.leaving import answer_before_leaving
from interviewer.conversation.talk.several import only_asks_back
from interviewer.conversation.understanding.asides import without_asides
from interviewer.conversation.understanding.hearing import Hearing
from interviewer.conversation.understanding.unknowing import admits_not_knowing
from interviewer.conversation.wording.picking_up import keeps_instruction
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player
from tests.interviewer.conversation.understanding.test_hearing import OneEmbedder
from tests.interviewer.conversation.understanding.test_talk_model import model


def test_what_is_not_known_may_have_an_example() -> None:
    assert admits_not_knowing("I don't know what that does, e.g. in a deep network.")


@pytest.mark.parametrize(
    "text", ["Do you mean a change of the loss, e.g. weight decay?", "What do you mean by a habit, e.g. a weight?"]
)
def test_a_question_with_an_example_is_asked_in_earnest(text: str) -> None:
    assert asks_in_earnest(text)


def test_a_question_with_an_example_says_nothing_besides(bank: Bank, tmp_path: Path) -> None:
    player, embedder = Player(bank), OneEmbedder()
    text = "What do you mean by a habit, e.g. is it weight decay or something else?"
    Hearing(lambda: embedder, model(tmp_path)).heard(player.state, Said(player.now + 1, text, 0.5))
    assert set(embedder.texts) <= {text}


def test_two_questions_with_an_example_only_ask_back() -> None:
    assert only_asks_back("Sorry, what do you mean, e.g. in practice? Can you rephrase that?")


def test_the_first_part_of_a_question_ends_before_its_second() -> None:
    assert first_part("What would you change first and why, e.g. in the loss? Then what?") == (
        "What would you change first?"
    )


def test_an_example_is_no_wish_to_leave() -> None:
    assert answer_before_leaving("You cut the path short, e.g. let's skip this one.") == ""


def test_an_example_is_not_the_beginning_of_a_sentence() -> None:
    text = "We drop some of them, e.g. really, half of the units."
    assert without_asides(text) == text


def test_what_ends_as_a_question_tells_nobody_what_to_do() -> None:
    assert keeps_instruction("What happens at a larger width?", "Tell me, e.g. by a sketch, what happens?")


def test_a_further_question_of_the_bank_stays_whole(bank: Bank) -> None:
    first, second = "Why is it slow? It reads one word at a time.", "What helps, e.g. in training? Truncation."
    assert further(replace(bank["training-06a"], deeper=f"{first} {second}")) == [first, second]
