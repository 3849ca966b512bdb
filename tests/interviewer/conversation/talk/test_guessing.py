"""An answer in the form of a guess is asked about, and counts once the candidate says yes."""

from __future__ import annotations

import time

import pytest

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import GradeAnswer, Said, Turn, WordClarification
from interviewer.conversation.talk.guessing import as_statement, is_guess
from knowledge.schema import Bank
from tests.interviewer.conversation.asked_back import ASKED_BACK
from tests.interviewer.conversation.player import Player, texts

GUESSES = {
    "hm, is it because the variance is smaller?": "It is because the variance is smaller.",
    "Could it be that both moments start at zero?": "It could be that both moments start at zero.",
    "because the mask is shared?": "Because the mask is shared.",
    "Sorry, hold on - is it because the mask is shared?": "It is because the mask is shared.",
    "Thanks! Okay, so is it due to the scale?": "It is due to the scale.",
    "um, something to do with the scale of the gradients?": "Something to do with the scale of the gradients.",
    "is it because of rounding? the constants are ugly, so it gets worse with larger tiles, right?": "It is because of rounding. "
    "The constants are ugly, so it gets worse with larger tiles.",
    "would that be due to the symmetry of the weights, I guess?": "That would be due to the symmetry of the weights.",
}
OPEN = {
    "maybe the rate is too high?": "The rate is too high.",
    "does it shrink the norm?": "It does shrink the norm.",
    "is it the second moment?": "It is the second moment.",
}
"""May be asked in earnest: a guess only if the classifier leaves that open."""


def guess(bank: Bank, text: str = "hm, is it because the variance is smaller?") -> tuple[Player, list[Turn]]:
    player = Player(bank, mode="interview", pool=("training-06a",))
    player.now += 10
    return player, player.send(Said(player.now, text, heard="clarify", unsure=True))


def reply(player: Player, text: str, heard: Intent | None = None) -> list[Turn]:
    player.now += 10
    return player.send(Said(player.now, text, heard=heard))


@pytest.mark.parametrize(("text", "statement"), (GUESSES | OPEN).items())
def test_a_guess_is_known_and_can_be_said_outright(text: str, statement: str) -> None:
    assert is_guess(Said(0.0, text, heard="clarify", unsure=True)) and as_statement(text) == statement
    for surely in (Said(0.0, text), Said(0.0, text, heard="clarify")):
        assert is_guess(surely) is (text in GUESSES)


@pytest.mark.parametrize(
    "text",
    [
        "is it because of the rate or because of the batch, what do you mean?",
        "Is it about the training set?",
        "is it a batch or a single example?",
        "Isn't that just dropout?",
        "should I assume it is because of noise?",
        "It is because of noise.",
        "is it right?",
        "because of the noise. Am I right?",
        *(asked for _, asked, _ in ASKED_BACK),
    ],
)
def test_a_question_in_earnest_and_a_statement_are_no_guess(text: str) -> None:
    assert not is_guess(Said(0.0, text, heard="clarify", unsure=text in {"Isn't that just dropout?"}))


@pytest.mark.parametrize("run", ["so " * 39, "so, " * 39, " " * 9000, "wait, no wait " * 12])
def test_a_long_run_of_openers_is_read_at_once(run: str) -> None:
    start = time.perf_counter()
    as_statement(f"{run}is?")
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "yes", ["yes", "Yeah, I think so.", "it is", "That's my guess.", "I'd go with that", "yes please, go on", "answer"]
)
def test_after_a_yes_it_counts_as_said(yes: str, bank: Bank) -> None:
    player, asked = guess(bank)
    assert texts(asked) == notices.YOUR_ANSWER and player.state.pending is None
    assert not texts(reply(player, yes)) and isinstance(player.state.pending, GradeAnswer)
    attempt = player.state.attempts[-1]
    assert (attempt.answer, attempt.doubt) == ("It is because the variance is smaller.", None)


def test_what_follows_the_yes_counts_too(bank: Bank) -> None:
    player, _ = guess(bank)
    reply(player, "Yes, since fewer units are summed.")
    answer = "It is because the variance is smaller.\n\nsince fewer units are summed."
    assert isinstance(player.state.pending, GradeAnswer) and player.state.attempts[-1].answer == answer


def test_after_a_no_it_is_forgotten_and_a_question_is_replied_to(bank: Bank) -> None:
    player, _ = guess(bank)
    told = reply(player, "no, not really")
    assert player.state.attempts[-1].answer == "" and texts(told) and player.state.pending is None
    player, _ = guess(bank)
    reply(player, "no, it was a question for you")
    assert isinstance(player.state.pending, WordClarification) and player.state.attempts[-1].answer == ""


def test_whoever_goes_on_instead_keeps_it_in_the_answer(bank: Bank) -> None:
    player, _ = guess(bank)
    reply(player, "The gradients also get smaller with every layer of the network.")
    assert isinstance(player.state.pending, GradeAnswer)
    assert player.state.attempts[-1].answer.startswith("hm, is it because the variance is smaller?\n\nThe gradients")
