"""Near twins: what a line must contain, and what the shipped ones contain."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from evals.labelled.gold import gold_split
from evals.labelled.near_twins import KINDS, near_twins
from interviewer.errors import UsageError
from knowledge.schema import Bank
from tests.repeated import repeated


def line(bank: Bank, **changes: object) -> str:
    question = next(iter(bank.values()))
    data = {
        "question_id": question.id,
        "criterion_id": question.criteria[0].id,
        "writer": "one",
        "right": "It grows with depth.",
        "same": "With depth it grows.",
        "wrong": {"It shrinks with depth.": "reversed"},
    }
    return json.dumps({**data, **changes})


def read(bank: Bank, folder: Path, **changes: object) -> None:
    (folder / "one.jsonl").write_text(line(bank, **changes) + "\n")
    near_twins(bank, folder)


def test_a_line_is_read(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text(line(bank, half="It grows.") + "\n")
    (twins,) = near_twins(bank, tmp_path)
    assert list(twins.statements()) == [
        ("It grows with depth.", "says"),
        ("With depth it grows.", "says"),
        ("It shrinks with depth.", "contradicts"),
        ("It grows.", "half"),
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"question_id": "nlp-99"}, "no point"),
        ({"criterion_id": "nothing"}, "no point"),
        ({"wrong": {}}, "must be an object"),
        ({"wrong": ["It shrinks."]}, "must be an object"),
        ({"wrong": {"It shrinks.": "spoilt"}}, "must be one of"),
        ({"wrong": {" ": "denied"}}, "empty"),
        ({"right": " "}, "empty"),
        ({"wrong": {"It grows with depth.": "denied"}}, "both right and wrong"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(bank: Bank, tmp_path: Path, changes: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=rf"one\.jsonl:1: .*{said}"):
        read(bank, tmp_path, **changes)


def test_the_shipped_ones_are_by_several_writers_of_every_kind_and_no_two_alike(bank: Bank) -> None:
    twins, split = near_twins(bank), gold_split()
    for part in ("train", "test"):
        stems = set(split[part])
        mine = [item for item in twins if bank[item.question_id].stem in stems]
        assert {bank[item.question_id].stem for item in mine} == stems
        kinds = Counter(kind for item in mine for _, kind in item.wrong)
        assert set(kinds) == set(KINDS) and min(kinds.values()) >= 3
    assert len({item.writer for item in twins}) >= 4
    for item in twins:
        assert repeated(text for text, _ in item.statements()) == []
