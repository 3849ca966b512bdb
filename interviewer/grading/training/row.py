"""One labelled pair, and its line in a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewer.grading.local.relation import RELATIONS, Relation


@dataclass(frozen=True)
class Row:
    """A claim, a statement, and how the statement relates to the claim.

    Attributes:
        claim: The first text of the pair, from ``relation.claim_text``.
        statement: The second text.
        relations: The possible relations; several if the label leaves it open: "not met" is silence or a contradiction.
        source: Which data it comes from, such as ``bank`` or ``cad``.
        group: The question, so that whole questions can be left out.
    """

    claim: str
    statement: str
    relations: tuple[Relation, ...]
    source: str
    group: str = ""

    @property
    def mask(self) -> int:
        """The relations as bits, in the order of ``RELATIONS``."""
        return sum(1 << RELATIONS.index(name) for name in self.relations)


def write_rows(rows: Iterable[Row], path: Path) -> int:
    """Write rows as JSON lines; returns how many."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            fields = (row.claim, row.statement, row.relations, row.source, row.group)
            out.write(json.dumps(fields, ensure_ascii=False) + "\n")
            count += 1
    return count


def read_rows(paths: Sequence[Path]) -> list[Row]:
    """Read what ``write_rows`` wrote."""
    out = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line:
                continue
            claim, statement, relations, source, group = json.loads(line)
            out.append(Row(claim, statement, tuple(relations), source, group))
    return out
