"""What a full answer would have sounded like."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.debrief.full_marks import as_said, asks_full_marks, full_marks
from interviewer.grading.grade import CriterionVerdict, Grade
from knowledge.schema import Bank, Question


def graded(question: Question, *missing: str, bonus: str = "not_met") -> Grade:
    rows = tuple(
        CriterionVerdict(
            c.id,
            c.claim,
            c.weight,
            bonus if c.bonus else "not_met" if c.id in missing else "met",
            0.0,  # type: ignore[arg-type]
        )
        for c in question.criteria
    )
    return Grade(question.id, 0.5, rows)


@pytest.mark.parametrize(
    "text",
    [
        "What would full marks sound like?",
        "what would a perfect answer sound like",
        "How should I have answered?",
        "what should I have said",
        "show me the ideal answer",
        "what's the model answer?",
        "How would a strong candidate have put it? I mean the best answer",
        "what is the right answer?",
        "how do I get full marks here?",
        "and the full answer?",
    ],
)
def test_who_asks_for_a_full_answer_is_understood(text: str) -> None:
    assert asks_full_marks(text)


@pytest.mark.parametrize(
    "text",
    [
        "why did I not get full marks?",
        "Did I get full marks?",
        "was that a good answer?",
        "why is that the right answer?",
        "explain clipping",
        "next",
        "",
    ],
)
def test_a_question_about_the_grade_is_another(text: str) -> None:
    assert not asks_full_marks(text)


def test_only_what_was_missing_is_said_and_as_a_candidate_would_say_it(bank: Bank) -> None:
    question = bank["training-15"]
    told = full_marks(question, graded(question, "smooth-at-zero"))
    assert told.startswith("You had four of five; what was missing would sound like this: “")
    missing = question.criterion("smooth-at-zero")
    assert as_said(missing) in told and as_said(missing).lower() in [way.lower() for way in missing.satisfied_by]
    assert all(as_said(c) not in told for c in question.criteria if c.id != "smooth-at-zero")


def test_who_had_all_is_told_so_and_what_goes_beyond(bank: Bank) -> None:
    question = bank["training-15"]
    told = full_marks(question, graded(question))
    assert told.startswith("You had full marks") and as_said(question.criterion("slow-near-zero")) in told
    assert (
        full_marks(question, graded(question, bonus="met"))
        == "You had full marks: your answer made every point I was listening for."
    )


def test_who_had_nothing_is_told_the_heaviest_points(bank: Bank) -> None:
    question = bank["training-15"]
    for grade in (None, graded(question, *(c.id for c in question.criteria))):
        told = full_marks(question, grade)
        assert told.startswith("It would sound like this: “") and told.endswith("The rest is in the reference answer.")
        assert as_said(question.criterion("simple-gradient")) in told


def test_no_table_no_formula_and_never_the_reference(bank: Bank) -> None:
    for question in bank.values():
        told = full_marks(question, None)
        assert len(told.split()) <= 110 and question.reference not in told, question.id
        assert "\n" not in told and "|" not in told, question.id


def test_a_point_without_a_way_of_saying_it_is_its_claim(bank: Bank) -> None:
    criterion = replace(bank["training-15"].criterion("cheap"), satisfied_by=("$w^T w$", "no root"))
    assert as_said(criterion) == "The square needs no square root"
