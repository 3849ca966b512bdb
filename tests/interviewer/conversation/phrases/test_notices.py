"""What a candidate is told to say is understood when they say it, no matter which models are loaded."""

from __future__ import annotations

import re

import pytest

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.understanding.intent import read_intent

TOLD: dict[str, Intent] = {
    "repeat": "repeat",
    "hint": "hint",
    "skip": "skip",
    "undo skip": "back",
    "come back later": "later",
    "let me change my answer": "change",
    "note to self": "note",
    "time?": "time",
    "end the interview": "end",
}


@pytest.mark.parametrize(("told", "intent"), TOLD.items())
def test_what_the_interviewer_says_can_be_said_is_a_listed_phrase(told: str, intent: Intent) -> None:
    for said in (told, told.capitalize(), told.upper()):
        assert read_intent(said) == intent


def test_each_of_them_is_looked_at_above() -> None:
    assert re.findall(r"\*([^*]+)\*", notices.CONTROLS) == list(TOLD)
    assert re.findall(r"\*([^*]+)\*", notices.ASK_END) == ["yes"]
