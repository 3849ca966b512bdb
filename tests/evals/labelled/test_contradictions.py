"""A second reader, who saw claim and statement alone, takes every wrong statement of the bank for wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.labelled.contradictions import ReadStatement, contradictions_told, not_contrary, read_statements
from interviewer.errors import UsageError
from knowledge.schema import Bank, Criterion, Question

NOT_READ: set[tuple[str, str, str]] = set()
"""Statements that were written or reworded after the reading. The list may only shrink: a new statement is read first."""
CRITERION = Criterion(
    "x",
    claim="Says that it rises",
    satisfied_by=("it rises", "it goes up"),
    partly_satisfied_by=("it moves",),
    not_satisfied_by=("it is there",),
    contradicted_by=("it falls", "it stays", "it sinks"),
)
BANK = Bank([Question("a-01", section="a", question="?", reference="!", criteria=(CRITERION,))], Path())


def read(text: str, second: str, label: str = "contra") -> ReadStatement:
    return ReadStatement(part="a-01", criterion="x", text=text, second=second, label=label)


def test_every_wrong_statement_of_the_bank_was_read_as_wrong(bank: Bank) -> None:
    assert not_contrary(bank, read_statements()) == dict.fromkeys(NOT_READ, "")


def test_what_was_not_read_or_read_otherwise_is_named() -> None:
    rows = [read("it falls", "contrary"), read("it stays", "silent"), read("it rises", "says", "met")]
    assert not_contrary(BANK, rows) == {("a-01", "x", "it stays"): "silent", ("a-01", "x", "it sinks"): ""}


def test_agreement_with_the_bank() -> None:
    rows = [
        read("it falls", "contrary"),
        read("it stays", "silent"),
        read("it rises", "says", "met"),
        read("it moves", "says", "half"),
        read("it is there", "silent", "not"),
        read("it goes down", "silent", "contra"),  # is in no list any more
    ]
    told = contradictions_told(BANK, rows)
    assert (told["statements"], told["not_read"], told["contrary"], told["changed_since"]) == (3, 1, 0.5, 1)
    assert told["read_as"] == {
        "contra": {"contrary": 1, "silent": 2},
        "met": {"says": 1},
        "half": {"says": 1},
        "not": {"silent": 1},
    }
    # three meant as contrary, two to say it and one silent, read as one, two and three: 4 of 6, by chance (3 + 4 + 3) of 36
    assert told["kappa"] == round((4 / 6 - 10 / 36) / (1 - 10 / 36), 3) and told["kappa_of_decoys"] == 1.0
    none = contradictions_told(BANK, [])
    assert none["not_read"] == 3 and none["contrary"] is None and none["kappa"] is None


def test_lines_are_read_with_and_without_the_list_they_are_from(tmp_path: Path) -> None:
    path = tmp_path / "contradicted.jsonl"
    line = {"part": "a-01", "criterion": "x", "text": "it falls", "second": "contrary"}
    path.write_text(json.dumps(line) + "\n" + json.dumps(line | {"label": "half", "second": "says"}) + "\n")
    assert read_statements(path) == [read("it falls", "contrary"), read("it falls", "says", "half")]


@pytest.mark.parametrize("wrong", [{"second": "agrees"}, {"label": "true"}, {"text": None}, {"part": 3}])
def test_a_wrong_line_is_named(tmp_path: Path, wrong: dict[str, object]) -> None:
    path = tmp_path / "contradicted.jsonl"
    line = {"part": "a-01", "criterion": "x", "text": "it falls", "second": "contrary"}
    path.write_text(json.dumps(line) + "\n" + json.dumps(line | wrong))
    with pytest.raises(UsageError, match=r"contradicted\.jsonl:2: "):
        read_statements(path)
