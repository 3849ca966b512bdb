"""The grade at a glance, and the marks in the reference answer."""

from __future__ import annotations

from dataclasses import replace

from interviewer.grading.grade import Evidence
from interviewer.web.interview.marked import marked_reference
from interviewer.web.interview.summary import bar_text, summary_html
from knowledge.schema import Bank
from tests.interviewer.web.states import attempt, graded


def test_the_score_and_every_point_stand_on_a_line_of_their_own(bank: Bank) -> None:
    grade = graded(bank, "training-01", "met", "partly_met")
    shown = summary_html(attempt("training-01", grade, closed=True))
    assert f"<b>{grade.score:.0%}</b>" in shown
    assert shown.count("<li") == len(grade.criteria)
    assert '<li class="met"' in shown and '<li class="partly_met"' in shown and '<li class="not_met"' in shown
    assert '<span class="spoken">partly met: </span>' in shown
    numbers = [f'<span class="place">{number}.</span>' for number in range(1, len(grade.criteria) + 1)]
    assert all(number in shown for number in numbers), "a point is contested by its number"


def test_an_open_question_and_one_without_a_grade_have_none(bank: Bank) -> None:
    assert summary_html(attempt("training-01", graded(bank, "training-01", "met"))) == ""
    assert summary_html(attempt("training-01", closed=True, skipped=True)) == ""


def test_what_is_half_met_is_not_marked_as_what_is_missing(bank: Bank) -> None:
    """The style sheet gives a quotation the colour of its card by how its mark is set."""
    question = bank["training-01"]
    grade = graded(bank, "training-01", "met", "partly_met")
    wrong = replace(grade.criteria[2], contradicted=True, evidence=(Evidence("the loss", 0, 8),))
    tried = attempt("training-01", replace(grade, criteria=(*grade.criteria[:2], wrong, *grade.criteria[3:])))
    marked = marked_reference(question, replace(tried, closed=True))
    assert marked.count("> *◐* You got half of this") == 1 and "> **◐**" not in marked
    assert "> **≠** " in marked and "> *≠*" not in marked
    lines = marked.splitlines()
    quotations = [n for n, line in enumerate(lines) if line.startswith("> ")]
    assert all(n + 1 not in quotations for n in quotations), "each quotation is one of its own"


def test_the_bar_of_a_phone_says_what_opening_it_shows(bank: Bank) -> None:
    """Read "Your grade: 60%, and a strong answer", a weak answer was taken to be praised."""
    some, none = graded(bank, "training-01", "met"), graded(bank, "training-01")
    closed = attempt("training-01", replace(some, score=0.6), closed=True)
    assert bar_text(closed, strong=True) == "60%: see why, and a strong answer"
    assert bar_text(replace(closed, grade=replace(some, score=0.0)), strong=True).startswith("0%: see why")
    assert bar_text(replace(closed, closed=False), strong=False) == "60% so far: see why"
    left = replace(none, criteria=tuple(replace(c, verdict="ungraded") for c in none.criteria))
    assert bar_text(replace(closed, grade=left), strong=True) == "Not graded: see why, and a strong answer"
    assert bar_text(attempt("training-01", closed=True, skipped=True), strong=True) == "Skipped: see a strong answer"
    assert bar_text(attempt("training-01", closed=True), strong=True) == "No grade: see a strong answer"
    assert bar_text(replace(closed, seen=True), strong=True) == "Practice, 60%: see why, and a strong answer"
    assert bar_text(None, strong=False) == "Your grade"
