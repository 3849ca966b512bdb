"""Why a grade is what it is."""

from __future__ import annotations

import pytest

from interviewer.conversation.debrief.moved import moves
from interviewer.conversation.debrief.reasons import (
    asks_why,
    explained,
    is_of_the_grade,
    named_points,
    point_objected_to,
)
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import QuestionAttempt, VerdictChange
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding

GRADE = Grade(
    "q",
    0.4,
    (
        CriterionVerdict("a", "Says that momentum averages gradients.", 2.0, "met", 0.9, reason="It does."),
        CriterionVerdict("b", "Names the learning rate", 1.0, "not_met", 0.1, reason="The rate is not named."),
        CriterionVerdict("c", "Explains the dropout mask", 6.0, "partly_met", 0.5),
    ),
    (MisconceptionFinding("m", (), "The mask is drawn anew for each batch."),),
)


@pytest.mark.parametrize(
    ("request_", "points"),
    [
        ("I don't get the second point", ["b"]),
        ("why was point 3 only partly met?", ["c"]),
        ("the last one?", ["c"]),
        ("what about point 9?", []),
        ("what was wrong with what I said about momentum", ["a"]),
        ("why?", []),
    ],
)
def test_a_point_is_named_by_number_or_by_its_words(request_: str, points: list[str]) -> None:
    assert [item.id for item in named_points(GRADE, request_)] == points


def test_a_named_point_is_explained_alone() -> None:
    assert explained(GRADE, "point 2?") == "The learning rate: **not met**. The rate is not named."


def test_else_what_cost_most_comes_first_and_what_was_said_wrongly_last() -> None:
    lines = explained(GRADE, "why?").splitlines()
    assert [line[:21] for line in lines] == ["- Explaining the drop", "- The learning rate: ", "- One thing to correc"]
    assert lines[0].endswith("**partly met**.")


def test_where_nothing_was_missed_or_graded_that_is_said() -> None:
    assert explained(Grade("q", 1.0, GRADE.criteria[:1]), "why?") == notices.NOTHING_LOST
    assert explained(None, "why?") == notices.NO_GRADE


def test_a_point_that_was_made_was_not_lost() -> None:
    met = CriterionVerdict("m", "Says that the loss jumps", 1.0, "met", 0.9, (Evidence("it jumps", 0, 8),))
    told = explained(Grade("q", 1.0, (met,)), "Why did I lose the first point?")
    assert told == "You didn't lose that one; you have it: the loss jumps. What earned it: “it jumps”."
    assert explained(Grade("q", 1.0, (met,)), "Why did I get point 1?").startswith(
        "You have that one: the loss jumps. "
    )


@pytest.mark.parametrize(
    ("change", "way"),
    [
        (
            VerdictChange("m", "not_met", "met", 0.0, 1.0),
            "I caught it in a later message.",
        ),
        (
            VerdictChange("m", "contradicted", "met", 0.0, 1.0),
            "At first I took your words to contradict this; what you said later made the point.",
        ),
        (
            VerdictChange("m", "contradicted", "met", 0.0, 1.0, corrected=True),
            "At first you said the opposite; what you said later put it right.",
        ),
        (
            VerdictChange("m", "contradicted", "met", 0.0, 1.0, looked=True),
            "At first I took your words to contradict this; a second look found it in your answer.",
        ),
    ],
)
def test_a_point_that_was_made_late_is_told_as_such(change: VerdictChange, way: str) -> None:
    """Nothing was said later after a second look, and that the contrary was said at first may have been misheard."""
    met = CriterionVerdict("m", "Says that the loss jumps", 1.0, "met", 0.9, (Evidence("it jumps", 0, 8),))
    attempt = QuestionAttempt("q", "it jumps", Grade("q", 1.0, (met,)), changes=(change,), closed=True)
    told = explained(attempt.grade, "Why did I lose the first point, at first?", moves(attempt))
    assert told.endswith(f"What earned it: “it jumps”. {way}")


def test_of_what_was_said_wrongly_or_nearly_the_words_are_told() -> None:
    words = (Evidence("it falls", 0, 8),)
    wrong = CriterionVerdict("m", "Says that the loss jumps", 1.0, "not_met", 0.0, words, "x", contradicted=True)
    half = CriterionVerdict("m", "Says that the loss jumps", 1.0, "partly_met", 0.5, words)
    assert explained(Grade("q", 0.0, (wrong,)), "why?") == (
        "The loss jumps: **contradicted**. You said “it falls”, which contradicts it."
    )
    assert explained(Grade("q", 0.5, (half,)), "why?").endswith("**partly met**. The closest I heard is “it falls”.")


@pytest.mark.parametrize(
    "text",
    ["why?", "Why did I lose the second point?", "what am I missing?", "how come", "why is that point still open?"],
)
def test_a_why_is_heard_as_one_wherever_it_is_asked(text: str) -> None:
    assert asks_why(text)


@pytest.mark.parametrize(
    "text", ["I disagree", "Why is it open? I said that the loss jumps", "explain it", "next", "why not next"]
)
def test_what_objects_besides_is_no_mere_why(text: str) -> None:
    assert asks_why(text) is (text == "why not next")


def test_a_why_of_the_subject_is_none_of_the_grade() -> None:
    assert not is_of_the_grade(GRADE, "why does momentum help?")
    assert is_of_the_grade(GRADE, "Why still 80%?") and is_of_the_grade(GRADE, "why not the full 100?")
    assert is_of_the_grade(GRADE, "why was what I said about momentum wrong?")


def test_an_objection_means_the_point_whose_words_it_repeats() -> None:
    rows = (
        CriterionVerdict(
            "a",
            "Says that low layers are generic and top layers specific to the task",
            2.0,
            "not_met",
            contradicted=True,
        ),
        CriterionVerdict("b", "Adds a caveat, such as overfitting or discriminative rates", 0.0, "not_met"),
    )
    grade = Grade("q", 0.0, rows)
    text = "I disagree about the last point. I said low layers are generic and the top ones task specific"
    meant = point_objected_to(grade, text)
    assert meant is not None and meant.id == "a"
    meant = point_objected_to(grade, "I disagree about the last point. I said rates differ")
    assert meant is not None and meant.id == "b"
