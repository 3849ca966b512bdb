"""Shares of points that are called contradicted, checked by hand."""

from __future__ import annotations

from dataclasses import replace

from evals.labelled.gold import LabelledAnswer
from evals.suites.agreement.charges import charges
from interviewer.grading.grade import CriterionVerdict, Grade
from knowledge.schema import Bank

CALLED = {"a": True, "b": False, "c": True, "d": False}


def test_charges_are_told_by_what_the_label_says(bank: Bank) -> None:
    labels = {"a": "met", "b": "partly_met", "c": "not_met", "d": "not_met"}
    answer = LabelledAnswer("1", "rl-01", "x", None, labels, contradicted=frozenset({"c"}))
    items = tuple(CriterionVerdict(i, "Says", 1, "not_met", contradicted=called) for i, called in CALLED.items())
    left = replace(items[0], id="e")  # without a label it is not counted
    found = charges(bank, [(answer, Grade("rl-01", 0.0, (*items, left)))])
    assert found["told"]["made"] == found["made"], "each is sure"
    assert found["made"] == {"n": 2, "value": 0.5, "low": 0.5, "high": 0.5}
    assert (found["wrong"], found["open"]) == (
        {"n": 1, "value": 1.0, "low": 1.0, "high": 1.0},
        {"n": 1, "value": 0.0, "low": 0.0, "high": 0.0},
    )


def test_what_was_not_judged_is_not_counted(bank: Bank) -> None:
    answer = LabelledAnswer("1", "rl-01", "x", None, {"a": "met"})
    found = charges(bank, [(answer, Grade("rl-01", 0.0, (CriterionVerdict("a", "Says", 1, "ungraded"),)))])
    none = {"made": {"n": 0}, "wrong": {"n": 0}, "open": {"n": 0}}
    assert found == {**none, "told": none}


def test_a_charge_that_is_not_sure_is_heard_and_not_told(bank: Bank) -> None:
    answer = LabelledAnswer("1", "rl-01", "x", None, {"a": "met"})
    item = CriterionVerdict("a", "Says", 1, "not_met", contradicted=True, unsure=True)
    found = charges(bank, [(answer, Grade("rl-01", 0.0, (item,)))])
    assert (found["made"]["value"], found["told"]["made"]["value"]) == (1.0, 0.0)
