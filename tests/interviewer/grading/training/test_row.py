"""Rows and their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.grading.training.row import Row, read_rows, write_rows


def test_rows_are_read_as_they_were_written(tmp_path: Path) -> None:
    rows = [
        Row("a: b.", 'says "ü"\nand more', ("says",), "bank", "training-01"),
        Row("a: b.", "no", ("silent", "contradicts"), "gold"),
    ]
    assert write_rows(rows, tmp_path / "a.jsonl") == 2 and write_rows([], tmp_path / "b.jsonl") == 0
    assert read_rows([tmp_path / "b.jsonl", tmp_path / "a.jsonl"]) == rows
    assert read_rows([]) == []


def test_a_label_is_a_bit_for_each_relation_it_allows() -> None:
    masks = [Row("a", "b", relations, "x").mask for relations in (("silent",), ("says",), ("half",), ("contradicts",))]
    assert masks == [1, 2, 4, 8]
    assert Row("a", "b", ("silent", "contradicts"), "x").mask == 9


def test_an_unknown_relation_is_no_label() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        _ = Row("a", "b", ("maybe",), "x").mask  # type: ignore[arg-type]
