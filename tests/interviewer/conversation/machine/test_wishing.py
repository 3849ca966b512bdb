"""What was only guessed and would cost something is asked back; a yes grants it, a no costs nothing."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import GradeAnswer, Said, Turn
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

POOL = ("training-06a", "training-06b", "nlp-10")


def says(
    player: Player, text: str, heard: Intent | None = None, *, unsure: bool = False, answers: bool = False
) -> list[Turn]:
    player.now += 10
    new = player.send(Said(player.now, text, heard=heard, unsure=unsure, answers=answers))
    return new + player.settle({})


def begun(bank: Bank, *, mode: str = "coach", answer: str = "") -> Player:
    player = Player(bank, pool=POOL, mode=mode)
    if answer:
        player.say(answer, clipping="met")
    return player


GUESSES = (
    "this question makes no sense",
    "I don't see what anybody would get out of asking that",
    "surely nobody can know that by heart",
    "this is a silly thing to ask",
    "somebody should rewrite that one",
    "why would you even want to hear about it",
)


@pytest.mark.parametrize("mode", ["coach", "interview"])
@pytest.mark.parametrize("text", GUESSES)
def test_a_guessed_skip_is_asked_back_and_nothing_is_shown(text: str, mode: str, bank: Bank) -> None:
    player = begun(bank, mode=mode)
    turns = says(player, text, "skip")
    assert [turn.kind for turn in turns] == ["talk", "note"] and texts(turns) == notices.ASK_SKIP
    assert not player.state.attempts[-1].closed and player.state.phase == "answering"


@pytest.mark.parametrize("yes", ["yes", "Yes please.", "sure, skip it", "please do", "ok, next", "Yes, let's move on."])
def test_a_yes_skips(yes: str, bank: Bank) -> None:
    player = begun(bank)
    says(player, GUESSES[0], "skip")
    turns = says(player, yes)
    assert player.state.phase == "reviewing" and player.state.attempts[-1].skipped
    assert [turn.kind for turn in turns] == ["talk", "feedback", "reveal"]


@pytest.mark.parametrize("no", ["no", "No, please go on.", "not yet", "nope, sorry"])
def test_a_no_costs_nothing(no: str, bank: Bank) -> None:
    player = begun(bank, answer="clip them by their norm")
    before = player.state.attempts[-1]
    says(player, GUESSES[0], "skip")
    assert texts(says(player, no)) == notices.STAYS
    after = player.state.attempts[-1]
    assert (after.answer, after.probing, after.closed) == (before.answer, before.probing, False)


def test_whatever_else_is_said_next_is_a_message_of_its_own(bank: Bank) -> None:
    player = begun(bank)
    says(player, GUESSES[0], "skip")
    assert says(player, "give me a hint")[-1].kind == "hint"
    assert texts(says(player, "yes")) and player.state.phase == "answering", "a yes to nothing skips nothing"
    says(player, GUESSES[0], "skip")
    says(player, "clip the gradients by their norm")
    assert player.state.attempts[0].answer == "clip the gradients by their norm"


@pytest.mark.parametrize(
    "text",
    [
        "skip",
        "too hard for me, let's skip this one",
        "I've never done this at work. Next question please.",
        "can we move on",
    ],
)
def test_a_plain_wish_is_granted_at_once(text: str, bank: Bank) -> None:
    player = begun(bank)
    says(player, text, None if text == "skip" else "skip")
    assert player.state.attempts[0].closed and player.state.attempts[0].skipped


def test_an_answer_with_a_guessed_wish_is_kept_and_the_wish_asked_back(bank: Bank) -> None:
    text = "The loss jumps. I'd like something I know more about."
    for reply, left in (("yes", True), ("no", False), ("go ahead", True)):
        player = begun(bank)
        assert texts(says(player, text, "skip", answers=True)) == notices.LEAVE_AFTER
        says(player, reply)
        attempt = player.state.attempts[0]
        assert attempt.answer == text and attempt.grade is not None and attempt.closed is left


def test_more_of_the_answer_in_place_of_a_yes_is_part_of_it(bank: Bank) -> None:
    player = begun(bank)
    says(player, "The loss jumps. I'd like something I know more about.", "skip", answers=True)
    player.send(Said(player.now + 10, "and the weights become NaN after that"))
    assert isinstance(player.state.pending, GradeAnswer)
    assert player.state.attempts[0].answer.endswith("after that")


def test_what_may_be_a_skip_or_an_answer_is_asked_about_as_such(bank: Bank) -> None:
    player = begun(bank)
    assert texts(says(player, "a bit much, that", "skip", unsure=True)) == notices.SKIP_OR_ANSWER
    says(player, "yes")
    assert player.state.attempts[0].skipped
    player = begun(bank)
    says(player, "a bit much, that", "skip", unsure=True)
    says(player, "part of my answer")
    assert player.state.attempts[0].answer == "a bit much, that"


def test_a_guess_that_sets_aside_or_replaces_is_asked_back_too(bank: Bank) -> None:
    player = begun(bank)
    assert texts(says(player, "I'd need to warm up for that one", "later")) == notices.ASK_LATER
    says(player, "yes")
    assert player.state.attempts[0].set_aside
    player = begun(bank, answer="clip them by their norm")
    assert texts(says(player, "that came out all wrong", "change")) == notices.ASK_CHANGE
    says(player, "no")
    assert not player.state.attempts[-1].replacing
    says(player, "that came out all wrong", "change")
    says(player, "yes")
    assert player.state.attempts[-1].replacing


def test_a_guessed_end_of_the_answer_closes_nothing(bank: Bank) -> None:
    player = begun(bank, answer="clip them by their norm")
    says(player, "nothing further on my side of the table", "done")
    assert player.state.attempts[-1].silent == 1, "the first goes on to another follow-up"
    assert texts(says(player, "my well has run dry", "done")) == notices.ASK_CLOSE
    says(player, "yes")
    assert player.state.attempts[-1].closed


def closed(bank: Bank, pool: tuple[str, ...] = POOL) -> Player:
    player = Player(bank, pool=pool, drill=True, topic="clipping")
    player.say("skip")
    assert player.state.phase == "reviewing"
    return player


def test_a_closed_question_is_not_left_on_a_guess(bank: Bank) -> None:
    player = closed(bank)
    turns = says(player, GUESSES[0], "skip")
    assert texts(turns) == notices.ASK_NEXT and [turn.kind for turn in turns] == ["talk", "note"]
    assert texts(says(player, "no")) == notices.STAYS_CLOSED
    says(player, GUESSES[1], "next")
    says(player, "yes")
    assert len(player.state.attempts) == 2 and player.state.phase == "answering"


def test_a_skip_of_the_last_question_after_its_close_ends_nothing_unasked(bank: Bank) -> None:
    for text, heard in (("skip", None), ("this is far too hard", "skip"), ("let's skip this one", None)):
        player = closed(bank, ("training-06a",))
        assert texts(says(player, text, heard)) == notices.ASK_FINISH  # type: ignore[arg-type]
        assert not player.state.ended
        says(player, "yes")
        assert player.state.ended == "all asked"
    player = closed(bank, ("training-06a",))
    says(player, "next")
    assert player.state.ended == "all asked", "what the interviewer says can be said"
