"""Verdicts as they are shown."""

from __future__ import annotations

from typing import get_args

from interviewer.grading.grade import MARKS, CriterionVerdict, Evidence, Grade, VerdictKind, marked_words, verdict_words
from tests.interviewer.grading.read_back import read_grade


def test_every_verdict_has_a_mark_of_its_own_and_words() -> None:
    assert len({MARKS[kind] for kind in get_args(VerdictKind)}) == len(MARKS) == 5
    assert verdict_words("partly_met") == "partly met" and verdict_words("met") == "met"
    assert verdict_words("contradicted") == "contradicted"


def test_the_contrary_of_a_point_is_shown_apart_from_a_missing_one() -> None:
    missing = CriterionVerdict("a", "Says so", 2, "not_met", 0.1)
    wrong = CriterionVerdict("b", "Says so", 2, "not_met", 0.1, (Evidence("no", 0, 2),), contradicted=True)
    assert (missing.kind, wrong.kind) == ("not_met", "contradicted")
    assert (marked_words(missing), marked_words(wrong)) == ("✗ not met", "≠ contradicted")


def test_what_the_candidate_denied_is_kept_and_named() -> None:
    denied = CriterionVerdict("a", "Says so", 2, "not_met", denied=True, unsure=False)
    assert marked_words(denied) == "✗ not met, as you said yourself" and not denied.uncertain
    grade = Grade("q", 0.0, (denied, CriterionVerdict("b", "Adds", 1, "met", 0.9)))
    data = grade.to_dict()
    assert data["criteria"][0]["denied"] is True and "denied" not in data["criteria"][1]
    assert [item.denied for item in read_grade(data).criteria] == [True, False]


def test_what_was_computed_is_kept_and_marked_only_where_it_is() -> None:
    value = CriterionVerdict("a", "Gives 4", 2, "met", 0.99, reason="It is 4.", computed=True)
    grade = Grade("q", 1.0, (value, CriterionVerdict("b", "Adds", 1, "met", 0.9, reason="said so")))
    data = grade.to_dict()
    assert data["criteria"][0]["computed"] is True and "computed" not in data["criteria"][1]
    assert [item.worked_out for item in read_grade(data).criteria] == ["It is 4.", ""]
