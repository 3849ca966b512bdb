"""Public graded answers that bring their questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.labelled.public_sets import REFERENCE, brings_questions, read_graded
from interviewer.errors import UsageError

LINE = {
    "id": "1",
    "question_id": "Net_1.2 v1",
    "question": "What is a packet?",
    "references": ["A unit of data with a header."],
    "answer": "Data with a header.",
    "score": 1.0,
    "label": "Correct",
}


def test_a_file_of_graded_answers_becomes_a_bank(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        LINE,
        {**LINE, "id": "2", "score": 0.25, "label": ""},
        {**LINE, "id": "3", "score": 0, "label": "Incorrect"},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
    assert brings_questions(path)
    bank, answers = read_graded(path)
    assert list(bank) == ["net-1-2-v1"]
    assert bank["net-1-2-v1"].criterion(REFERENCE).claim == "A unit of data with a header."
    assert [a.labels[REFERENCE] for a in answers] == ["met", "partly_met", "not_met"]


def test_every_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        "\n".join(
            ["{", json.dumps({**LINE, "score": 2}), json.dumps({"id": 1}), json.dumps({**LINE, "references": []})]
        )
    )
    with pytest.raises(UsageError) as error:
        read_graded(path)
    assert [f":{n}:" in str(error.value) for n in (1, 2, 3, 4)] == [True] * 4
    path.write_text("\n")
    with pytest.raises(UsageError, match="no answers"):
        read_graded(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_graded(tmp_path / "none")
    assert not brings_questions(tmp_path / "none") and not brings_questions(path)
