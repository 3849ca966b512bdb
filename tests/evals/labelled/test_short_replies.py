"""Replies of a few words to follow-ups."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from evals.labelled import short_replies as module
from evals.labelled.gold import gold_split
from evals.labelled.short_replies import LABELS, MOST_WORDS, short_replies
from interviewer.errors import UsageError
from knowledge.schema import Bank
from tests.repeated import repeated

GOOD = {
    "question_id": "training-01",
    "criterion": "capacity",
    "writer": "k",
    "probe": "Why so small?",
    "reply": "To see that it can fit.",
    "label": "met",
}


def test_they_are_short_and_of_every_label(bank: Bank) -> None:
    replies = list(short_replies(bank))
    assert len(replies) > 1500 and set(Counter(item.label for item in replies)) == set(LABELS)
    assert max(len(item.text.split()) for item in replies) <= MOST_WORDS
    assert repeated((i.question_id, i.criterion_id, i.probe, i.text) for i in replies) == []


def test_each_writer_has_questions_of_one_split(bank: Bank) -> None:
    dev, test = (set(gold_split()[split]) for split in ("dev", "test"))
    for item in short_replies(bank):
        assert bank[item.question_id].stem in {"k": dev, "l": test}[item.writer]


def test_a_second_reader_mostly_agrees(bank: Bank) -> None:
    twice = [item for item in short_replies(bank) if item.second]
    assert len(twice) >= 300
    assert sum(item.label == item.second for item in twice) > 0.8 * len(twice)


@pytest.mark.parametrize(
    ("change", "told"),
    [({"label": "maybe"}, "a label is one of"), ({"second": "?"}, "a label is one of"), ({"reply": None}, "reply")],
)
def test_a_wrong_line_is_named(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], told: str
) -> None:
    (tmp_path / "short.jsonl").write_text(json.dumps(GOOD) + "\n" + json.dumps(GOOD | change) + "\n")
    monkeypatch.setattr(module, "SAID", tmp_path)
    with pytest.raises(UsageError, match=told):
        list(short_replies(bank))


def test_a_point_that_the_bank_no_longer_has_is_left_out(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = GOOD | {"criterion": "gone"}
    (tmp_path / "short.jsonl").write_text(json.dumps(GOOD) + "\n" + json.dumps(gone) + "\n")
    monkeypatch.setattr(module, "SAID", tmp_path)
    assert [item.criterion_id for item in short_replies(bank)] == ["capacity"]
