"""Attacks on the grader, and changes that should change nothing."""

from __future__ import annotations

import random

import pytest

from evals.labelled.gold import gold_answers
from evals.suites.attacks import robustness
from evals.suites.attacks.robustness import ATTACKS, HARMLESS, measure_robustness
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, weighted_score
from knowledge.schema import Bank


class LengthJudge:
    """A grader that pays for words, so that the suite has something to find."""

    name = "length"

    def grade(self, question: object, answer: str) -> Grade:
        verdict = "met" if len(answer) > 400 else "not_met"
        item = CriterionVerdict("a", "A", 1.0, verdict, 0.5, (Evidence(answer[:3], 0, 3),))  # type: ignore[arg-type]
        return Grade("x", weighted_score((item,), 0.0), (item,))


def test_the_robustness_suite_finds_a_grader_that_can_be_padded(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    few = list(gold_answers(bank, "test"))[:10]
    monkeypatch.setattr(robustness, "gold_answers", lambda bank, split: few)
    result = measure_robustness(bank, LengthJudge(), "test")  # type: ignore[arg-type]
    assert result["attacks"].keys() == ATTACKS.keys() and result["harmless"].keys() == HARMLESS.keys()
    assert (
        result["attacks"]["reference echoed"]["flipped_to_met"] == 1.0
        and result["attacks"]["colon"]["flipped_to_met"] == 0.0
    )
    assert result["harmless"]["same again"] == {"mean_points": 0.0, "mean_absolute_points": 0.0, "verdicts_kept": 1.0}


def test_attacks_and_changes_keep_what_was_said(bank: Bank) -> None:
    question = bank["training-01"]
    text = "First one. Second one, e.g. this. Third."
    for change in ATTACKS.values():
        assert text in change(text, question, random.Random(0))
    assert sorted(HARMLESS["order of sentences"](text, question, random.Random(1)).split()) == sorted(text.split())
    assert sorted(HARMLESS["typos"](text, question, random.Random(1))) == sorted(text)
