"""What a second, blind reader made of the bank's wrong statements (``contradicted_by``), from claim and statement alone.

Right, half right and empty phrases of the bank were mixed in as decoys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.labelled.gold import read_lines
from evals.labelled.second import CONTRADICTIONS, label_kappa
from interviewer.json_data import JsonObject, text_of
from knowledge.schema import Bank

READ_AS = ("says", "contrary", "silent")
"""A statement says the claim or a part of it; says the contrary, or something false of this very point; or neither."""
FIELDS = {
    "contra": "contradicted_by",
    "met": "satisfied_by",
    "half": "partly_satisfied_by",
    "not": "not_satisfied_by",
}
"""The list of the bank that a statement was taken from."""
_MEANT = {"contra": "contrary", "met": "says", "half": "says", "not": "silent"}


@dataclass(frozen=True)
class ReadStatement:
    """A statement of the bank, read a second time.

    Attributes:
        second: One of ``READ_AS``.
        label: One of ``FIELDS``.
    """

    part: str
    criterion: str
    text: str
    second: str
    label: str


def read_statements(path: Path = CONTRADICTIONS) -> list[ReadStatement]:
    """All of them; a line without ``label`` is a wrong statement.

    Raises:
        UsageError: The file cannot be read, or lines are wrong; every wrong line is named.
    """
    return read_lines(path, _parse)


def _parse(data: JsonObject) -> ReadStatement:
    row = ReadStatement(
        part=text_of(data, "part"),
        criterion=text_of(data, "criterion"),
        text=text_of(data, "text"),
        second=text_of(data, "second"),
        label=text_of(data, "label") if "label" in data else "contra",
    )
    if row.second not in READ_AS:
        raise ValueError(f"'second' is one of {', '.join(READ_AS)}, not {row.second!r}")
    if row.label not in FIELDS:
        raise ValueError(f"'label' is one of {', '.join(FIELDS)}, not {row.label!r}")
    return row


def not_contrary(bank: Bank, rows: Sequence[ReadStatement]) -> dict[tuple[str, str, str], str]:
    """Wrong statements of the bank that nobody has read a second time ("") or that were read as something else, with what."""
    read = {(row.part, row.criterion, row.text): row.second for row in rows}
    every = [(part, c.id, text) for part in bank for c in bank[part].criteria for text in c.contradicted_by]
    return {key: read.get(key, "") for key in every if read.get(key) != "contrary"}


def contradictions_told(bank: Bank, rows: Sequence[ReadStatement]) -> JsonObject:
    """How far the second reader agrees with the bank.

    Returns:
        ``statements`` of ``contradicted_by`` and how many were ``not_read`` a second time; of those that were, the share read as
        ``contrary``. The rest is about all phrases that were read, in the lists in which they were then: ``read_as`` counts what
        was made of each list; ``kappa`` is over all of them and ``kappa_of_decoys`` over the right, half right and empty ones,
        where right and half right ones are to say the claim, and None where one side uses a single label. ``changed_since`` of
        them are no longer there, often because of this reading.
    """
    phrases = {
        (part, c.id, label, text)
        for part in bank
        for c in bank[part].criteria
        for label, name in FIELDS.items()
        for text in getattr(c, name)
    }
    statements = sum(label == "contra" for _, _, label, _ in phrases)
    others = [*not_contrary(bank, rows).values()]
    read = statements - others.count("")
    return {
        "statements": statements,
        "not_read": others.count(""),
        "contrary": round((statements - len(others)) / read, 4) if read else None,
        "read_as": {label: dict(Counter(row.second for row in rows if row.label == label)) for label in FIELDS},
        "kappa": label_kappa([(_MEANT[row.label], row.second) for row in rows]),
        "kappa_of_decoys": label_kappa([(_MEANT[row.label], row.second) for row in rows if row.label != "contra"]),
        "changed_since": sum((row.part, row.criterion, row.label, row.text) not in phrases for row in rows),
    }
