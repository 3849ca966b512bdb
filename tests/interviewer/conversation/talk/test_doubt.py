"""A message that may be talk or part of the answer: one word settles it, and nothing of it is lost."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import GradeAnswer, Pressed, Said, Ticked, Turn, WordClarification
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts


def doubts(player: Player, text: str = "isn't it the rate", intent: Intent = "hint") -> list[Turn]:
    player.now += 10
    return player.send(Said(player.now, text, 0.7, heard=intent, unsure=True))


def says(player: Player, text: str) -> list[Turn]:
    player.now += 10
    return player.send(Said(player.now, text))


def test_the_candidate_is_asked_and_nothing_is_graded_yet(bank: Bank) -> None:
    player = Player(bank)
    turns = doubts(player)
    assert [t.kind for t in turns] == ["talk", "note"] and texts(turns) == notices.FOR_ME
    assert player.state.pending is None and player.state.phase == "answering"


@pytest.mark.parametrize(
    "word", ["answer", "part of my answer", "Answer.", "no, my answer", "it was part of it", "mine"]
)
def test_one_word_makes_it_the_answer(word: str, bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    turns = says(player, word)
    assert isinstance(player.state.pending, GradeAnswer) and [t.kind for t in turns] == ["talk"]
    attempt = player.state.attempts[-1]
    assert (attempt.answer, attempt.confidence, attempt.doubt, attempt.aloud) == ("isn't it the rate", 0.7, None, False)


@pytest.mark.parametrize(
    "word", ["for you", "you", "that was for you", "For you!", "not my answer", "a question", "yes"]
)
def test_one_word_makes_it_talk_and_it_is_replied_to(word: str, bank: Bank) -> None:
    player = Player(bank)
    player.say("clip them")
    before = player.state.attempts[-1].answer
    doubts(player)
    turns = says(player, word)
    assert [t.kind for t in turns] == ["talk", "hint"]
    attempt = player.state.attempts[-1]
    assert (attempt.answer, attempt.doubt, attempt.aloud) == (before, None, False)


def test_a_request_to_clarify_keeps_its_words(bank: Bank) -> None:
    player = Player(bank)
    doubts(player, "images or text", "clarify")
    says(player, "for you")
    assert player.state.pending == WordClarification(player.state.attempts[-1].question_id, "images or text")


def test_the_same_request_in_plain_words_settles_it(bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    assert [t.kind for t in says(player, "can I have a hint?")] == ["talk", "hint"]
    assert player.state.attempts[-1].answer == "" and player.state.attempts[-1].doubt is None


def test_who_goes_on_with_the_answer_has_both_graded(bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    turns = says(player, "because large steps overshoot")
    assert isinstance(player.state.pending, GradeAnswer) and turns[0].kind == "answer"
    assert player.state.attempts[-1].answer == "isn't it the rate\n\nbecause large steps overshoot"
    assert player.state.attempts[-1].doubt is None


def test_it_is_asked_once_and_a_second_doubt_is_an_answer(bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    doubts(player, "or is it the batch", "clarify")
    assert isinstance(player.state.pending, GradeAnswer)
    assert player.state.attempts[-1].answer.count("\n\n") == 1


def test_something_else_in_between_loses_nothing(bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    says(player, "can you repeat the question?")
    says(player, "answer")
    assert isinstance(player.state.pending, GradeAnswer)
    assert player.state.attempts[-1].answer == "isn't it the rate"


@pytest.mark.parametrize("how", ["skip", "I don't know", "done", "end", "late"])
def test_what_was_never_settled_is_graded(how: str, bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    if how == "skip":
        player.send(Pressed(player.now + 1, "skip"))
    elif how == "end":
        player.send(Pressed(player.now + 1, "end"))
    elif how == "late":
        for minute in range(1, 40):
            player.send(Ticked(player.now + 60 * minute))
    else:
        says(player, how)
    assert isinstance(player.state.pending, GradeAnswer), how
    assert player.state.attempts[-1].answer.startswith("isn't it the rate")
    player.settle({})
    assert player.state.attempts[0].doubt is None and player.state.attempts[0].grade is not None


@pytest.mark.parametrize("opening", ["thinking aloud: it may be the rate", "let me change my answer"])
def test_who_thinks_aloud_or_replaces_an_answer_is_not_asked(opening: str, bank: Bank) -> None:
    player = Player(bank)
    player.say("clip them")
    player.say(opening)
    assert notices.FOR_ME not in texts(doubts(player, "no, isn't it the rate"))
    assert player.state.attempts[-1].answer.endswith("isn't it the rate")


def test_a_listed_phrase_is_not_doubted(bank: Bank) -> None:
    player = Player(bank)
    assert [t.kind for t in doubts(player, "can I have a hint?", "repeat")] == ["talk", "hint"]


def test_a_bare_yes_answers_a_follow_up(bank: Bank) -> None:
    player = Player(bank)
    assert says(player, "yes")[0].kind == "talk"
    player.say("clip them")
    assert player.state.attempts[-1].probing
    assert says(player, "Yes.")[0].kind == "answer"


@pytest.mark.parametrize("intent", ["small_talk", "wait", "next", "clarify"])
@pytest.mark.parametrize("word", ["thanks", "ok", "one moment please", "what do you mean?"])
def test_no_courtesy_takes_it_out_of_the_answer(intent: Intent, word: str, bank: Bank) -> None:
    player = Player(bank)
    doubts(player, "dropout, nice trick", intent)
    says(player, word)
    player.settle({})
    assert player.state.attempts[-1].answer == "dropout, nice trick"
    player.send(Pressed(player.now + 1, "skip"))
    assert isinstance(player.state.pending, GradeAnswer)


@pytest.mark.parametrize("word", ["next", "the next one please", "next question", "I'm ready for the next question"])
def test_who_wants_the_next_question_gets_it_and_the_words_stay_in_the_answer(word: str, bank: Bank) -> None:
    player = Player(bank, mode="interview")
    doubts(player, "dropout, nice trick", "clarify")
    assert not texts(says(player, word)) and isinstance(player.state.pending, GradeAnswer)
    player.settle({})
    first, now = player.state.attempts
    assert first.answer == "dropout, nice trick" and first.grade is not None and first.closed and not now.answer


def test_what_is_only_heard_as_the_same_request_settles_nothing(bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    player.now += 10
    turns = player.send(Said(player.now, "throw me something to go on", heard="hint"))
    assert [t.kind for t in turns] == ["talk", "hint"]
    assert player.state.attempts[-1].answer == "isn't it the rate"
    assert [t.kind for t in says(player, "for you")] == ["talk", "note"], "the hint was given already"
    assert player.state.attempts[-1].answer == ""


def test_a_hint_that_was_pressed_for_is_not_given_twice(bank: Bank) -> None:
    player = Player(bank)
    doubts(player)
    player.send(Pressed(player.now + 1, "hint"))
    says(player, "for you")
    assert len(player.state.attempts[-1].hints) == 1


@pytest.mark.parametrize(
    ("word", "heard"), [("*answer*", "reveal"), ("answer", "hint"), ("my answer please", "small_talk")]
)
def test_the_word_counts_whatever_the_embedding_takes_it_for(word: str, heard: Intent, bank: Bank) -> None:
    player = Player(bank)
    doubts(player, intent=heard)
    player.now += 10
    player.send(Said(player.now, word, heard=heard))
    assert isinstance(player.state.pending, GradeAnswer)
    assert player.state.attempts[-1].answer == "isn't it the rate"


def test_for_you_is_no_request_of_its_own(bank: Bank) -> None:
    player = Player(bank)
    doubts(player, "images or text", "clarify")
    player.now += 10
    player.send(Said(player.now, "for you", heard="clarify"))
    assert player.state.pending == WordClarification(player.state.attempts[-1].question_id, "images or text")
