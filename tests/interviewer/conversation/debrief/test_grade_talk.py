"""What is asked about a grade besides why: what was right and wrong, how sure it is, what its words mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.debrief.grade_talk import asked_about, overview, speaks_of_grade, told_of_grade
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import WordClarification
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

GRADE = Grade(
    "training-15",
    0.5,
    (
        CriterionVerdict("a", "Says that the loss jumps", 2.0, "met", 0.9, (Evidence("it jumps", 0, 8),)),
        CriterionVerdict(
            "b", "Says that the norm grows", 1.0, "not_met", 0.02, (Evidence("it falls", 9, 17),), contradicted=True
        ),
        CriterionVerdict("c", "Names momentum", 1.0, "not_met", 0.4),
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
        ("how much did the wrong statement cost me?", "cost"),
        ("what did that mistake cost me", "cost"),
        ("how many points did I lose for momentum?", "cost"),
        ("how many percent did you take off for it?", "cost"),
        ("was what I said about the norm right?", "right"),
        ("is my statement on momentum correct?", "right"),
        ("was the bit about strides wrong?", "right"),
        ("were the things I said about padding true", "right"),
        ("how much memory does the softmax cost?", None),
        ("what does clipping cost?", None),
        ("how much does the loss fall when the rate drops?", None),
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
        "Momentum: I marked that *not met*, but I'm not sure: your answer may make it after all."
    )
    assert told("how sure are you about point 1?") == "The loss jumps: I marked that *met*, and I'm fairly sure of it."
    assert told("what does “not sure about this one” mean?").startswith("*Not sure* means")
    assert "doesn't change your score" in told("what does bonus mean?")
    assert told("are you sure?") == "I may be wrong about this, so check for yourself: Momentum."
    assert told("what does contradicted mean?").startswith("*Contradicted* means")
    assert told("what should I read about this?") == f"I'd read {'; '.join(question.sources)}."
    assert told("was my answer too long?") == notices.LENGTH


def test_what_was_lost_is_told_in_points_of_a_hundred(bank: Bank) -> None:
    question = bank["training-15"]
    assert told_of_grade("cost", question, GRADE, "") == (
        "You got 50%. “it falls” cost 25 of 100, since it contradicts a point. What you left out also cost 25."
    )
    missed = replace(GRADE, score=0.75, criteria=(*GRADE.criteria[:1], replace(GRADE.criteria[2], weight=2 / 3)))
    assert told_of_grade("cost", question, missed, "") == (
        f"You got 75%. What you left out cost 25 of 100. {notices.NOTHING_HELD_AGAINST}"
    )
    half = replace(GRADE, criteria=(replace(GRADE.criteria[0], verdict="partly_met"),), score=0.4)
    belief = MisconceptionFinding("m", (Evidence("noise is good", 0, 13),), "It isn't.", 0.1)
    assert told_of_grade("cost", question, replace(half, misconceptions=(belief,)), "") == (
        "You got 40%. “noise is good” cost 10 of 100, since it is a misconception. What you left out also cost 50."
    )
    whole = Grade("training-15", 1.0, GRADE.criteria[:1])
    assert told_of_grade("cost", question, whole, "") == notices.NOTHING_LOST
    ungraded = Grade("training-15", 0.0, (replace(GRADE.criteria[0], verdict="ungraded"),))
    assert told_of_grade("cost", question, ungraded, "") == notices.NOTHING_LOST


def test_whether_one_thing_was_right_is_told_of_that_thing(bank: Bank) -> None:
    question = bank["training-15"]
    assert told_of_grade("right", question, GRADE, "was what I said about the loss right?") == (
        "You have that one: the loss jumps. What earned it: “it jumps”."
    )
    assert "not met" in told_of_grade("right", question, GRADE, "is my statement on momentum correct?")
    assert "“it falls”" in told_of_grade("wrong", question, GRADE, "did I get the norm wrong?")
    told = told_of_grade("right", question, GRADE, "was the bit about strides right?")
    assert told.startswith(notices.BY_POINTS) and "“it jumps”" in told and "“it falls”" in told


@pytest.mark.parametrize(
    ("text", "of_grade"),
    [
        ("why is this one not graded? It says 100% right below", True),
        ("and how did you grade the wrong thing I said about strides?", True),
        ("does the joke about soup count?", True),
        ("what happened to my remark on strides", True),
        ("what about zyzzyva?", False),
        ("how do saddle points look in many dimensions?", False),
    ],
)
def test_what_nothing_else_answers_is_answered_from_the_grade_if_it_is_about_that(text: str, of_grade: bool) -> None:
    assert speaks_of_grade(text) is of_grade


def test_a_skipped_question_has_no_grade_to_be_asked_about(bank: Bank) -> None:
    question = bank["training-15"]
    assert told_of_grade("right", question, None, "what did I get right?") == notices.NO_GRADE
    assert overview(None) == notices.NO_GRADE and overview(GRADE).startswith("You got 50%. You made one")
    assert told_of_grade("sources", question, None, "what should I read?").startswith("I'd read ")


def test_where_nothing_was_right_or_wrong_that_is_said(bank: Bank) -> None:
    missed = Grade("training-15", 0.0, (CriterionVerdict("c", "Names momentum", 1.0, "not_met", 0.01),))
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
        ("I think you misheard me", "Which point do you mean: 1 ("),
        ("can you grade it again?", "Which point do you mean: 1 ("),
        ("give me the point", "Which point do you mean: 1 ("),
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
