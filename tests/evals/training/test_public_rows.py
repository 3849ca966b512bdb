"""Rows of public data."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from evals.training.public_rows import inference_rows, pair_rows, student_rows
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


def pairs(path: Path, *lines: str, head: str = "premise,hypothesis,label") -> Path:
    path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("label", "relations"),
    [
        ("entailment", ("says",)),
        ("neutral", ("silent",)),
        ("contradiction", ("contradicts",)),
        ("not_entailment", ("silent", "contradicts")),
    ],
)
def test_a_premise_is_read_against_its_hypothesis(tmp_path: Path, label: str, relations: tuple[str, ...]) -> None:
    (row,) = pair_rows(pairs(tmp_path / "a.csv", f'"A ""man"", runs.",He moves.,{label}'))
    assert (row.claim, row.statement, row.relations) == ("He moves.", 'A "man", runs.', relations)
    assert (row.source, row.group) == ("pairs", "")


def test_columns_may_stand_in_any_order_and_others_beside_them(tmp_path: Path) -> None:
    path = pairs(tmp_path / "a.csv", "7,neutral,He moves.,A man runs.", head="id,label,hypothesis,premise")
    assert [(row.claim, row.statement) for row in pair_rows(path)] == [("He moves.", "A man runs.")]


def test_a_pair_with_an_empty_side_is_passed_over(tmp_path: Path) -> None:
    path = pairs(tmp_path / "a.csv", ",He moves.,neutral", "A man runs., ,neutral", "A man runs.,He moves.,neutral")
    assert len(list(pair_rows(path))) == 1


@pytest.mark.parametrize("missing", ["premise", "hypothesis", "label"])
def test_a_table_of_pairs_without_a_column_is_not_learnt_from(tmp_path: Path, missing: str) -> None:
    head = "premise,hypothesis,label".replace(missing, "other")
    path = pairs(tmp_path / "a.csv", "entailment,entailment,entailment", head=head)
    with pytest.raises(UsageError, match=r"a\.csv: row 1 needs premise, hypothesis and label"):
        list(pair_rows(path))


@pytest.mark.parametrize("line", ["A man runs.,He moves.,perhaps", "A man runs.,He moves.", "A man runs.,He moves.,"])
def test_a_pair_with_another_label_or_none_is_named(tmp_path: Path, line: str) -> None:
    path = pairs(tmp_path / "a.csv", "A man runs.,He moves.,neutral", line)
    with pytest.raises(UsageError, match=r"a\.csv: row 2 needs .* one of entailment, neutral, contradiction, not_"):
        list(pair_rows(path))


def test_pairs_that_cannot_be_read_are_named(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(UsageError, match=r"a\.csv cannot be read as a UTF-8 table"):
        list(pair_rows(path))
    path.write_bytes("premise,hypothesis,label\nUn caf\xe9.,Un th\xe9.,neutral\n".encode("latin-1"))
    with pytest.raises(UsageError, match=r"a\.csv cannot be read as a UTF-8 table"):
        list(pair_rows(path))
    pairs(path, f"{'a' * 200_000},He moves.,neutral")
    usual = csv.field_size_limit(131_072)  # reading a list raises it for the whole process
    request.addfinalizer(lambda: csv.field_size_limit(usual))
    with pytest.raises(UsageError, match=r"a\.csv cannot be read as a UTF-8 table: field larger"):
        list(pair_rows(path))


@pytest.mark.parametrize("text", ["", "premise,hypothesis,label\n", "premise,hypothesis,label\n,,neutral\n"])
def test_a_table_without_any_pair_is_not_learnt_from(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"a\.csv has no pairs"):
        list(pair_rows(path))


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
