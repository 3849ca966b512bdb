"""What is asked about a grade beside why: what was right and wrong, how sure it is, what its words mean."""

from __future__ import annotations

import pytest

from interviewer.conversation.grades.grade_talk import asked_about, told_of_grade
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import WordClarification
from interviewer.grading.grade import CriterionGrade, Evidence, Grade
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

GRADE = Grade(
    "training-15",
    0.5,
    (
        CriterionGrade("a", "Says that the loss jumps", 2.0, "met", 0.9, (Evidence("it jumps", 0, 8),)),
        CriterionGrade(
            "b", "Says that the norm grows", 1.0, "not_met", 0.02, (Evidence("it falls", 9, 17),), contradicted=True
        ),
        CriterionGrade("c", "Names momentum", 1.0, "not_met", 0.4),
    ),
)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("which points did I get", "right"),
        ("what did I get right?", "right"),
        ("was that right?", "right"),
        ("how many points did I make?", "right"),
        ("did I say anything wrong?", "wrong"),
        ("what mistakes did I make? my mistakes please", "wrong"),
        ("how sure are you about point 3?", "sure"),
        ("are you sure?", "sure"),
        ("you said contradicted, what does that mean", "words"),
        ("what does partly met mean?", "words"),
        ("what should I read about this", "sources"),
        ("any good book on it? which paper", "sources"),
        ("could I have said it shorter?", "length"),
        ("was my answer too long", "length"),
        ("what's my score", "score"),
        ("how did I do?", "score"),
        ("explain momentum", None),
        ("what about longer sequences?", None),
        ("what do the layers learn?", None),
        ("what is the score function?", None),
        ("is anything wrong with clipping?", None),
        ("does it work well in practice?", None),
        ("", None),
    ],
)
def test_what_is_asked_of_a_grade_is_told_from_the_subject(text: str, about: str | None) -> None:
    assert asked_about(text) == about


def test_each_is_answered_from_the_grade(bank: Bank) -> None:
    question = bank["training-15"]

    def told(text: str) -> str:
        about = asked_about(text)
        assert about is not None
        return told_of_grade(about, question, GRADE, text)

    assert told("what did I get right?") == "You made one of the three points. What earned it: “it jumps”."
    assert told("what's my score").startswith("You got 50%. You made one of the three")
    assert told("did I say anything wrong?") == "You said “it falls”, which contradicts this point: the norm grows."
    assert told("how sure are you about point 3?") == (
        "Momentum: I have that as *not met*, but I'm not sure: your answer may say it after all."
    )
    assert told("how sure are you about point 1?") == "The loss jumps: I have that as *met*, and I'm fairly sure of it."
    assert told("what does “not sure about this one” mean?").startswith("*Not sure* means")
    assert "doesn't change your score" in told("what does bonus mean?")
    assert told("are you sure?") == "I may be wrong about this, so check for yourself: Momentum."
    assert told("what does contradicted mean?").startswith("*Contradicted* means")
    assert told("what should I read about this?") == f"I'd read {'; '.join(question.sources)}."
    assert told("was my answer too long?") == notices.LENGTH


def test_a_skipped_question_has_no_grade_to_be_asked_about(bank: Bank) -> None:
    question = bank["training-15"]
    assert told_of_grade("right", question, None, "what did I get right?") == notices.NO_GRADE
    assert told_of_grade("sources", question, None, "what should I read?").startswith("I'd read ")


def test_where_nothing_was_right_or_wrong_that_is_said(bank: Bank) -> None:
    missed = Grade("training-15", 0.0, (CriterionGrade("c", "Names momentum", 1.0, "not_met", 0.01),))
    question = bank["training-15"]
    assert told_of_grade("right", question, missed, "") == "You made none of the points I was listening for."
    assert "nothing wrong in your answer" in told_of_grade("wrong", question, missed, "")
    assert told_of_grade("sure", question, missed, "are you sure") == "I'm fairly sure of every point here."


def closed(bank: Bank) -> Player:
    player = Player(bank, pool=("training-06a",))
    player.say("clip them", clipping="met")
    while player.state.phase == "answering":
        player.say("I don't know")
    return player


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("which points did I get", "You made one of"),
        ("what's my score", "You got "),
        ("I think you misheard me", "If you think I misread you"),
        ("can you grade it again?", "If you think I misread you"),
        ("give me the point", "If you think I misread you"),
        ("could I have said it shorter?", notices.LENGTH),
    ],
)
def test_it_is_answered_once_a_question_is_closed(bank: Bank, text: str, told: str) -> None:
    player = closed(bank)
    assert texts(player.say(text)).startswith(told) and player.state.phase == "reviewing"


def test_a_question_about_the_subject_is_explained(bank: Bank) -> None:
    player = closed(bank)
    turns = player.say("what about longer sequences?")
    assert turns[-1].kind == "clarify" and turns[-1].text == f"worded {WordClarification('x', 'y').kind}"
