"""Exact findings take the place of a judge's verdicts, with evidence that is really in the answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interviewer.errors import UnavailableError, UsageError
from interviewer.grading.forms.finding import Finding
from interviewer.grading.grade import Evidence, MisconceptionFinding
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from knowledge.schema import Bank, Criterion, Question


class Fixed:
    """A form that finds what it is told to find."""

    def __init__(self, *found: Finding, says: str = "") -> None:
        self.found, self.says = found, says

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        return self.found

    def note(self, question: Question, answer: str) -> str:
        return self.says


class Nodding:
    """A judge that takes everything for met."""

    name = "nodding"

    def __init__(self, fault: Exception | None = None, heard: tuple[MisconceptionFinding, ...] = ()) -> None:
        self.asked: list[str] = []
        self.fault, self.heard = fault, heard

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self.asked = [c.id for c in criteria]
        if self.fault:
            raise self.fault
        quote = Evidence(text[:5], 0, 5)
        return Judgements(tuple(Judgement(c.id, "met", 0.9, (quote,)) for c in criteria), self.heard)


def test_a_finding_replaces_the_judge_who_is_asked_about_the_rest(bank: Bank) -> None:
    question, judge = bank["training-01"], Nodding()
    form = Fixed(Finding("capacity", "not_met", "It gives 5, and it is 4.", "it is 5", contradicted=True))
    grade = Grader(judge, forms=[form]).grade(question, "I say it is 5 and no more.")
    item = grade.criterion("capacity")
    assert "capacity" not in judge.asked and len(judge.asked) == 3
    assert (item.verdict, item.contradicted, item.reason) == ("not_met", True, "It gives 5, and it is 4.")
    assert item.evidence == (Evidence("it is 5", 6, 13),)
    assert item.probability == 0.01 and not item.uncertain
    assert [c.id for c in grade.criteria if c.computed] == ["capacity"]
    assert grade.judge == "nodding+exact"
    assert [c.id for c in grade.criteria] == [c.id for c in question.criteria]


def test_findings_stand_where_the_judge_is_down_and_where_they_decide_all(bank: Bank) -> None:
    question, down = bank["training-01"], Nodding(UnavailableError("endpoint is down"))
    grade = Grader(down, forms=[Fixed(Finding("capacity", "met", "Right.", "4"))]).grade(question, "4")
    assert grade.criterion("capacity").verdict == "met" and len(grade.ungraded) == 3
    assert grade.criterion("capacity").evidence[0].quote == "4"
    everything = Fixed(*(Finding(c.id, "met", "Right.") for c in question.criteria))
    whole = Grader(down, forms=[everything]).grade(question, "4")
    assert whole.score == 1.0 and all(c.evidence for c in whole.criteria)


def test_a_charge_whose_words_are_not_there_is_no_charge(bank: Bank) -> None:
    form = Fixed(Finding("capacity", "not_met", "Wrong.", "never said", contradicted=True))
    item = Grader(Nodding(), forms=[form]).grade(bank["training-01"], "some words").criterion("capacity")
    assert (item.verdict, item.contradicted, item.evidence) == ("not_met", False, ())


def test_a_corrected_value_in_the_reply_lifts_the_verdict(bank: Bank) -> None:
    question, first = bank["training-01"], "x = 1"
    wrong = Fixed(Finding("capacity", "not_met", "Wrong.", "x = 1", contradicted=True))
    before = Grader(Nodding(), forms=[wrong]).grade(question, first)
    right = Fixed(Finding("capacity", "met", "Right.", "x = 1"), says="A note.")
    whole = f"{first}\nand again x = 1"
    after = Grader(Nodding(), forms=[right]).grade_again(question, whole, before, since=len(first) + 1)
    assert after.criterion("capacity").verdict == "met"
    assert after.criterion("capacity").evidence[0].start > len(first)
    assert after.feedback.endswith(" A note.")


def test_a_misconception_heard_in_words_that_were_computed_to_be_right_is_dropped(bank: Bank) -> None:
    heard = MisconceptionFinding("m", (Evidence("dx = dout * m", 7, 20),), "No.")
    text = "And so dx = dout * m, no more"
    right = Fixed(Finding("capacity", "met", "Right.", "dx = dout * m"))
    assert not Grader(Nodding(heard=(heard,)), forms=[right]).grade(bank["training-01"], text).misconceptions
    assert Grader(Nodding(heard=(heard,))).grade(bank["training-01"], text).misconceptions


def test_the_note_of_a_form_ends_the_feedback_and_nothing_said_needs_no_form(bank: Bank) -> None:
    grader = Grader(Nodding(), forms=[Fixed(Finding("capacity", "met", "Right."), says="Run it to be sure.")])
    assert grader.grade(bank["training-01"], "some words").feedback.endswith(" Run it to be sure.")
    nothing = grader.grade(bank["training-01"], "idk")
    assert {c.verdict for c in nothing.criteria} == {"not_met"} and "Run it" not in nothing.feedback


@pytest.mark.parametrize("fault", [TypeError("x"), RecursionError(), ValueError("SVD did not converge"), KeyError("x")])
def test_a_form_that_fails_leaves_its_criteria_to_the_judge(bank: Bank, fault: Exception) -> None:
    class Failing:
        def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
            raise fault

        def note(self, question: Question, answer: str) -> str:
            raise fault

    judge = Nodding()
    grade = Grader(judge, forms=[Failing()]).grade(bank["training-01"], "I say it is 5 and no more.")
    assert len(judge.asked) == len(bank["training-01"].criteria) and not grade.ungraded


def test_a_fault_of_the_bank_is_raised_all_the_same(bank: Bank) -> None:
    class Broken:
        def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
            raise UsageError("a criterion cannot be read")

        def note(self, question: Question, answer: str) -> str:
            return ""

    with pytest.raises(UsageError):
        Grader(Nodding(), forms=[Broken()]).grade(bank["training-01"], "I say it is 5 and no more.")
