"""Every label of the gold that belongs to a criterion, whatever the format of its set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.labelled.gold import GOLD
from interviewer.json_data import JsonObject, object_of


@dataclass(frozen=True)
class PlacedLabel:
    """Where a label stands.

    Attributes:
        set: The file below the gold's folder, without its ending, such as ``voices/engineer``.
        answer: Id of the answer; ``line 7`` if the lines of the set have no ids.
    """

    set: str
    part: str
    criterion: str
    answer: str


@cache
def every_label(folder: Path = GOLD) -> tuple[PlacedLabel, ...]:
    """The labels of all sets in a folder, set by set. Second readings that are kept apart count as sets of their own.

    Raises:
        OSError: A file cannot be read.
        ValueError: A line is not JSON.
    """
    lines = {
        str(path.relative_to(folder).with_suffix("")): [
            json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
        for path in sorted(folder.rglob("*.jsonl"))
    }
    parts = {
        row["id"]: row["question_id"] for rows in lines.values() for row in rows if {"id", "question_id"} <= set(row)
    }
    return tuple(
        label
        for name, rows in lines.items()
        for number, row in enumerate(rows, start=1)
        for label in _labels_in(name, row, number, parts)
    )


def _labels_in(name: str, row: JsonObject, number: int, parts: dict[str, str]) -> Iterator[PlacedLabel]:
    """The labels of one line: those of an answer by criterion, or the one of a statement about a single criterion."""
    answer = str(row.get("id") or f"line {number}")
    part = str(row.get("question_id") or parts.get(answer, ""))
    one = row.get("criterion", row.get("criterion_id"))
    for criterion in [one] if isinstance(one, str) else object_of(row.get("labels")):
        if part:
            yield PlacedLabel(name, part=part, criterion=str(criterion), answer=answer)
