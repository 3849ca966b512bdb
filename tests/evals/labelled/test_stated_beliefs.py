"""Wrong beliefs in other words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.labelled import stated_beliefs as module
from evals.labelled.gold import gold_split
from evals.labelled.stated_beliefs import MANNERS, stated_beliefs
from interviewer.errors import UsageError
from knowledge.schema import Bank

GOOD = {
    "question_id": "nlp-02",
    "belief": "classification",
    "writer": "k",
    "kind": "states",
    "manner": "terse",
    "text": "It sorts texts into classes.",
    "second": "states",
}


def test_each_belief_is_stated_in_every_manner_and_has_true_statements_close_to_it(bank: Bank) -> None:
    items = list(stated_beliefs(bank))
    beliefs = {(item.question_id, item.belief) for item in items}
    assert len(beliefs) > 60 and len(items) > 500
    for question_id, belief in beliefs:
        mine = [item for item in items if (item.question_id, item.belief) == (question_id, belief)]
        assert sorted(item.manner for item in mine if item.kind == "states") == sorted(MANNERS)
        assert sum(item.kind == "near" for item in mine) == 3 and sum(item.kind == "answer" for item in mine) == 1


def test_each_writer_has_questions_of_one_split(bank: Bank) -> None:
    dev, test = (set(gold_split()[split]) for split in ("dev", "test"))
    for item in stated_beliefs(bank):
        assert bank[item.question_id].stem in {"k": dev, "l": test}[item.writer]


def test_none_is_an_example_of_the_bank(bank: Bank) -> None:
    known = {text for q in bank.values() for m in q.misconceptions for text in (*m.examples, *m.not_examples)}
    assert not [item.text for item in stated_beliefs(bank) if item.text in known]


def test_a_second_reader_labelled_every_statement(bank: Bank) -> None:
    assert all(bool(item.second) == (item.kind != "answer") for item in stated_beliefs(bank))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "maybe"}, "'kind' is one of"),
        ({"manner": "loud"}, "'manner' is one of"),
        ({"text": None}, "text"),
        ({"kind": "answer", "said": "Something else."}, "words of the text"),
    ],
)
def test_a_wrong_line_is_named(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], told: str
) -> None:
    (tmp_path / "beliefs.jsonl").write_text(json.dumps(GOOD) + "\n" + json.dumps(GOOD | change) + "\n")
    monkeypatch.setattr(module, "SAID", tmp_path)
    with pytest.raises(UsageError, match=told):
        list(stated_beliefs(bank))


def test_a_belief_that_the_bank_no_longer_has_is_left_out(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "beliefs.jsonl").write_text(json.dumps(GOOD) + "\n" + json.dumps(GOOD | {"belief": "gone"}) + "\n")
    monkeypatch.setattr(module, "SAID", tmp_path)
    assert [item.belief for item in stated_beliefs(bank)] == ["classification"]
