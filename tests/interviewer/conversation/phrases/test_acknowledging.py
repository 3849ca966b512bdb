"""What is said after an answer: that it was taken down, and nothing about how good it was."""

from __future__ import annotations

import re

import pytest

from interviewer.conversation.phrases import phrases
from interviewer.conversation.state.style import STYLES, Style
from interviewer.conversation.understanding.unknowing import admits_not_knowing
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts

JUDGING = re.compile(
    r"\b(?:right|correct\w*|clear\w*|good|great|nice|helps?|helpful|agree\w*|exactly|see|follow\w*|with you|understood?|understand|glad|sense"
    r"|interesting|well|like|explain\w*|true|indeed|of course|sure|perfect|fine)\b",
    re.IGNORECASE,
)

LEAVES = re.compile(r"\b(?:leave|open|on we go|no answer|more time|dwell|next|move on|worry about)\b", re.IGNORECASE)
"""Speaks of a question as over."""
STAYS = re.compile(
    r"\b(?:stay|piece|another way|this one|more|side|smaller|further|concrete|start)\b(?! time)", re.IGNORECASE
)
"""Speaks of more to come on the question."""


@pytest.mark.parametrize("style", STYLES)
def test_no_acknowledgement_tells_how_an_answer_was(style: Style) -> None:
    for kind in ("acknowledge", "heard"):
        for phrase in phrases.options(style, kind):
            assert not JUDGING.search(re.sub(r"^All right\b", "", phrase)), phrase


@pytest.mark.parametrize("style", STYLES)
def test_what_is_said_before_a_follow_up_does_not_leave_the_question_and_the_other_way_round(style: Style) -> None:
    for kind in ("heard", "passed", "declined", "ordered", "stopped"):
        for phrase in phrases.options(style, kind):
            assert not LEAVES.search(phrase), phrase
    for kind in ("acknowledge", "left", "dropped"):
        for phrase in phrases.options(style, kind):
            assert not STAYS.search(phrase), phrase


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "text", ["Honestly I don't know", "Honestly I don't know how they compare.", "No idea about clipping, sorry."]
)
def test_who_says_that_they_do_not_know_is_not_thanked_for_an_answer(bank: Bank, style: str, text: str) -> None:
    for seed in range(5):
        player = Player(bank, mode="interview", pool=("training-06a", "training-01"), style=style, seed=seed)
        told = texts(player.say(text))
        assert not any(told.startswith(phrase) for phrase in phrases.options(style, "acknowledge")), told  # type: ignore[arg-type]
        assert any(told.startswith(phrase) for phrase in phrases.options(style, "passed"))  # type: ignore[arg-type]


def test_who_answers_is_acknowledged_in_one_way_before_a_follow_up_and_in_another_before_the_next_question(
    bank: Bank,
) -> None:
    player = Player(bank, mode="interview", pool=("training-06a", "training-01"), seed=3)
    told = texts(player.say("The loss jumps up and down."))
    assert any(told.startswith(phrase) for phrase in phrases.options("neutral", "heard"))
    met = all_met(bank, player.state.attempts[-1].question_id)
    told = texts(player.say("And now the rest of it.", **met))
    assert any(told.startswith(phrase) for phrase in phrases.options("neutral", "acknowledge"))


@pytest.mark.parametrize(
    ("text", "admits"),
    [
        ("I don't know exactly, but it keeps the variance stable", False),
        ("I don't know. It shrinks the weights.", False),
        ("I'm not sure what you mean by a habit. Maybe weight decay.", False),
        ("I don't know why the loss rises: maybe the rate", False),
        ("I don't know whether it converges", True),
        ("I have no idea what batch norm does at test time, sorry", True),
        ("To be honest, I've never heard of it. No idea.", True),
    ],
)
def test_admitting_is_told_from_answering(text: str, admits: bool) -> None:
    assert admits_not_knowing(text) is admits
