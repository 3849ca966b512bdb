"""What is measured of words said back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from evals.suites.said_back import earned, measure
from interviewer.grading.grade import CriterionGrade, Grade, MisconceptionFinding
from knowledge.schema import Bank, Question


class Hears:
    """Credits the first criterion of every other text, and charges each text that denies."""

    def grade_many(self, rows: Iterable[tuple[Question, str]]) -> Iterator[Grade]:
        for n, (question, text) in enumerate(rows):
            first = question.criteria[0]
            item = CriterionGrade(first.id, first.claim, 1.0, "met" if n % 2 else "not_met")
            said = (MisconceptionFinding("m", (), ""),) if " not " in text else ()
            yield Grade(question.id, 0.0, (item,), said)


def test_shares_are_of_statements_that_earn_and_of_corrections_that_are_charged(bank: Bank) -> None:
    out = measure(bank, Hears(), by_rule=True)  # type: ignore[arg-type]
    for name in ("by_hand", "by_rule"):
        row = out[name]
        assert isinstance(row, dict) and row["n"] > 700 and row["value"] == 0.5
    charged = out["corrections"]
    assert isinstance(charged, dict) and charged["n"] > 380 and 0 < charged["value"] < 1
    assert "by_rule" not in measure(bank, Hears())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdict", "weight", "counts"),
    [
        ("met", 0.0, True),
        ("met", 3.0, True),
        ("partly_met", 2.0, True),
        ("partly_met", 1.0, False),
        ("not_met", 3.0, False),
    ],
)
def test_half_a_point_of_weight_one_may_be_earned(verdict: str, weight: float, counts: bool) -> None:
    assert earned(CriterionGrade("a", "Says a", weight, verdict)) is counts  # type: ignore[arg-type]
