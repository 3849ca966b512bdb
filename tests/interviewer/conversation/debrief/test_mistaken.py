"""A question about what the candidate said wrongly begins with their words and what is right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.debrief.mistaken import mistake_asked_about, told_mistake
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.conversation.wording.explaining import Explaining
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding
from interviewer.grading.rubric.reference import nearest_passage
from interviewer.loading.services import Services
from knowledge.schema import Bank
from tests.interviewer.conversation.wording.test_explaining import state

QUESTION = "training-28b"
QUOTE = "remove the weights with the largest magnitude"
ABOUT_IT = [
    "So should you remove the largest or the smallest weights, and why?",
    "My idea was that the largest must go. So which ones go?",
    "So which weights go, the small ones or the large ones? My idea was that the largest must go.",
    "Why was my idea wrong?",
    "Is magnitude not the criterion?",
]
NOT_ABOUT_IT = [
    "Is gradual pruning better than one shot?",
    "What could a stack of real inputs tell me?",
    "How much fine-tuning is needed?",
    "Which weights matter most in a network?",
    "why?",
]


def graded(bank: Bank, *wrong: str, quote: str = QUOTE) -> Grade:
    evidence = (Evidence(quote, 0, len(quote)),)
    rows = tuple(
        CriterionVerdict(
            c.id, c.claim, c.weight, "not_met", evidence=evidence if c.id in wrong else (), contradicted=c.id in wrong
        )
        for c in bank[QUESTION].criteria
    )
    return Grade(QUESTION, 0.0, rows)


@pytest.mark.parametrize("request_", ABOUT_IT)
def test_the_mistake_comes_first(request_: str, bank: Bank, light_services: Services) -> None:
    first = bank[QUESTION].criteria[0]
    grade = graded(bank, first.id)
    assert mistake_asked_about(bank[QUESTION], grade, request_) == grade.criteria[0]
    attempt = QuestionAttempt(QUESTION, QUOTE, grade, closed=True)
    *_, told = Explaining(light_services).told(bank[QUESTION], request_, state(attempt), why=False)
    assert told.startswith(f"You said “{QUOTE}”.") and "smallest" in told and not told.rstrip().endswith(":")


@pytest.mark.parametrize("request_", NOT_ABOUT_IT)
def test_other_questions_are_not_about_it(request_: str, bank: Bank) -> None:
    grade = graded(bank, bank[QUESTION].criteria[0].id)
    assert mistake_asked_about(bank[QUESTION], grade, request_) is None


def test_without_a_mistake_or_a_grade_there_is_none(bank: Bank) -> None:
    question = bank[QUESTION]
    assert all(mistake_asked_about(question, graded(bank), request) is None for request in ABOUT_IT)
    for grade in (None, graded(bank)):
        assert {told_mistake(question, grade, request, nearest_passage) for request in ABOUT_IT} == {""}


def test_a_misconception_is_told_if_it_is_asked_about(bank: Bank) -> None:
    question = bank[QUESTION]
    known = next(m for m in question.misconceptions if "gradient" in m.claim)
    quote = "cut those with the largest gradients"
    grade = replace(
        graded(bank),
        misconceptions=(MisconceptionFinding(known.id, (Evidence(quote, 0, len(quote)),), known.correction),),
    )
    told = told_mistake(question, grade, "So what about the largest gradients?", nearest_passage)
    assert told == f"You said “{quote}”. {known.correction}"
    assert told_mistake(question, grade, "How do I prune gradually?", nearest_passage) == ""


def test_a_correction_about_something_else_gives_way_to_the_point(bank: Bank, light_services: Services) -> None:
    """The largest gradients are not what was asked about."""
    question = bank[QUESTION]
    other = next(m for m in question.misconceptions if "gradient" in m.claim)
    heard = MisconceptionFinding(other.id, (Evidence(QUOTE, 0, len(QUOTE)),), other.correction)
    grade = replace(graded(bank, question.criteria[0].id), misconceptions=(heard,))
    attempt = QuestionAttempt(QUESTION, QUOTE, grade, closed=True)
    *_, told = Explaining(light_services).told(question, "So do the smallest ones go?", state(attempt), why=False)
    assert "smallest absolute values" in told
