"""The gold: what it holds, how it is split and sampled, and files of labelled answers."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from evals.labelled.gold import GOLD, gold_answers, gold_split, read_answers, spread
from interviewer.errors import UsageError
from knowledge.schema import Bank


def test_gold_labels_fit_the_bank(bank: Bank) -> None:
    answers = list(gold_answers(bank))
    assert Counter(a.question_id for a in answers) == dict.fromkeys(bank, 11)
    for answer in answers:
        assert set(answer.labels) == {c.id for c in bank[answer.question_id].criteria}


def test_every_part_has_each_kind_of_gold_answer(bank: Bank) -> None:
    kinds = (
        "adequate",
        "adversarial",
        "empty",
        "half made",
        "partial",
        "partial",
        "strong",
        "terse",
        "unusual",
        "unusual wrong",
        "wrong",
    )
    found: dict[str, list[str]] = {question_id: [] for question_id in bank}
    for answer in gold_answers(bank):
        found[answer.question_id].append(answer.category)
    assert {question_id: tuple(sorted(each)) for question_id, each in found.items()} == dict.fromkeys(bank, kinds)


def test_the_split_keeps_questions_whole(bank: Bank) -> None:
    split = gold_split()
    stems = [stem for part in split.values() for stem in part]
    assert sorted(stems) == sorted({q.stem for q in bank.values()})
    parts = {name: sum(q.stem in part for q in bank.values()) for name, part in split.items()}
    assert parts == {"train": 60, "dev": 20, "test": 20}


def test_every_gold_answer_was_read_twice_and_differences_were_settled(bank: Bank) -> None:
    for path in sorted(GOLD.glob("*.jsonl")):
        for row in (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()):
            assert row["labels"].keys() == row["first"].keys() == row["second"].keys(), row["id"]
            for name, verdict in row["labels"].items():
                differ = row["first"][name] != row["second"][name]
                assert verdict in (row["first"][name], row["second"][name]), row["id"]
                assert differ == (name in row.get("reasons", {})), row["id"]


def test_no_gold_answer_is_copied_from_a_paraphrase(bank: Bank) -> None:
    for answer in gold_answers(bank):
        text = " ".join(answer.answer.lower().split())
        for criterion in bank[answer.question_id].criteria:
            for paraphrase in criterion.satisfied_by:
                if len(paraphrase) > 45:
                    assert paraphrase.lower() not in text, (answer.id, paraphrase)


def test_wrong_lines_of_labelled_answers_are_all_named(bank: Bank, tmp_path: Path) -> None:
    rows = [
        {"id": "1", "question_id": "training-01", "answer": "x", "score": 0.5},
        {"id": "2", "question_id": "training-99", "answer": "x", "score": 0.5},
        {"id": "3", "question_id": "training-01", "answer": "x", "score": 7},
        {"id": "4", "question_id": "training-01", "answer": "x", "labels": {"capacity": "great"}},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + '\nnot json\n["1", "training-01"]\n')
    with pytest.raises(UsageError) as caught:
        read_answers(path, bank)
    assert [line.split(":")[1] for line in str(caught.value).splitlines()] == ["2", "3", "4", "5", "6"]


def test_a_sample_is_spread_over_questions_and_kinds(bank: Bank) -> None:
    answers = spread(list(gold_answers(bank, "test")), 20, 3)
    assert len({a.question_id for a in answers}) == 20 and len({a.category for a in answers}) >= 8
    assert len(spread(answers, 500, 3)) == 20


def test_no_score_is_kept_beside_labels_from_which_it_follows() -> None:
    kept = [
        (path.name, row["id"])
        for path in sorted(GOLD.rglob("*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if row.get("labels") and "score" in row
    ]
    assert kept == [], "it goes stale when a weight changes"
