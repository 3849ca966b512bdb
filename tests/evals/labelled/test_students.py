from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.labelled.public_sets import REFERENCE
from evals.labelled.students import read_students
from interviewer.errors import UsageError

LINE = {
    "id": "a1",
    "course": "circuits",
    "question_id": "BULB.1",
    "question": "Why does the bulb go out?",
    "references": ["The circuit is open.", "There is a gap in the path."],
    "answer": "because there's a gap",
    "label": "correct",
}


def written(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_first_reference_is_the_claim_and_the_others_are_ways_to_say_it(tmp_path: Path) -> None:
    other = {**LINE, "id": "a2", "label": "contradictory", "answer": "because the path is closed"}
    bank, answers = read_students(written(tmp_path / "a.jsonl", LINE, other))
    (question,) = bank.values()
    criterion = question.criterion(REFERENCE)
    assert (criterion.claim, criterion.satisfied_by) == ("The circuit is open.", ("There is a gap in the path.",))
    assert [a.score for a in answers] == [1.0, 0.0]
    assert answers[1].contradicted == {REFERENCE} and not answers[0].contradicted


def test_one_course_can_be_read_alone_and_two_may_share_an_id(tmp_path: Path) -> None:
    other = {**LINE, "id": "b1", "course": "biology", "label": "incorrect"}
    path = written(tmp_path / "a.jsonl", LINE, other)
    bank, _ = read_students(path)
    assert len(list(bank.values())) == 2
    _, answers = read_students(path, ["biology"])
    assert [a.id for a in answers] == ["b1"]
    with pytest.raises(UsageError, match="has no answers from geology"):
        read_students(path, ["geology"])


@pytest.mark.parametrize(
    ("change", "said"),
    [({"label": "right"}, "'label' must be one of"), ({"references": []}, "'references'"), ({"answer": 3}, "'answer'")],
)
def test_every_wrong_line_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = written(tmp_path / "a.jsonl", LINE, {**LINE, **change})
    with pytest.raises(UsageError, match=said) as raised:
        read_students(path)
    assert f"{path}:2" in str(raised.value)
