"""What is measured of replies in a few words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest

from evals.labelled.gold import gold_split
from evals.labelled.short_replies import LABELS, short_replies
from evals.results.headlines import object_at
from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.render import TABLES
from evals.suites.cases.short_replies import measure
from interviewer.grading.grade import CriterionVerdict, Grade
from knowledge.schema import Bank, Question


class Hears:
    """Credits each reply without "no", and calls every other one wrong."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, list[str], list[str]]] = []

    def grade(self, question: Question, answer: str, only: Collection[str], said: Sequence[str]) -> Grade:
        self.asked.append((question.id, answer, list(only), list(said)))
        wrong = "no" in answer.lower()
        items = tuple(
            CriterionVerdict(c.id, c.claim, 1.0, "not_met" if wrong else "met", contradicted=wrong)
            for c in question.criteria
            if c.id in only
        )
        return Grade(question.id, 0.0, items)


@pytest.mark.slow
@pytest.mark.parametrize("split", ["dev", "test"])
def test_each_reply_is_graded_for_its_point_after_its_follow_up(bank: Bank, split: str) -> None:
    grader = Hears()
    out = measure(bank, grader, split)  # type: ignore[arg-type]
    stems = set(gold_split()[split])
    wanted = [item for item in short_replies(bank) if bank[item.question_id].stem in stems]
    assert grader.asked == [(i.question_id, i.text, [i.criterion_id], [i.probe]) for i in wanted]
    for label in LABELS:
        mine = [item for item in wanted if item.label == label]
        row = object_at(out, f"credit.{label}")
        share = sum("no" not in item.text.lower() for item in mine) / len(mine)
        assert row["n"] == len(mine) and float(str(row["value"])) == pytest.approx(share, abs=0.001)
    wrong = object_at(out, "called_wrong.contradicted")
    credit = object_at(out, "credit.contradicted")
    assert float(str(wrong["value"])) == pytest.approx(1 - float(str(credit["value"])), abs=0.001)
    twice = [item for item in wanted if item.second]
    agreed = sum(item.label == item.second for item in twice) / len(twice)
    assert float(str(object_at(out, "agreement")["value"])) == pytest.approx(agreed, abs=0.001)


def test_nothing_was_written_to_training_questions(bank: Bank) -> None:
    numbers = measure(bank, Hears(), "train")  # type: ignore[arg-type]
    assert object_at(numbers, "credit.met") == {"n": 0}


@pytest.mark.slow
def test_the_table_has_a_row_for_each_kind(bank: Bank) -> None:
    numbers = measure(bank, Hears(), "dev")  # type: ignore[arg-type]
    command = "python -m evals short-replies --no-model"
    kept = RecordedResult.of({"suite": "short-replies", **numbers}, command, {}, None)
    table = TABLES["short-replies"](ResultsLedger((kept,)))
    assert table.count("\n| ") == 1 + 7 and "| replies that say nothing" in table
    assert command in TABLES["short-replies"](ResultsLedger(()))
