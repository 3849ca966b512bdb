"""A bare yes or no, or another empty reply, makes no point of any part: none that counts, no bonus, and none by half."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from interviewer.grading.grade import Evidence
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from knowledge.schema import Bank, Criterion, Question


@pytest.mark.embedded
@pytest.mark.parametrize("words", ["Yes.", "No.", "Yes, of course.", "It depends.", "True, I think."])
def test_a_bare_yes_or_no_makes_no_point_anywhere(bank: Bank, real_grader: Grader, words: str) -> None:
    grades = [*real_grader.grade_many((question, words) for question in bank.values())]
    judged = {(grade.question_id, v.id): v.verdict for grade in grades for v in grade.criteria}
    assert judged.keys() == {(question.id, c.id) for question in bank.values() for c in question.criteria}
    assert {point: verdict for point, verdict in judged.items() if verdict != "not_met"} == {}
    assert {grade.score for grade in grades} == {0.0}


class Generous:
    """Finds every point met, with the first word as evidence."""

    name = "generous"

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        word = text.split()[0]
        return Judgements(tuple(Judgement(c.id, "met", 1.0, (Evidence(word, 0, len(word)),)) for c in criteria))


@pytest.mark.parametrize("words", ["I don't know.\n\nTrue, I think.", "Yes.\n\nNo idea.", "idk\n\nHmm — yes."])
def test_agreement_after_not_knowing_is_agreement_alone(bank: Bank, words: str) -> None:
    assert Grader(Generous()).grade(bank["training-06a"], words).score == 0.0


def test_a_yes_makes_a_point_where_the_bank_says_so(bank: Bank) -> None:
    question = bank["training-06a"]
    first, *others = question.criteria
    own = replace(question, criteria=(replace(first, satisfied_by=("Yes", *first.satisfied_by)), *others))
    assert Grader(Generous()).grade(own, "Yes.").score > 0.0 == Grader(Generous()).grade(question, "Yes.").score
