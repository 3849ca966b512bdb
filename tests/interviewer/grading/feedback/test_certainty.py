"""How sure a verdict is, in words that fit it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.grading.feedback.certainty import doubt
from interviewer.grading.grade import CriterionVerdict, Verdict

ITEM = CriterionVerdict("c", "Says so", 1, "met", 0.5)


@pytest.mark.parametrize(
    ("verdict", "contradicted", "says", "asks"),
    [
        ("met", False, "your answer may not quite make it.", "does your answer really say this?"),
        ("partly_met", False, "your answer may cover more or less of it.", "does your answer say this?"),
        ("not_met", False, "your answer may make it after all.", "does your answer say this?"),
        ("not_met", True, "the quoted words may make it or contradict it.", "do the quoted words make this point?"),
    ],
)
@pytest.mark.parametrize("probability", [0.02, 0.36, 0.52, 0.71])
def test_the_words_fit_the_verdict_whatever_the_number(
    verdict: Verdict, contradicted: bool, says: str, asks: str, probability: float
) -> None:
    item = replace(ITEM, verdict=verdict, contradicted=contradicted, probability=probability, unsure=True)
    if verdict == "met" and probability == 0.71:
        assert doubt(item) == "" and item.uncertain, "most of such credit is right"
        return
    assert doubt(item) == f"Not sure about this one: {says}"
    assert doubt(item, to_check=True) == f"Not sure about this one: {asks}"


def test_of_a_sure_or_a_settled_verdict_nothing_is_said() -> None:
    for item in (replace(ITEM, unsure=False), replace(ITEM, denied=True), replace(ITEM, verdict="ungraded")):
        assert doubt(item) == doubt(item, to_check=True) == ""


@pytest.mark.parametrize(
    ("probability", "shown"), [(0.3, True), (0.59, True), (0.6, False), (0.74, False), (0.9, True)]
)
def test_credit_is_doubted_where_it_is_near_a_coin_toss_or_the_judge_says_so(probability: float, shown: bool) -> None:
    assert bool(doubt(replace(ITEM, probability=probability, unsure=True))) == shown
    assert doubt(replace(ITEM, probability=probability, unsure=True, verdict="not_met"))
