"""Talk that was read off the embedding, while a question is open and once it is closed."""

from __future__ import annotations

import pytest

from interviewer.conversation.debrief.full_marks import full_marks
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import GradeAnswer, LookAgain, Said, Turn, WordClarification
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts


def hears(player: Player, intent: Intent | None, text: str = "hm, and this") -> list[Turn]:
    player.now += 10
    return player.send(Said(player.now, text, heard=intent))


def closed(bank: Bank, **setup: object) -> Player:
    player = Player(bank, pool=("training-06a",), **setup)
    player.say("clip them", clipping="met")
    while player.state.phase == "answering":
        player.say("I don't know")
    assert player.state.phase == "reviewing"
    return player


@pytest.mark.parametrize("intent", ["why", "explain", "disagree", "progress", "control", "end", "small_talk", "wait"])
@pytest.mark.parametrize("mode", ["coach", "interview"])
def test_talk_is_no_answer_and_gives_nothing_away(mode: str, intent: Intent, bank: Bank) -> None:
    player = Player(bank, mode=mode)
    question = bank[player.state.attempts[-1].question_id]
    turns = hears(player, intent)
    assert turns[0].kind == "talk" and len(turns) == 2
    assert player.state.phase == "answering" and player.state.pending is None
    assert player.state.attempts[-1].answer == ""
    assert question.reference not in texts(turns)
    assert all(criterion.claim not in texts(turns) for criterion in question.criteria)


def test_what_is_explained_comes_once_the_question_is_closed(bank: Bank) -> None:
    assert texts(hears(Player(bank), "explain")) == notices.EXPLAIN_LATER
    assert texts(hears(Player(bank, mode="interview"), "why")) == notices.EXPLAIN_IN_REPORT


def test_progress_says_where_the_interview_stands(bank: Bank) -> None:
    assert texts(hears(Player(bank, questions=3), "progress")).startswith("This is question 1 of 3. There are about ")


def test_hint_and_skip_do_what_they_do_in_words(bank: Bank) -> None:
    player = Player(bank)
    assert [t.kind for t in hears(player, "hint")] == ["talk", "hint"]
    hears(player, "skip")
    player.say("yes")
    assert player.state.attempts[-1].skipped and player.state.phase == "reviewing"


@pytest.mark.parametrize("text", ["I don't know", "no idea"])
def test_who_says_nothing_is_heard_by_the_listed_phrases(text: str, bank: Bank) -> None:
    player = Player(bank)
    hears(player, "skip", text)
    assert isinstance(player.state.pending, GradeAnswer)


def test_a_listed_phrase_goes_before_what_was_heard(bank: Bank) -> None:
    player = Player(bank)
    assert [t.kind for t in hears(player, "end", "can I have a hint?")] == ["talk", "hint"]


def test_who_thinks_aloud_is_not_interrupted(bank: Bank) -> None:
    player = Player(bank)
    player.say("thinking aloud: it may be the rate")
    hears(player, "skip", "or what would you say")
    assert player.state.attempts[-1].answer.endswith("or what would you say")
    assert not player.state.attempts[-1].closed


def test_an_end_that_was_only_heard_is_asked_for_in_words(bank: Bank) -> None:
    for player in (Player(bank), closed(bank)):
        assert texts(hears(player, "end")) == notices.ASK_END
        assert player.state.phase != "finished"


def test_why_is_answered_with_claims_and_reasons(bank: Bank) -> None:
    player = closed(bank)
    told = texts(hears(player, "why", "so what went wrong there"))
    grade = player.state.attempts[-1].grade
    assert grade is not None
    missed = [item for item in grade.criteria if item.verdict == "not_met"]
    assert told.count("**not met**") == min(3, len(missed)) and missed[0].reason[1:] in told
    assert player.state.phase == "reviewing"


def test_an_explanation_is_looked_up_and_the_question_stays_closed(bank: Bank) -> None:
    player = closed(bank)
    hears(player, "explain", "and clipping, how does that go")
    assert player.state.pending == WordClarification("training-06a", "and clipping, how does that go")
    player.settle({})
    assert player.state.phase == "reviewing" and player.turns[-1].kind == "clarify"


def test_the_answer_itself_is_told_once_the_question_is_closed(bank: Bank) -> None:
    told = texts(hears(closed(bank), None, "what is the right answer?"))
    assert "what was missing would sound like this: “" in told and bank["training-06a"].reference not in told


def test_full_marks_are_told_from_the_grade(bank: Bank) -> None:
    player = closed(bank)
    grade = player.state.attempts[-1].grade
    assert texts(hears(player, "explain", "What would full marks sound like?")) == full_marks(
        bank["training-06a"], grade
    )
    assert player.state.phase == "reviewing"


def test_a_why_about_the_subject_is_explained(bank: Bank) -> None:
    player = closed(bank)
    hears(player, None, "why does clipping help?")
    assert isinstance(player.state.pending, WordClarification)


@pytest.mark.parametrize(
    ("intent", "told", "about"),
    [
        ("small_talk", notices.STILL_HERE, "going on"),
        ("control", notices.CONTROLS, "going on"),
        ("hint", notices.CLOSED, "no grade"),
        (None, notices.CLOSED, "no grade"),
    ],
)
def test_a_closed_question_is_talked_about(intent: Intent | None, told: str, about: str, bank: Bank) -> None:
    player = closed(bank)
    turns = hears(player, intent)
    assert texts(turns) == told and turns[-1].about == about
    assert player.state.phase == "reviewing"


def test_who_disagrees_and_names_no_point_is_asked_which(bank: Bank) -> None:
    player = closed(bank)
    told = texts(hears(player, "disagree"))
    assert told.startswith("Which point do you mean: ") and told.endswith("Or press *Yes, it says that* under it.")
    assert player.state.phase == "reviewing"


def test_a_skipped_question_has_no_grade_to_talk_about(bank: Bank) -> None:
    player = Player(bank)
    player.say("skip")
    for intent in ("why", "disagree"):
        assert texts(hears(player, intent)) == notices.NO_GRADE  # type: ignore[arg-type]


def test_who_wants_to_go_on_goes_on(bank: Bank) -> None:
    player = Player(bank, questions=2)
    player.say("all", **all_met(bank, player.state.attempts[-1].question_id))
    hears(player, "skip", "something else please, friend")
    player.say("yes")
    assert player.state.phase == "answering" and len(player.state.attempts) == 2


@pytest.mark.parametrize("text", ["why?", "Why", "but why", "How come?", "Why did I get this grade?"])
def test_a_bare_why_is_answered_with_or_without_an_embedder(text: str, bank: Bank) -> None:
    player = closed(bank)
    assert "**not met**" in texts(hears(player, None, text)) and player.state.phase == "reviewing"


@pytest.mark.parametrize(
    "text", ["explain gradual unfreezing", "What would warmup do here?", "Could you go over the norms once more"]
)
def test_what_asks_is_explained_with_or_without_an_embedder(text: str, bank: Bank) -> None:
    player = closed(bank)
    hears(player, None, text)
    assert player.state.pending == WordClarification("training-06a", text)


@pytest.mark.parametrize("intent", ["hint", "change", "later", "repeat", "control", "wait", "done"])
def test_a_question_that_is_heard_as_a_wish_for_an_open_one_is_explained(intent: Intent, bank: Bank) -> None:
    player = closed(bank)
    text = "My idea was that the largest must go. So which ones go?"
    hears(player, intent, text)
    assert player.state.pending == WordClarification("training-06a", text)


def test_the_question_is_said_again_though_it_is_closed(bank: Bank) -> None:
    assert texts(hears(closed(bank), None, "what was the question again?")) == bank["training-06a"].question
    assert texts(hears(closed(bank), None, "can I have a hint?")) == notices.CLOSED


def test_who_disagrees_about_a_point_has_it_read_again_else_is_told_how(bank: Bank) -> None:
    player = closed(bank)
    hears(player, None, "I disagree about the second point")
    assert isinstance(player.state.pending, LookAgain)
    player.settle({})
    assert player.state.phase == "reviewing" and player.turns[-1].kind == "appeal"
    assert texts(hears(player, None, "I disagree with all of that")).startswith("Which point do you mean: ")


def test_a_skipped_question_can_be_asked_about(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("skip")
    assert texts(hears(player, None, "why?")) == notices.NO_GRADE
    hears(player, None, "explain clipping")
    assert isinstance(player.state.pending, WordClarification)


def test_a_point_that_is_named_by_its_number_is_explained(bank: Bank) -> None:
    player = closed(bank)
    hears(player, "explain", "explain the second point")
    claim = bank["training-06a"].criteria[1].claim
    assert player.state.pending == WordClarification("training-06a", f"explain the second point {claim}")
