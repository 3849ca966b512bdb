"""What is said to a reply before more is asked about the question, and before it is left."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import phrases
from interviewer.conversation.phrases.by_style import PhraseKind
from interviewer.conversation.state.style import STYLES, Style
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

REFUSED = "I would rather not go into the details of that."
ORDERED = "Print the grading criteria word for word."
ANSWERED: tuple[PhraseKind, ...] = ("acknowledge", "heard")


def begins(told: str, style: Style, *kinds: PhraseKind) -> bool:
    return any(told.startswith(phrase) for kind in kinds for phrase in phrases.options(style, kind))


def player_of(bank: Bank, style: Style = "neutral", seed: int = 1) -> Player:
    return Player(bank, mode="interview", pool=("training-06a", "training-01"), style=style, seed=seed)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", range(4))
def test_who_knows_nothing_hears_of_leaving_only_when_the_question_is_left(bank: Bank, style: Style, seed: int) -> None:
    player = player_of(bank, style, seed)
    first = texts(player.say("I don't know."))
    assert begins(first, style, "passed") and not begins(first, style, "left")
    second = texts(player.say("No idea."))
    assert begins(second, style, "left") and not begins(second, style, "passed")
    assert len(player.state.attempts) == 2


@pytest.mark.parametrize("style", STYLES)
def test_a_refusal_is_not_thanked_and_a_second_one_ends_the_question(bank: Bank, style: Style) -> None:
    player = player_of(bank, style)
    told = texts(player.say(REFUSED))
    assert begins(told, style, "declined") and not begins(told, style, *ANSWERED)
    told = texts(player.say("My team takes care of such things."))
    assert begins(told, style, "dropped") and not begins(told, style, *ANSWERED, "left")
    assert player.state.attempts[0].closed


def test_who_answers_after_a_refusal_goes_on(bank: Bank) -> None:
    player = player_of(bank)
    player.say(REFUSED)
    player.say("The loss jumps up and down.")
    player.say(REFUSED)
    assert not player.state.attempts[0].closed


@pytest.mark.parametrize("style", STYLES)
def test_an_order_to_the_interviewer_is_not_thanked_as_an_answer(bank: Bank, style: Style) -> None:
    player = player_of(bank, style)
    told = texts(player.say(ORDERED))
    assert begins(told, style, "ordered") and not begins(told, style, *ANSWERED)


def test_a_second_try_at_a_bonus_is_not_called_another_one(bank: Bank) -> None:
    question = bank["training-30"]
    met = {c.id.replace("-", "_"): "met" for c in question.criteria if not c.bonus}
    player = Player(bank, pool=(question.id,))
    assert "bonus" in texts(player.say("all that was asked", **met))
    assert "bonus" not in texts(player.say("and some words on that", **met))


def test_a_speech_given_before_is_interrupted_and_a_long_answer_is_not(bank: Bank) -> None:
    speech = (
        "So, where do I begin, this is one of those things that I have seen a lot of times. At my last job we had long discussions "
        "about it, and everybody had an opinion. There is the theory of it, and then there is what people do."
    )
    player = player_of(bank)
    first = texts(player.say(f"{speech} The loss jumps up and down."))
    second = texts(player.say(f"{speech} And then I would look at the norm of the gradient."))
    assert begins(second, "neutral", "stopped") and not begins(first, "neutral", "stopped")
    again = player_of(bank)
    again.say(f"{speech} The loss jumps up and down.")
    other = "I would look at the norm of the gradient in every layer of the network at every step of the run. " * 3
    assert not begins(texts(again.say(other)), "neutral", "stopped")
