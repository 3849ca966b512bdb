"""Phrases under different labels of one criterion, read blind in pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.labelled.label_pairs import LabelPair, pairs_told, read_pairs
from interviewer.errors import UsageError
from knowledge.schema import Bank


def test_no_two_phrases_of_the_sample_come_to_the_same(bank: Bank) -> None:
    pairs = read_pairs()
    assert len(pairs) == 200 and not any(pair.same for pair in pairs)
    assert all(pair.labels[0] != pair.labels[1] for pair in pairs)
    assert {(pair.part, pair.criterion) for pair in pairs} <= {(q.id, c.id) for q in bank.values() for c in q.criteria}


def test_what_is_told_of_pairs() -> None:
    one = LabelPair("a", "x", ("p", "q"), labels=("met", "not_met"), second=("met", "met"), same=True)
    other = LabelPair("a", "y", ("r", "s"), labels=("met", "contradicted"), second=("met", "contradicted"), same=False)
    told = pairs_told([one, other])
    assert (told["pairs"], told["come_to_the_same"], told["labels"], told["same_label"]) == (2, 1, 4, 3)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"part": "a", "criterion": "x", "phrases": ["p"], "labels": ["met", "met"], "second": ["met", "met"], "same": true}', "'phrases' must be two texts"),
        ('{"part": "a", "criterion": "x", "phrases": ["p", "q"], "labels": ["met", "met"], "second": ["met", "met"]}', "'same' must be true or false"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=fault):
        read_pairs(path)
