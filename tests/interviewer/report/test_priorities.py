"""What to work on first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding, loss
from interviewer.grading.rubric.spoken import achieved
from interviewer.report.build import build_report
from interviewer.report.priorities import advice, lacking, study_plan
from interviewer.report.records import Priority
from knowledge.schema import Bank
from tests.interviewer.report.conftest import record_of


def test_what_cost_most_comes_first_whatever_the_order_of_the_file(bank: Bank) -> None:
    items = (
        CriterionVerdict("a", "Says that light matters", 1, "not_met", 0.1),
        CriterionVerdict("b", "Says that heavy matters", 3, "not_met", 0.1),
        CriterionVerdict("c", "Says that half matters", 3, "partly_met", 0.5),
        CriterionVerdict("d", "Says that wrong matters", 3, "not_met", 0.1, (Evidence("no", 0, 2),), contradicted=True),
        CriterionVerdict("e", "Says that more matters", 0, "not_met", 0.1),
        CriterionVerdict("f", "Says that fine matters", 3, "met", 0.9, (Evidence("no", 0, 2),)),
    )
    attempt = QuestionAttempt("training-06a", "no", Grade("training-06a", 0.4, items), closed=True)
    report = build_report(record_of(attempt), [], bank)
    assert [p.claim.split()[2] for p in report.first] == ["wrong", "heavy", "light", "half"]
    assert [point.claim.split()[2] for point in report.questions[0].missed] == ["heavy", "light", "half"]


def test_what_is_listed_first_is_not_named_again_in_what_to_study(bank: Bank) -> None:
    items = tuple(CriterionVerdict(f"c{n}", f"Says that part {n} matters", 9 - n, "not_met", 0.1) for n in range(7))
    attempt = QuestionAttempt("training-06a", "no", Grade("training-06a", 0.0, items), closed=True)
    report = build_report(record_of(attempt), [], bank)
    assert report.first[0].claim == items[0].claim and "part 0" not in report.study[0]
    assert "Above all: part 0 matters." in study_plan(report.questions)[0], "where no such list is above it"


def test_points_are_told_to_the_candidate_and_not_in_the_words_of_a_rubric() -> None:
    assert lacking("Says that it holds.") == "You didn't say that it holds."
    assert lacking("Relates it to size") == "You didn't relate it to size."
    assert lacking("Names two", half=True) == "You got half of this: two."
    assert lacking("Says that it holds.", unsure=True) == "I couldn't tell whether you made this point: it holds."
    assert achieved("Names two symptoms") == "Two symptoms."
    assert achieved("Says that it grows, or that it jumps") == "It grows."
    assert achieved("Works out an example, with both numbers") == "An example, with both numbers."
    assert achieved("Computes an example, with both numbers") == "You computed an example, with both numbers."
    assert achieved("Says to start small") == "You said to start small."
    assert (
        achieved("Says that it adds up the squares, and divides by the root")
        == "It adds up the squares, and divides by the root."
    )
    wrong = Priority("q", "T", "contradicted", "Says so", "it is not", "In fact, it is.", 1)
    assert advice(wrong) == "You said “it is not”. In fact, it is."
    missing = Priority("q", "T", "not_met", "Says so", "", "It is so.", 1)
    assert advice(missing) == "You didn't say so. From the reference answer: It is so."


def test_a_wrong_belief_that_cost_something_is_among_them(bank: Bank) -> None:
    """An answer lost 10 %, and no list of its report said for what."""
    met = CriterionVerdict("a", "Says that it matters", 3, "met", 0.9, (Evidence("no", 0, 2),))
    belief = MisconceptionFinding("m", (Evidence("no", 0, 2),), "It does not.", claim="Says that it is bounded")
    free = MisconceptionFinding("n", (Evidence("no", 0, 2),), "Nor that.", 0.0, claim="Says so")
    attempt = QuestionAttempt("training-06a", "no", Grade("training-06a", 0.9, (met,), (belief, free)), closed=True)
    (only,) = build_report(record_of(attempt), [], bank).first
    assert only.kind == "contradicted" and only.quote == "no"
    assert advice(only) == ("You said “no”. As I read it, your answer says that it is bounded. In fact, it does not.")


def test_a_charge_that_may_be_mistaken_counts_for_less() -> None:
    sure = CriterionVerdict("a", "Says so", 2, "not_met", 0.05, contradicted=True)
    assert loss(sure) == 2 and loss(replace(sure, probability=0.4)) == pytest.approx(1.2)
