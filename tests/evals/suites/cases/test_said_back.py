"""What is measured for words that are said back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from evals.labelled.gold import gold_split
from evals.suites.cases.said_back import earned, measure
from interviewer.grading.grade import CriterionVerdict, Grade, MisconceptionFinding
from interviewer.grading.grader import Exchange
from knowledge.schema import Bank, Question


class Hears:
    """Credits the first criterion of every other text, and charges each text that denies."""

    def grade_many(self, rows: Iterable[tuple[Question, str]]) -> Iterator[Grade]:
        for n, (question, text) in enumerate(rows):
            first = question.criteria[0]
            item = CriterionVerdict(first.id, first.claim, 1.0, "met" if n % 2 else "not_met")
            said = (MisconceptionFinding("m", (), ""),) if " not " in text else ()
            yield Grade(question.id, 0.0, (item,), said)

    def grade_exchanges(self, rows: Iterable[Exchange]) -> Iterator[Grade]:
        """Credits nothing to those who say back what they were just told."""
        for question, text, said in rows:
            assert said and text
            first = question.criteria[0]
            yield Grade(question.id, 0.0, (CriterionVerdict(first.id, first.claim, 1.0, "not_met"),))


@pytest.mark.slow
def test_shares_are_of_statements_that_earn_and_of_corrections_that_are_charged(bank: Bank) -> None:
    out = measure(bank, Hears(), "train", by_rule=True)  # type: ignore[arg-type]
    for name in ("by_hand", "by_rule"):
        row = out[name]
        assert isinstance(row, dict) and row["n"] > 400 and row["value"] == pytest.approx(0.5, abs=0.01)
    told = out["in_an_interview"]
    assert isinstance(told, dict) and told["n"] > 400 and told["value"] == 0.0
    charged = out["corrections"]
    assert isinstance(charged, dict) and charged["n"] > 200 and 0 < charged["value"] < 1
    assert "by_rule" not in measure(bank, Hears(), "train")  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_split_has_the_questions_of_its_own(bank: Bank) -> None:
    seen: dict[str, set[str]] = {}
    for split in ("train", "dev", "test"):
        asked: list[Question] = []

        class Notes(Hears):
            def grade_many(self, rows: Iterable[tuple[Question, str]], kept: list[Question] = asked) -> Iterator[Grade]:
                some = list(rows)
                kept += [question for question, _ in some]
                return super().grade_many(some)

        measure(bank, Notes(), split)  # type: ignore[arg-type]
        seen[split] = {question.stem for question in asked}
        assert seen[split] == set(gold_split()[split])


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
    assert earned(CriterionVerdict("a", "Says a", weight, verdict)) is counts  # type: ignore[arg-type]
