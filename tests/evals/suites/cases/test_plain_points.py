"""What is measured of points in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from evals.labelled.gold import gold_split
from evals.labelled.plain_points import LEARNT_FROM, MANNERS, plain_points, plain_twins
from evals.results.headlines import object_at
from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.render import TABLES
from evals.suites.cases.plain_points import measure
from interviewer.grading.grade import CriterionVerdict, Grade
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
                CriterionVerdict(c.id, c.claim, 1.0, "not_met" if wrong else "met", contradicted=wrong)
                for c in question.criteria
            )
            yield Grade(question.id, 0.0, items)


@pytest.mark.slow
@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_credit_and_charges_are_those_of_wordings_that_say_the_point(bank: Bank, split: str) -> None:
    grader = Hears()
    out = measure(bank, grader, split)  # type: ignore[arg-type]
    stems = set(gold_split()[split])
    wanted = [item for item in plain_points(bank) if item.judged == "says" and bank[item.question_id].stem in stems]
    twins = [item for item in plain_twins(bank) if item.judged == "wrong" and bank[item.question_id].stem in stems]
    assert [(question.id, text) for question, text in grader.asked] == [
        (i.question_id, i.text) for i in (*wanted, *twins)
    ]
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


@pytest.mark.slow
@pytest.mark.parametrize("split", ["dev", "test"])
def test_twins_are_charged_and_told_apart(bank: Bank, split: str) -> None:
    out = measure(bank, Hears(), split)  # type: ignore[arg-type]
    stems = set(gold_split()[split])
    right = {
        (i.question_id, i.criterion_id, i.manner): " not " not in i.text
        for i in plain_points(bank)
        if i.judged == "says"
    }
    twins = [item for item in plain_twins(bank) if item.judged == "wrong" and bank[item.question_id].stem in stems]
    denied = [" not " in item.text for item in twins]
    apart = [
        not_said and right[i.question_id, i.criterion_id, i.manner] for i, not_said in zip(twins, denied, strict=True)
    ]

    def value(name: str) -> float:
        row = object_at(out, f"twins.{name}")
        assert row["n"] == len(twins)
        return float(str(row["value"]))

    assert value("called_wrong") == pytest.approx(sum(denied) / len(twins), abs=0.001)
    assert value("credit") == pytest.approx(1 - sum(denied) / len(twins), abs=0.001)
    assert value("told_apart") == pytest.approx(sum(apart) / len(twins), abs=0.001)
    left = out["left_out"]
    wanted = [i for i in plain_points(bank) if i.judged == "says" and i.writer not in LEARNT_FROM]
    assert isinstance(left, dict) and left["n"] == sum(bank[i.question_id].stem in stems for i in wanted)


@pytest.mark.slow
def test_the_table_has_a_row_for_each_manner(bank: Bank) -> None:
    numbers = measure(bank, Hears(), "dev")  # type: ignore[arg-type]
    kept = RecordedResult.of({"suite": "plain-points", **numbers}, "python -m evals plain-points --no-model", {}, None)
    table = TABLES["plain-points"](ResultsLedger((kept,)))
    assert table.count("\n| ") == 1 + 6 + len(MANNERS) and "| of notes |" in table
    assert "python -m evals plain-points --no-model" in TABLES["plain-points"](ResultsLedger(()))
