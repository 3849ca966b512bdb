"""Every line of the gold, and every label that belongs to a criterion, whatever the format of its set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.labelled.gold import GOLD, read_lines
from interviewer.json_data import JsonObject, object_of


@dataclass(frozen=True)
class PlacedLabel:
    """Where a label is.

    Attributes:
        set: The file below the gold's folder, without its ending, such as ``voices/engineer``.
        answer: Id of the answer; ``line 7`` if the lines of the set have no ids.
    """

    set: str
    part: str
    criterion: str
    answer: str


@cache
def rows_by_set(folder: Path = GOLD) -> Mapping[str, tuple[JsonObject, ...]]:
    """The lines of every set in a folder, by its file below the folder without the ending, such as ``voices/engineer``.

    Raises:
        UsageError: A file cannot be read, or a line is no JSON object; every wrong line is named.
    """
    return {
        str(path.relative_to(folder).with_suffix("")): tuple(read_lines(path, lambda data: data))
        for path in sorted(folder.rglob("*.jsonl"))
    }


@cache
def parts_of_answers(folder: Path = GOLD) -> Mapping[str, str]:
    """The part that each answer is about, by the answer's id."""
    every = (row for rows in rows_by_set(folder).values() for row in rows)
    return {str(row["id"]): str(row["question_id"]) for row in every if "id" in row and "question_id" in row}


@cache
def every_label(folder: Path = GOLD) -> tuple[PlacedLabel, ...]:
    """The labels of all sets in a folder, set by set. Second readings that are kept apart count as sets of their own.

    Raises:
        UsageError: A file cannot be read, or a line is no JSON object; every wrong line is named.
    """
    parts = parts_of_answers(folder)
    return tuple(
        label
        for name, rows in rows_by_set(folder).items()
        for number, row in enumerate(rows, start=1)
        for label in _labels_in(name, row, number, parts)
    )


def _labels_in(name: str, row: JsonObject, number: int, parts: Mapping[str, str]) -> Iterator[PlacedLabel]:
    """The labels of one line: those of an answer by criterion, or the one of a statement about a single criterion."""
    answer = str(row.get("id") or f"line {number}")
    part = str(row.get("question_id") or row.get("part") or parts.get(answer, ""))
    one = row.get("criterion", row.get("criterion_id"))
    for criterion in [one] if isinstance(one, str) else object_of(row.get("labels")):
        if part:
            yield PlacedLabel(name, part=part, criterion=str(criterion), answer=answer)
