"""A result against a kept one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.results.against import compare
from interviewer.errors import UsageError


@pytest.mark.parametrize(
    ("now", "worse"),
    [(0.80, []), (0.785, []), (0.7, ["QWK of answers"]), (0.9, [])],
)
def test_a_result_is_held_against_a_kept_one(tmp_path: Path, now: float, worse: list[str]) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps({"suite": "grading", "qwk": {"value": 0.8}, "calibration": {"ece": 0.03}}))
    result = {"suite": "grading", "qwk": {"value": now}, "calibration": {"ece": 0.04}}
    rows = compare(result, kept)
    assert [row.name for row in rows if row.worse] == worse
    assert [(row.name, row.before, row.now) for row in rows] == [
        ("QWK of answers", 0.8, now),
        ("calibration error", 0.03, 0.04),
    ]


def test_more_is_worse_where_less_is_better(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps({"suite": "robustness", "flipped_to_met": 0.01}))
    assert [row.worse for row in compare({"suite": "robustness", "flipped_to_met": 0.04}, kept)] == [True]
    assert [row.worse for row in compare({"suite": "robustness", "flipped_to_met": 0.0}, kept)] == [False]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"suite": "bench"}', '{"suite": "grading"}'])
def test_a_file_that_is_no_result_is_one_line(tmp_path: Path, text: str) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(text)
    with pytest.raises(UsageError) as error:
        compare({"suite": "grading", "qwk": 0.5}, kept)
    assert "\n" not in str(error.value)
