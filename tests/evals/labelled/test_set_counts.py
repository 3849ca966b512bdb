"""What every set of the gold holds, counted by writer and kind."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from evals.labelled.gold import GOLD
from evals.labelled.set_counts import MOST_KINDS, set_counts
from evals.labelled.strangers import LEARNT_FROM, LEFT_OUT, STRANGERS
from knowledge.schema import Bank


@pytest.mark.slow
def test_every_set_is_counted(bank: Bank) -> None:
    folders = {path.name for path in GOLD.iterdir() if path.is_dir()} - {"second", "said"}
    said = {f"said/{path.stem}" for path in (GOLD / "said").glob("*.jsonl")}
    found: dict[str, Any] = dict(set_counts(bank))
    assert set(found) == {*folders, *said, "gold"}
    texts = {
        name: sum(len(path.read_text(encoding="utf-8").splitlines()) for path in (GOLD / name).glob("*.jsonl"))
        for name in folders - {"near-twins", "contrasts"}
    }
    assert {name: found[name]["texts"] for name in texts} == texts
    assert found["expert"]["sections"] == dict.fromkeys(("training", "nlp", "vision", "rl", "advanced"), 10)
    assert found["prose"]["texts"] == 108 and "labelled_by" not in found["prose"]
    assert found["gold"]["labelled_by"] == "one reader / one reader (the writer)"
    assert found["forms"]["labelled_by"] == "one reader (the writer) / not recorded"


@pytest.mark.slow
def test_answers_by_strangers_are_counted_by_writer_quality_and_label(bank: Bank) -> None:
    sets: dict[str, Any] = dict(set_counts(bank))
    found = sets["strangers"]
    lines = [json.loads(line) for path in sorted(STRANGERS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    assert found["texts"] == len(lines) == 1900
    for writer in (*LEARNT_FROM, *LEFT_OUT):
        mine = Counter(line["quality"] for line in lines if line["writer"] == writer)
        assert mine and found["writers"][writer] == mine
    assert sorted(found["writers"]) == sorted([*LEARNT_FROM, *LEFT_OUT])
    assert found["labels"] == Counter(label for line in lines for label in line["labels"].values())
    assert "contradicted" in found["labels"]


def test_statements_are_counted_where_a_line_has_several(bank: Bank) -> None:
    twins = {"question_id": "rl-01", "writer": "a", "right": "x", "same": "y", "wrong": {"z": "denied", "u": "denied"}}
    contrast = {"topic": "t", "claim": "c", "says": ["x", "y"], "half": [], "contradicts": ["z"], "silent": ["u"]}
    found: dict[str, Any] = dict(set_counts(bank, {"near-twins/a": (twins,), "contrasts/b": (contrast,)}))
    assert found["near-twins"]["writers"] == {"a": {"half": 0, "right": 1, "same": 1, "wrong: denied": 2}}
    assert found["contrasts"]["writers"] == {"b": {"contradicts": 1, "half": 0, "says": 2, "silent": 1}}
    assert found["near-twins"]["texts"] == found["contrasts"]["texts"] == 4


def test_a_file_stands_for_its_writer_and_kinds_of_one_text_each_are_left_out(bank: Bank) -> None:
    rows = tuple({"question_id": "rl-01", "category": f"kind {number}"} for number in range(MOST_KINDS + 1))
    found: dict[str, Any] = dict(
        set_counts(bank, {"forms/some-hand": rows, "rl": ({"question_id": "rl-01", "kind": "x"},), "second/a": rows})
    )
    assert found["forms"]["writers"] == {"some-hand": {"texts": MOST_KINDS + 1}} and "second" not in found
    assert found["gold"]["writers"] == {"not recorded": {"x": 1}} and found["gold"]["sections"] == {"rl": 1}
