"""Hints, probes and corrections said back: each one in the bank is reworded by somebody."""

from __future__ import annotations

import json

from evals.labelled.said_back import SAID, asked_of, corrections, said_back, turned
from knowledge.schema import Bank
from tests.repeated import repeated


def kept(name: str, *fields: str) -> list[tuple[str, ...]]:
    """These fields of every row of a file, whether or not the bank still has what it is about."""
    rows = map(json.loads, (SAID / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [tuple(row[field] for field in fields) for row in rows]


def test_every_hint_and_probe_is_said_back_and_no_statement_asks(bank: Bank) -> None:
    asked, rows = asked_of(bank), kept("back", "question_id", "of")
    assert sorted(asked - set(rows)) == [], "add a row to back.jsonl"
    assert sorted(set(rows) - asked) == [], "the bank no longer asks this: reword or remove the row in back.jsonl"
    assert repeated(rows) == [] and len(rows) > 1700
    assert [text for _, text in said_back(bank) if text.rstrip().endswith("?") or not text.strip()] == []


def test_by_rule_a_question_loses_its_marks() -> None:
    assert turned("And what comes first?") == "I'd say this: what comes first."
    assert turned("Why? Say more.") == "I'd say this: why. Say more."


def test_every_correction_is_said_in_two_other_ways(bank: Bank) -> None:
    beliefs = {(question.id, belief.id) for question in bank.values() for belief in question.misconceptions}
    rows = kept("corrections", "question_id", "misconception")
    assert sorted(beliefs - set(rows)) == [], "add a row to corrections.jsonl"
    assert sorted(set(rows) - beliefs) == [], "the bank no longer has this: remove the row in corrections.jsonl"
    assert repeated(rows) == []
    said = list(corrections(bank))
    assert len(said) == 2 * len(rows), "each has two wordings"
    assert repeated(text for _, text in said) == []
