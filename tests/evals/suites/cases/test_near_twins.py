"""What is measured of near twins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from evals.labelled.gold import gold_split
from evals.labelled.near_twins import NearTwins
from evals.suites.cases import near_twins as suite
from evals.suites.cases.near_twins import measure
from interviewer.grading.grade import CriterionVerdict, Grade
from knowledge.schema import Bank, Question


class Hears:
    """Credits what says "right", half of what says "half", and names what says "wrong" but not what says "sly"."""

    def grade_many(self, rows: Iterable[tuple[Question, str]]) -> Iterator[Grade]:
        for question, text in rows:
            verdict = "met" if "right" in text or "sly" in text else "partly_met" if "half" in text else "not_met"
            p = {"met": 0.9, "partly_met": 0.5, "not_met": 0.1}[verdict]
            items = tuple(
                CriterionVerdict(c.id, c.claim, c.weight, verdict, p, contradicted="wrong" in text)  # type: ignore[arg-type]
                for c in question.criteria
            )
            yield Grade(question.id, p, items)


def twins(bank: Bank, stem: str, right: str, wrong: tuple[tuple[str, str], ...], half: str = "") -> NearTwins:
    question = next(q for q in bank.values() if q.stem == stem)
    return NearTwins(question.id, question.criteria[0].id, "one", right, f"also {right}", wrong, half)


def test_credit_names_and_order_are_counted_by_kind(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = sorted(gold_split()["test"])[:2]
    learnt = sorted(gold_split()["train"])[0]
    told = [
        twins(bank, first, "right", (("wrong", "swapped"), ("sly one", "number")), "half of it"),
        twins(bank, second, "right too", (("wrong as well", "swapped"),)),
        twins(bank, learnt, "right of a question that was learnt", (("sly", "cause"),)),
    ]
    monkeypatch.setattr(suite, "near_twins", lambda bank: told)
    out = measure(bank, Hears(), "test")  # type: ignore[arg-type]
    assert out["points"] == 2 and out["writers"] == ["one"]

    def value(name: str) -> tuple[object, object]:
        row = out[name]
        assert isinstance(row, dict)
        return row["n"], row["value"]

    assert (value("right"), value("same"), value("half")) == ((2, 1.0), (2, 1.0), (1, 0.5))
    assert value("wrong") == (3, 0.333) and value("named") == (3, 0.667)
    assert value("in_order") == (3, 0.833), "what is thought as likely as the right one is half in order"
    kinds = out["kinds"]
    assert isinstance(kinds, dict) and set(kinds) == {"swapped", "number"}
    assert kinds["swapped"]["value"] == 0.0 and kinds["number"]["value"] == 1.0


def test_the_shipped_ones_for_measuring_are_by_a_writer_of_whom_nothing_is_learnt(bank: Bank) -> None:
    from evals.labelled.near_twins import near_twins

    train = set(gold_split()["train"])
    learnt = {item.writer for item in near_twins(bank) if bank[item.question_id].stem in train}
    held = {item.writer for item in near_twins(bank) if bank[item.question_id].stem not in train}
    assert learnt and held and not learnt & held
