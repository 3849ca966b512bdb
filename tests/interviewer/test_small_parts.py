from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from evals.labelled.gold import GOLD, gold_answers, gold_split, read_answers
from evals.labelled.readers import blind_sheet, keep_second, read_sheet, ticket
from evals.metrics import bootstrap_by_group, kappa, macro_f1, pair_order, qwk, spearman
from interviewer.errors import UsageError
from knowledge.schema import Bank


def test_metrics_by_hand() -> None:
    assert qwk([0, 0.5, 1], [0, 0.5, 1]) == 1.0
    assert qwk([0, 1], [1, 0]) == pytest.approx(-1.0)
    # met: 2 right of 3 true and 2 called; not: 1 right of 1 true and 2 called
    assert macro_f1(["met", "met", "met", "not"], ["met", "met", "not", "not"], ["met", "not"]) == pytest.approx(
        (4 / 5 + 2 / 3) / 2
    )
    assert kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"]) == pytest.approx((0.75 - 0.5) / 0.5)
    assert pair_order([0, 1, 0.5], [0.1, 0.9, 0.1], ["q", "q", "q"]) == pytest.approx(2.5 / 3)
    assert pair_order([0, 1], [1, 0], ["q", "r"]) == 0.0
    assert spearman([1, 2, 3, 4], [10, 20, 30, 25]) == pytest.approx(0.8)
    low, high = bootstrap_by_group(["a", "b", "c"], lambda rows: float(len(rows)))
    assert low == high == 3.0


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
    for question_id in bank:
        assert tuple(sorted(a.category for a in gold_answers(bank) if a.question_id == question_id)) == kinds


def test_the_split_keeps_questions_whole(bank: Bank) -> None:
    split = gold_split()
    stems = [stem for part in split.values() for stem in part]
    assert sorted(stems) == sorted({q.stem for q in bank.values()})
    parts = {name: sum(q.stem in part for q in bank.values()) for name, part in split.items()}
    assert parts == {"train": 60, "dev": 20, "test": 20}


def test_a_second_reader_works_blind_and_is_kept_beside_the_first(bank: Bank, tmp_path: Path) -> None:
    answers = [replace(a, second={}) for a in gold_answers(bank) if a.question_id == "training-02"]
    sheet = blind_sheet(bank, answers)
    assert "not_met" not in sheet and "strong" not in sheet and all(a.answer.split(".")[0] in sheet for a in answers)
    assert not any(f"{a.id} :" in sheet for a in answers), "the number of an answer tells its kind"
    assert blind_sheet(bank, [replace(a, second=a.labels) for a in answers]).count("\n") == 1
    filled = sheet.replace(f"{ticket('training-02-1')} :", f"{ticket('training-02-1')} : mmpn")
    verdicts = read_sheet(bank, filled, [a.id for a in answers])
    assert list(verdicts["training-02-1"].values()) == ["met", "met", "partly_met", "not_met"]
    with pytest.raises(UsageError, match="needs 4 letters"):
        read_sheet(bank, f"{ticket('training-02-1')} : mm", ["training-02-1"])
    path = tmp_path / "training.jsonl"
    path.write_text((GOLD / "training.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    assert keep_second(verdicts, tmp_path) == 2
    row = next(json.loads(line) for line in path.read_text().splitlines() if '"training-02-1"' in line)
    assert row["labels"] == row["first"] != row["second"]


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
    path.write_text("\n".join(map(json.dumps, rows)) + "\nnot json\n")
    with pytest.raises(UsageError) as caught:
        read_answers(path, bank)
    assert [line.split(":")[1] for line in str(caught.value).splitlines()] == ["2", "3", "4", "5"]
