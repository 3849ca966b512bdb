"""What is credited of right and wrong statements, on a judge whose verdicts are scripted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from evals.labelled.gold import gold_split
from evals.suites.cases.contradictions import measure
from interviewer.grading.grade import Evidence, Verdict
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from knowledge.schema import Bank, Criterion, Question


class Scripted:
    """Credits what the bank calls right; every second wrong statement gets half."""

    name = "scripted"

    def __init__(self) -> None:
        self.wrong = 0

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        (criterion,) = criteria
        verdict: Verdict = "met" if text in criterion.satisfied_by else "not_met"
        if text in criterion.contradicted_by:
            self.wrong += 1
            verdict = "partly_met" if self.wrong % 2 else "not_met"
        return Judgements((Judgement(criterion.id, verdict, 0.5, (Evidence(text, 0, len(text)),)),))


@pytest.mark.slow
def test_credit_is_counted_by_kind(bank: Bank) -> None:
    result = measure(bank, Grader(Scripted()), "test", 2)
    stems = set(gold_split()["test"])
    criteria = [c for q in bank.values() if q.stem in stems for c in q.criteria]
    assert result["criteria"] == len(criteria)
    right, wrong, near = (result[kind] for kind in ("satisfied_by", "contradicted_by", "not_satisfied_by"))
    assert isinstance(right, dict) and isinstance(wrong, dict) and isinstance(near, dict)
    assert right["statements"] == wrong["statements"] == near["statements"] == 2 * len(criteria)
    assert right["credit"]["value"] == 1.0 and right["met"] == 1.0
    # one half for one in two: a quarter
    assert wrong["credit"]["value"] == pytest.approx(0.25) and wrong["met"] == 0.0
    assert wrong["credit"]["low"] <= 0.25 <= wrong["credit"]["high"]
    assert near["credit"]["value"] == 0.0
