"""A grade in the terminal: each verdict with its sign and words."""

from __future__ import annotations

import pytest

from interviewer.cli.grade_table import print_grade
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade


def test_wrong_missing_and_denied_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    missing = CriterionVerdict("a", "Names the rate", 1, "not_met", 0.1)
    wrong = CriterionVerdict("b", "Says why", 1, "not_met", 0.1, (Evidence("no reason", 0, 9),), contradicted=True)
    denied = CriterionVerdict("c", "Adds more", 1, "not_met", denied=True, unsure=False)
    print_grade(Grade("q", 0.0, (missing, wrong, denied)))
    out = capsys.readouterr().out
    assert "1 ✗ not met: The rate" in out
    assert "2 ≠ contradicted: Why" in out and "“no reason”" in out
    assert "3 ✗ not met, as you said yourself: More" in out


def test_a_verdict_that_may_be_wrong_says_so_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    print_grade(Grade("q", 0.0, (CriterionVerdict("a", "Names the rate", 1, "not_met", 0.52),)))
    out = capsys.readouterr().out
    assert "Not sure about this one: your answer may make it after all." in out and "52" not in out


def test_what_was_computed_is_told_for_right_and_wrong_values_alike(capsys: pytest.CaptureFixture[str]) -> None:
    right = CriterionVerdict(
        "a", "Gives 4", 1, "met", 0.99, reason="Four edits turn one into the other.", computed=True
    )
    wrong = CriterionVerdict(
        "b", "Gives 9", 1, "not_met", 0.01, reason="It is 9, not 8.", contradicted=True, computed=True
    )
    read = CriterionVerdict("c", "Says why", 1, "met", 0.9, reason="the judge's own note")
    print_grade(Grade("q", 0.5, (right, wrong, read)))
    out = capsys.readouterr().out
    assert "Four edits turn one into the other." in out and "It is 9, not 8." in out and "own note" not in out
