"""What is measured of points in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from evals.labelled.gold import gold_split
from evals.labelled.plain_points import MANNERS, plain_points
from evals.results.ledger import RecordedRun, ResultsLedger
from evals.results.render import TABLES
from evals.suites.plain_points import measure
from interviewer.grading.grade import CriterionGrade, Grade
from knowledge.schema import Bank, Question


class Hears:
    """Credits each text without "not", and calls every other one wrong."""

    def __init__(self) -> None:
        self.asked: list[tuple[Question, str]] = []

    def grade_many(self, rows: Iterable[tuple[Question, str]]) -> Iterator[Grade]:
        for question, text in rows:
            self.asked.append((question, text))
            wrong = " not " in text
            items = tuple(
                CriterionGrade(c.id, c.claim, 1.0, "not_met" if wrong else "met", contradicted=wrong)
                for c in question.criteria
            )
            yield Grade(question.id, 0.0, items)


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_credit_and_charges_are_those_of_wordings_that_say_the_point(bank: Bank, split: str) -> None:
    grader = Hears()
    out = measure(bank, grader, split)  # type: ignore[arg-type]
    stems = set(gold_split()[split])
    wanted = [item for item in plain_points(bank) if item.judged == "says" and bank[item.question_id].stem in stems]
    assert [(question.id, text) for question, text in grader.asked] == [(i.question_id, i.text) for i in wanted]
    assert {question.stem for question, _ in grader.asked} == stems
    share = sum(" not " in item.text for item in wanted) / len(wanted)
    credit, charged, manners = out["credit"], out["called_wrong"], out["manners"]
    assert (
        isinstance(credit, dict)
        and credit["value"] == pytest.approx(1 - share, abs=0.001)
        and credit["n"] == len(wanted)
    )
    assert isinstance(charged, dict) and charged["value"] == pytest.approx(share, abs=0.001)
    assert isinstance(manners, dict) and list(manners) == list(MANNERS)
    assert sum(row["n"] for row in manners.values()) == len(wanted)  # type: ignore[index, misc, call-overload]


def test_the_table_has_a_row_for_each_manner(bank: Bank) -> None:
    numbers = measure(bank, Hears(), "dev")  # type: ignore[arg-type]
    kept = RecordedRun.of({"suite": "plain-points", **numbers}, "python -m evals plain-points --no-model", {}, None)
    table = TABLES["plain-points"](ResultsLedger((kept,)))
    assert table.count("\n| ") == 1 + 2 + len(MANNERS) and "| of notes |" in table
    assert "python -m evals plain-points --no-model" in TABLES["plain-points"](ResultsLedger(()))
