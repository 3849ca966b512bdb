"""How far grades agree with labels: intervals, calibration, floors, disagreements."""

from __future__ import annotations

from typing import Any

import pytest

from evals.labelled.gold import LabelledAnswer
from evals.suites.agreement.agreement import disagreements, expected_score, measure
from interviewer.grading.grade import CriterionVerdict, Grade, MisconceptionFinding
from interviewer.json_data import JsonObject
from knowledge.schema import Bank
from tests.evals.agreeing import graded


@pytest.fixture(scope="module")
def perfect(bank: Bank, answers: list[LabelledAnswer]) -> JsonObject:
    """What is measured of a grader that agrees with every label."""
    return measure(bank, [(a, graded(bank, a)) for a in answers])


@pytest.mark.slow
def test_a_perfect_grader_is_perfect_and_ahead_of_every_floor(
    bank: Bank, answers: list[LabelledAnswer], perfect: JsonObject
) -> None:
    result: Any = perfect
    assert result["qwk"]["value"] == result["pair_order"]["value"] == 1.0
    assert result["criteria"]["macro_f1"]["value"] == 1.0 and result["criteria"]["met_rate_bias"] == 0.0
    assert all(row["ahead_by_qwk"]["low"] > 0 for row in result["floors"].values())
    assert disagreements(bank, [(a, graded(bank, a)) for a in answers]) == []
    assert result["length"]["long_wrong_below_partial"]["share"] in (None, 1.0)


def test_the_expected_score_keeps_what_verdicts_round_away(perfect: JsonObject) -> None:
    items = tuple(
        CriterionVerdict(name, "claim", weight, "partly_met", p)
        for name, weight, p in (("a", 3.0, 0.6), ("b", 1.0, 0.4))
    )
    off = CriterionVerdict("c", "claim", 9.0, "ungraded")
    wrong = MisconceptionFinding("m", (), "no", 0.25)
    assert expected_score(Grade("q", 0.5, (*items, off))) == pytest.approx((3 * 0.6 + 0.4) / 4)
    assert expected_score(Grade("q", 0.5, items, (wrong,))) == pytest.approx(0.3)
    assert expected_score(Grade("q", 0.5, items, (wrong,) * 4)) == expected_score(Grade("q", 0.0, (off,))) == 0.0
    found: Any = perfect["expected_score"]
    assert found["pair_order"]["value"] == 1.0 and 0 < found["mae"] < 0.15


@pytest.mark.slow
def test_a_wrong_verdict_costs_and_is_listed_with_the_surest_first(bank: Bank, answers: list[LabelledAnswer]) -> None:
    first = bank[answers[0].question_id].criteria[0].id
    rows = [(a, graded(bank, a, frozenset([first]))) for a in answers]
    result = measure(bank, rows)
    assert result["criteria"]["accuracy"] < 1.0 and result["qwk"]["value"] < 1.0
    listed = disagreements(bank, rows)
    assert {row["id"] for row in listed} == {a.id for a in answers if a.question_id == answers[0].question_id}
    assert all(row["label"] != row["verdict"] and row["answer"] for row in listed)
