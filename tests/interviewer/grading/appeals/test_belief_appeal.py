"""A wrong belief can be contested like a point: it is kept only if each reading finds it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.grading.appeals.appeal import hear
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.text.evidence import locate
from knowledge.schema import Bank
from tests.interviewer.grading.rubric.test_beliefs import ANSWER, WORDS, belief


class Believing:
    """Finds one belief in certain words, no matter what else is said."""

    name = "believing"

    def __init__(self, words: str, always: bool) -> None:
        self._words, self._always, self._times = words, always, 0

    def judge(self, question: object, text: str, criteria: object, since: int = 0) -> Judgements:
        place = locate(self._words, text)
        self._times += 1
        heard = (replace(belief(), evidence=(place,)),) if place and (self._always or self._times == 1) else ()
        items = tuple(Judgement(c.id, "not_met", 0.0) for c in criteria)  # type: ignore[attr-defined]
        return Judgements(items, heard)


@pytest.mark.parametrize("stays", [True, False])
def test_a_contested_belief_stands_only_if_each_reading_finds_it(bank: Bank, stays: bool) -> None:
    question, grader = bank["training-06a"], Grader(Believing(WORDS, always=stays))
    before = grader.grade(question, ANSWER)
    assert [m.id for m in before.misconceptions] == ["only-length"]
    outcome = hear(grader, question, ANSWER, before, "only-length", "I never said that")
    assert outcome.decided and outcome.upheld is not stays and bool(outcome.grade.misconceptions) is stays
    assert ("still read them the same way" in outcome.explanation) is stays


class Mishearing(Believing):
    """Finds the belief in words that also make every point, but only in the first reading."""

    def judge(self, question: object, text: str, criteria: object, since: int = 0) -> Judgements:
        place = locate(self._words, text)
        made = tuple(Judgement(c.id, "met", 0.7, (place,) if place else ()) for c in criteria)  # type: ignore[attr-defined]
        return replace(super().judge(question, text, criteria, since), items=made, calibrated=True)


def test_points_that_were_lost_to_a_belief_come_back_with_the_appeal_that_drops_it(bank: Bank) -> None:
    question, grader = bank["training-06a"], Grader(Mishearing(WORDS, always=False))
    before = grader.grade(question, ANSWER)
    assert before.misconceptions and before.score == 0.0
    outcome = hear(grader, question, ANSWER, before, "only-length", "I never said that")
    assert outcome.upheld and not outcome.grade.misconceptions
    assert outcome.grade.score == 1.0 and "The grade goes from 0% to 100%." in outcome.explanation
