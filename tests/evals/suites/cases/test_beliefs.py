"""What is measured of wrong beliefs in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from evals.labelled.gold import gold_split
from evals.labelled.stated_beliefs import MANNERS, stated_beliefs
from evals.results.headlines import object_at
from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.model_card import changes
from evals.results.render import TABLES
from evals.suites.cases.beliefs import measure
from interviewer.grading.grade import Evidence, Grade, MisconceptionFinding
from knowledge.schema import Bank, Question


class Finds:
    """Finds the first belief of each question, in the first twenty letters of every text."""

    def grade_many(self, rows: Iterable[tuple[Question, str]]) -> Iterator[Grade]:
        for question, text in rows:
            first = question.misconceptions[0]
            quote = Evidence(text[:20], 0, 20)
            yield Grade(question.id, 0.25, (), (MisconceptionFinding(first.id, (quote,), first.correction, 0.1),))


def value(numbers: dict[str, object], name: str) -> float:
    return float(str(object_at(numbers, name)["value"]))  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_belief_is_found_only_where_it_is_stated(bank: Bank) -> None:
    out = measure(bank, Finds(), "dev")  # type: ignore[arg-type]
    stems = set(gold_split()["dev"])
    items = [item for item in stated_beliefs(bank) if bank[item.question_id].stem in stems]

    def share(kind: str, answers: bool = False) -> float:
        mine = [item for item in items if item.kind == kind]
        first = [item for item in mine if bank[item.question_id].misconceptions[0].id == item.belief]
        there = [item for item in first if not answers or item.text.index(item.said) < 20]
        return len(there) / len(mine)

    assert abs(value(out, "found") - share("states")) < 0.001 and 0 < share("states") < 1
    assert abs(value(out, "found_in_answers") - share("answer", answers=True)) < 0.001
    assert abs(value(out, "charged_in_answers") - (1 - share("answer", answers=True))) < 0.001
    assert value(out, "charged") == 1.0 and value(out, "credit") == 0.25 and value(out, "agreement") > 0.9


@pytest.mark.slow
def test_both_tables_have_the_rows(bank: Bank) -> None:
    numbers = measure(bank, Finds(), "dev")  # type: ignore[arg-type]
    kept = RecordedResult.of({"suite": "beliefs", **numbers}, "python -m evals beliefs --no-model", {}, None)
    table = TABLES["beliefs"](ResultsLedger((kept,)))
    assert table.count("\n| ") == 1 + 6 + len(MANNERS) and "close to a belief" in table
    assert "wrong belief in other words: share found" in changes(ResultsLedger((kept,)))
    assert "python -m evals beliefs" in TABLES["beliefs"](ResultsLedger(()))
