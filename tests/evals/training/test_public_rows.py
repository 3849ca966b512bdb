"""Rows of public data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.training.public_rows import inference_rows, student_rows
from interviewer.errors import UsageError
from interviewer.grading.local.relation import claim_text


def test_inference_pairs_are_claims_and_statements(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(
        "sentence1\tsentence2\tgold_label\n"
        'A "man" runs.\tSomebody moves.\tentailment\n'
        "A man runs.\tA man is tall.\tneutral\n"
        "A man runs.\tNobody moves.\tcontradiction\n"
    )
    rows = list(inference_rows(path))
    assert [(row.claim, row.statement, row.relations) for row in rows] == [
        ("Somebody moves.", 'A "man" runs.', ("says",)),
        ("A man is tall.", "A man runs.", ("silent",)),
        ("Nobody moves.", "A man runs.", ("contradicts",)),
    ]
    assert {row.source for row in rows} == {"inference"}


def students(path: Path, **changes: object) -> Path:
    row = {
        "id": "a1",
        "course": "physics",
        "question_id": "p1",
        "question": "What lights a bulb?",
        "references": ["a closed path with a battery", "electric current in the filament"],
        "answer": "the current in it",
        "label": "correct",
    }
    with path.open("a") as out:
        out.write(json.dumps({**row, **changes}) + "\n")
    return path


@pytest.mark.parametrize(
    ("label", "relations"),
    [("correct", ("says",)), ("contradictory", ("contradicts",)), ("incorrect", ("silent", "half"))],
)
def test_students_answers_have_their_labels(tmp_path: Path, label: str, relations: tuple[str, ...]) -> None:
    (row,) = student_rows(students(tmp_path / "a.jsonl", label=label), ["physics"], 1)
    assert row.relations == relations and row.statement == "the current in it"
    assert (row.source, row.group) == ("physics", "p1")


def test_a_right_answer_is_held_against_the_reference_it_is_like(tmp_path: Path) -> None:
    (row,) = student_rows(students(tmp_path / "a.jsonl"), ["physics"], 1)
    assert row.claim == claim_text("What lights a bulb?", "electric current in the filament")


def test_other_courses_are_left_out(tmp_path: Path) -> None:
    path = students(students(tmp_path / "a.jsonl"), course="biology", answer="cells")
    assert [row.statement for row in student_rows(path, ["biology"], 1)] == ["cells"]
    assert list(student_rows(path, [], 1)) == []


def test_a_file_that_is_not_there_or_has_other_labels_is_not_learnt_from(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.tsv"):
        list(inference_rows(tmp_path / "none.tsv"))
    path = students(tmp_path / "a.jsonl", label="sort of")
    with pytest.raises(UsageError, match="'label' must be one of"):
        list(student_rows(path, ["physics"], 1))
