"""Hints, probes and corrections said back: each one in the bank is reworded by somebody."""

from __future__ import annotations

from evals.labelled.said_back import asked_of, corrections, said_back, turned
from knowledge.schema import Bank


def test_every_hint_and_probe_is_said_back_and_no_statement_asks(bank: Bank) -> None:
    rows = list(said_back(bank))
    assert len(rows) == len(asked_of(bank)) > 1700
    assert not any(text.rstrip().endswith("?") or not text.strip() for _, text in rows)


def test_by_rule_a_question_loses_its_marks() -> None:
    assert turned("And what comes first?") == "I'd say this: what comes first."
    assert turned("Why? Say more.") == "I'd say this: why. Say more."


def test_every_correction_is_said_in_two_other_ways(bank: Bank) -> None:
    rows = list(corrections(bank))
    assert len(rows) == 2 * sum(len(question.misconceptions) for question in bank.values())
    assert len({text for _, text in rows}) == len(rows)
