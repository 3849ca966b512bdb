"""Who labelled a set, as far as anybody wrote it down: one reader, who may be the writer, or a second, blind reader."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.labelled.gold import GOLD
from interviewer.errors import UsageError
from interviewer.json_data import object_of, objects_of, text_of

READERS = GOLD / "readers.json"
"""Rows by sets and, if the kinds of a set differ, by kind. A later row counts for more than an earlier one."""
NOT_RECORDED = "not recorded"
NO_SECOND = "nobody"
"""Second reader of a set that has none, or none whose labels are kept."""
ROLES = ("one reader", "one reader (the writer)", "a second, blind reader", NO_SECOND, NOT_RECORDED)
"""All that is said about who set a label. A reader who also wrote the answers knows what each was meant to say, so that is
marked."""


@dataclass(frozen=True)
class SetReaders:
    """Readers of some sets.

    Attributes:
        sets: Folders, or files without their ending.
        kinds: The kinds of answers it is about; empty for all.
        first, second: One of ``ROLES``.
        said_in: The document or commit that says so.
    """

    sets: tuple[str, ...]
    kinds: tuple[str, ...]
    first: str
    second: str
    said_in: str


@cache
def set_readers(path: Path = READERS) -> tuple[SetReaders, ...]:
    """What is written down.

    Raises:
        UsageError: The file cannot be read, or a role is none of ``ROLES``.
    """
    try:
        rows = objects_of(json.loads(path.read_text(encoding="utf-8")))
        made = tuple(
            SetReaders(
                sets=_texts(row.get("sets")),
                kinds=_texts(row.get("kinds", [])),
                first=text_of(row, "first"),
                second=str(row.get("second", NO_SECOND)),
                said_in=text_of(row, "said_in"),
            )
            for row in map(object_of, rows)
        )
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read as the readers of sets: {error}") from error
    if unknown := {role for row in made for role in (row.first, row.second)} - set(ROLES):
        raise UsageError(f"{path}: a reader is one of {'; '.join(ROLES)}, not {', '.join(sorted(unknown))}")
    return made


def readers_of(name: str, kind: str = "") -> tuple[str, str]:
    """The first and the second reader of a set, and of one kind of its answers; ``NOT_RECORDED`` if nobody wrote it down."""
    found = (NOT_RECORDED, NOT_RECORDED)
    for row in set_readers():
        if {name, name.partition("/")[0]} & set(row.sets) and (not row.kinds or kind in row.kinds):
            found = (row.first, row.second)
    return found


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{value!r} must be a list of names")
    return tuple(value)
