"""Asides are no talk: an answer with a reproach in it stays an answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from interviewer.conversation.state.state import Said
from interviewer.conversation.understanding.asides import MOST_CHARACTERS, without_asides
from interviewer.conversation.understanding.hearing import Hearing
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.vectors import Vectors
from tests.interviewer.conversation.player import Player, all_met
from tests.interviewer.conversation.understanding.test_hearing import OneEmbedder
from tests.interviewer.conversation.understanding.test_talk_model import model


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Next to hotel. I told you, similar words end up close together!",
            "Next to hotel. similar words end up close together!",
        ),
        ("As I said before, the gradient explodes.", "the gradient explodes."),
        ("like I just told you, it's per channel", "it's per channel"),
        ("you know what I mean, the loss goes down", "the loss goes down"),
        ("The gradient, as I've already explained, explodes.", "The gradient, explodes."),
        ("It's the variance, like I said.", "It's the variance."),
        ("It halves the variance. I already told you that.", "It halves the variance."),
        ("As mentioned earlier, residual connections help", "residual connections help"),
        ("Well, as you can imagine, it overfits.", "it overfits."),
        ("I repeat: the mask is lower triangular", "the mask is lower triangular"),
    ],
)
def test_an_aside_is_left_out(text: str, left: str) -> None:
    assert without_asides(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "I told you!",
        "I already said that.",
        "Again, please.",
        "I said sum; I ought to have said mean.",
        "You know the story about the tank detector? Same thing.",
        "what I said is not wrong",
        "I mean the validation set",
        "as the width grows, the variance falls",
        "",
        f"as I said, {'word ' * MOST_CHARACTERS}",
    ],
)
def test_what_is_more_than_an_aside_stays(text: str) -> None:
    assert without_asides(text) == text


@pytest.mark.parametrize("text", ["I said that already, read it again", "I told you, next question please"])
def test_what_is_asked_beside_an_aside_is_still_asked(text: str) -> None:
    assert without_asides(text) in {"read it again", "next question please"}


class Reproached(OneEmbedder):
    """Whatever tells somebody something is talk, all else an answer."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return np.stack([np.float32([1, 0, 0] if "told you" in text else [0, 1, 0]) for text in texts])


def test_an_answer_with_a_reproach_in_it_is_heard_as_an_answer(bank: Bank, tmp_path: Path) -> None:
    player, made = Player(bank), model(tmp_path)
    text = "I told you, similar words end up close together"
    assert Hearing(Reproached, made).heard(player.state, Said(player.now + 1, text)).heard is None
    player.say("all of it", **all_met(bank, player.state.attempts[-1].question_id))
    assert player.state.phase == "reviewing"  # nothing is graded now, so it is an objection
    assert Hearing(Reproached, made).heard(player.state, Said(player.now + 1, text)).heard == "hint"


@pytest.mark.embedded
def test_no_answer_with_an_aside_is_taken_for_talk_or_asked_about(bank: Bank, real_embedder: CachedEmbedder) -> None:
    player = Player(bank)
    answers = [
        "Next to hotel. I told you, similar words end up close together!",
        "As I said, the errors of the trees cancel out.",
        "I told you before, you clip the norm.",
        "You know what I mean, the network just learns the noise.",
        "Like I just said, a smaller learning rate.",
        "It's the same as I mentioned a minute ago, the weights are shared.",
        "The second one, as you can see.",
        "I've said it twice now: the mask hides the future words.",
        "Honestly, I'd just use a bigger batch, mind you.",
        "Remember what I said, the product of many small numbers vanishes.",
    ]
    for text in answers:
        event = Hearing(lambda: real_embedder).heard(player.state, Said(player.now + 1, text))
        assert event.heard in {None, "answer"} and not event.unsure, text
