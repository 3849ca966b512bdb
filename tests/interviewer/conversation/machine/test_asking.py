"""Asking for the next question skips the open one; continuing with it does not."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import Said
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts


@pytest.mark.parametrize(
    "text", ["next", "ok next question please", "Another question, please.", "what's next?", "ready for the next one"]
)
def test_asking_for_the_next_question_leaves_this_one_open(text: str, bank: Bank) -> None:
    player = Player(bank, mode="interview")
    first = player.state.attempts[-1].question_id
    player.send(Said(player.now + 5, text))
    assert player.state.attempts[0].skipped and player.state.attempts[-1].question_id != first
    player.send(Said(player.now + 9, "sorry, I didn't mean to skip that one"))
    assert player.state.attempts[-1].question_id == first and not player.state.attempts[-1].skipped


@pytest.mark.parametrize("text", ["carry on", "go ahead", "let's continue", "I'm ready"])
def test_going_on_with_an_open_question_says_that_it_is_open(text: str, bank: Bank) -> None:
    player = Player(bank, mode="interview")
    player.send(Said(player.now + 5, text))
    assert texts(player.turns[-1:]) == notices.STILL_OPEN and len(player.state.attempts) == 1


@pytest.mark.parametrize(
    ("topic", "drilled", "called"),
    [
        ("training", "section", "Training a Neural Network"),
        ("training", "", "Training a Neural Network"),
        ("training", "topic", "training"),
        ("batch norm", "topic", "batch norm"),
        ("today's plan", "today", "today's plan"),
    ],
)
def test_a_drill_names_its_section_by_the_title(topic: str, drilled: str, called: str, bank: Bank) -> None:
    player = Player(bank, drill=True, topic=topic, drilled=drilled, pool=("training-06a",))
    assert player.turns[0].text.startswith(f"Here's your drill: {called}. ")


def test_a_drill_has_no_more_questions_than_it_was_made_of(bank: Bank) -> None:
    def asked(**setup: object) -> int | None:
        return Player(bank, pool=("training-06a", "nlp-10", "training-01"), **setup).state.setup.questions_in_all

    assert asked(drill=True) == 3 and asked(drill=True, questions=2) == 2 and asked(drill=True, questions=9) == 3
    assert asked() is None and asked(questions=9) == 9


def test_the_opening_names_sections_only_if_they_were_chosen(bank: Bank) -> None:
    assert "We have 30 minutes for questions from across the board. " in Player(bank).turns[0].text
    assert "We have 30 minutes for Training a Neural Network. " in Player(bank, sections=("training",)).turns[0].text
