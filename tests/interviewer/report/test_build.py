"""The record of a report: what is strongest and weakest, and what counts as missed."""

from __future__ import annotations

from interviewer.conversation.state import QuestionAttempt
from interviewer.grading.grade import CriterionGrade, Evidence, Grade, loss
from interviewer.report.build import Report, build_report
from interviewer.report.markdown import to_markdown
from interviewer.report.pdf import paper
from knowledge.schema import Bank
from tests.interviewer.report.conftest import record_of


def reported(bank: Bank, *items: CriterionGrade) -> Report:
    grade = Grade("training-06a", 0.5, items, feedback="f", judge="j")
    return build_report(record_of(QuestionAttempt("training-06a", "a", grade, closed=True)), [], bank)


def test_the_weakest_point_is_the_one_that_cost_most_and_is_surest(bank: Bank) -> None:
    report = reported(
        bank,
        CriterionGrade("a", "Doubtful", 3, "not_met", 0.7),  # 3 x 1 x 0.3 = 0.9
        CriterionGrade("b", "Sure", 2, "not_met", 0.05),  # 2 x 1 x 0.95 = 1.9
        CriterionGrade("c", "Half", 3, "partly_met", 0.5),  # 3 x 1/2 x 0.5 = 0.75
        CriterionGrade("d", "Light", 1, "not_met", 0.1),  # 0.9 too, later
        CriterionGrade("e", "Fine", 9, "met", 0.9, (Evidence("x", 0, 1),)),
        CriterionGrade("f", "Unknown", 9, "ungraded"),
    )
    assert [claim for _, claim in report.weakest] == ["Sure", "Doubtful", "Light"]
    assert [claim for _, claim, _ in report.strongest] == ["Fine"]


def test_what_a_verdict_costs() -> None:
    assert loss(CriterionGrade("a", "A", 2, "not_met", 0.25)) == 1.5
    assert loss(CriterionGrade("a", "A", 2, "partly_met", 0.5)) == 0.5
    assert loss(CriterionGrade("a", "A", 2, "met", 0.9)) == 0.0
    assert loss(CriterionGrade("a", "A", 2, "ungraded")) == 0.0


def test_a_bonus_that_was_not_made_is_neither_weak_nor_missed(bank: Bank) -> None:
    report = reported(
        bank, CriterionGrade("a", "Asked", 1, "not_met", 0.1), CriterionGrade("b", "Extra", 0, "not_met", 0.1)
    )
    assert [claim for _, claim in report.weakest] == ["Asked"]
    assert [point.claim for point in report.questions[0].missed] == ["Asked"]
    text = to_markdown(report)
    assert "- ✗ not met: Asked" in text and "- + bonus, not mentioned: Extra" in text
    assert [v["verdict"] for v in paper(report)["questions"][0]["verdicts"]] == ["not met", "bonus, not mentioned"]
    made = to_markdown(reported(bank, CriterionGrade("b", "Extra", 0, "met", 0.9, (Evidence("x", 0, 1),))))
    assert "- ✓ met, bonus: Extra" in made
