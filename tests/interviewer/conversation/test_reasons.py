"""Why a grade is what it is."""

from __future__ import annotations

import pytest

from interviewer.conversation import notices
from interviewer.conversation.reasons import explained, named_points
from interviewer.grading.grade import CriterionGrade, Evidence, Grade, MisconceptionFinding

GRADE = Grade(
    "q",
    0.4,
    (
        CriterionGrade("a", "Says that momentum averages gradients.", 2.0, "met", 0.9, reason="It does."),
        CriterionGrade("b", "Names the learning rate", 1.0, "not_met", 0.1, reason="The rate is not named."),
        CriterionGrade("c", "Explains the dropout mask", 6.0, "partly_met", 0.5),
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
    assert explained(GRADE, "point 2?") == "- The learning rate: **not met**. The rate is not named."


def test_else_what_cost_most_comes_first_and_what_was_said_wrongly_last() -> None:
    lines = explained(GRADE, "why?").splitlines()
    assert [line[:21] for line in lines] == ["- Explain the dropout", "- The learning rate: ", "- One thing to correc"]
    assert lines[0].endswith("**partly met**.")


def test_where_nothing_was_missed_or_graded_that_is_said() -> None:
    assert explained(Grade("q", 1.0, GRADE.criteria[:1]), "why?") == notices.NOTHING_LOST
    assert explained(None, "why?") == notices.NO_GRADE


def test_a_point_that_was_made_was_not_lost() -> None:
    met = CriterionGrade("m", "Says that the loss jumps", 1.0, "met", 0.9, (Evidence("it jumps", 0, 8),))
    told = explained(Grade("q", 1.0, (met,)), "Why did I lose the first point?")
    assert told == "- You have this one: The loss jumps. I counted “it jumps”."
