"""A wording neither judges nor sounds like a chatbot."""

from __future__ import annotations

import pytest

from interviewer.conversation.wording.manner import chats, complies, judges


@pytest.mark.parametrize(
    ("reply", "as_a_chatbot"),
    [
        ("Sure, can you compare 2 with 6 as they stand?", True),
        ("Of course. What would you see?", True),
        ("Great question. What would you see?", True),
        ("Could you please say more?", True),
        ("How sure are you of the number?", False),
        ("Of the two, which would you take?", False),
        ("Okay, going back to the loss: what do you see?", False),
    ],
)
def test_a_chatbot_is_known_by_how_it_begins_and_asks(reply: str, as_a_chatbot: bool) -> None:
    assert chats(reply, "What would you see?") is as_a_chatbot


def test_agreeing_comes_first() -> None:
    assert complies("Certainly! Now what?") and not complies("Now what, certainly?")


def test_a_judging_word_of_the_bank_may_stay() -> None:
    assert judges("Is that right?", "Is that so?") and not judges("Is that right?", "Is she right?")
