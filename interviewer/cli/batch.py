"""The lines of a batch: those still to be graded, and those graded by an earlier command."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.json_data import JsonValue, objects_of
from knowledge.schema import Bank
from knowledge.text.plurals import counted

_BOM = b"\xef\xbb\xbf"
MOST_BYTES = 500_000_000
"""The largest batch, in bytes: two hundred thousand answers of several pages stay below it."""
MOST_FAULTS = 20
"""How many invalid lines are named."""
MOST_OF_A_LINE = 10_000_000
"""The largest line of a batch, in bytes; an answer by itself has the same limit."""


@dataclass(frozen=True)
class GradedFile:
    """The contents of a file of grades.

    Attributes:
        lines: The line of each answer, by its id, in the order of the file.
        ungraded: Ids of answers with a criterion that could not be graded; they are tried again.
    """

    lines: Mapping[str, bytes]
    ungraded: frozenset[str]


def batch_rows(bank: Bank, batch: Path) -> Iterator[dict[str, str]]:
    """The answers of a batch.

    Raises:
        UsageError: It cannot be read, or has invalid lines; each is named.
    """
    faults, rows, seen = [], [], set()
    for number, line in _lines(batch, MOST_BYTES):
        try:
            if len(line) > MOST_OF_A_LINE:
                raise ValueError(f"is over {MOST_OF_A_LINE // 1_000_000} MB; an answer is a few pages of text at most")
            row = json.loads(line.decode("utf-8"))
            for name in ("id", "question_id", "answer"):
                if not isinstance(row.get(name) if isinstance(row, dict) else None, str):
                    raise ValueError(f"field {name!r} is missing or not text")
            if row["question_id"] not in bank:
                raise ValueError(f"no question {row['question_id'][:60]!r} in the bank")
            if row["id"] in seen:
                raise ValueError(f"id {row['id'][:60]!r} appears twice")
        except UnicodeDecodeError as error:
            faults.append(f"  {batch}:{number}: is not UTF-8: {error.reason} at byte {error.start}")
            continue
        except (ValueError, RecursionError) as error:
            faults.append(f"  {batch}:{number}: {error}")
            continue
        seen.add(row["id"])
        rows.append(row)
    if faults:
        raise UsageError(
            f"the batch has {counted(len(faults), 'invalid line')}:\n"
            + "\n".join(faults[:MOST_FAULTS])
            + (f"\n  … and {len(faults) - MOST_FAULTS} more" if len(faults) > MOST_FAULTS else "")
        )
    yield from rows


def grades_in(out: Path) -> GradedFile:
    """The grades of an earlier command. A last line that was cut short when it was stopped is removed; no other is touched.

    Raises:
        UsageError: The file cannot be read, or another line in it is not a grade.
    """
    if not out.exists():
        return GradedFile({}, frozenset())
    lines: dict[str, bytes] = {}
    ungraded: set[str] = set()
    found = list(_lines(out))
    for place, (number, line) in enumerate(found):
        try:
            row = json.loads(line.decode("utf-8"))
            name = row["id"] if isinstance(row, dict) else None
            if not isinstance(name, str):
                raise ValueError("it has no id")
        except (ValueError, KeyError, RecursionError) as error:
            if place == len(found) - 1 and not out.read_bytes().endswith(b"\n"):
                _cut(out, len(line))
                break
            raise UsageError(
                f"{out}:{number} is not a grade ({error}); fix or remove that line, the others are kept"
            ) from error
        lines[name] = line
        (ungraded.add if _is_ungraded(row) else ungraded.discard)(name)
    if lines and not out.read_bytes().endswith(b"\n"):
        with out.open("ab") as stream:
            stream.write(b"\n")
    return GradedFile(lines, frozenset(ungraded))


def keep_last(out: Path) -> None:
    """Keep only the last line for each answer, in the position of its first.

    Raises:
        UsageError: The file cannot be written.
    """
    done = grades_in(out)
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(b"".join(line + b"\n" for line in done.lines.values()))
        part.replace(out)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}") from error


def _lines(path: Path, most: int = -1) -> Iterator[tuple[int, bytes]]:
    """The non-empty lines with their numbers. A limit that is not negative is the largest allowed file size, in bytes.

    A line ends only at a line feed: JSON text may contain every other separator that Python knows.

    Raises:
        UsageError: The file cannot be read, or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(most + 1 if most >= 0 else -1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    if 0 <= most < len(data):
        raise UsageError(f"{path} is over {most / 1e6:g} MB; split it into several files")
    for number, line in enumerate(data.removeprefix(_BOM).split(b"\n"), start=1):
        if line.strip():
            yield number, line.rstrip(b"\r")


def _cut(path: Path, size: int) -> None:
    """Remove the last ``size`` bytes of a file."""
    with path.open("rb+") as stream:
        stream.truncate(max(0, path.stat().st_size - size))


def _is_ungraded(row: Mapping[str, JsonValue]) -> bool:
    return any(item.get("verdict") == "ungraded" for item in objects_of(row.get("criteria")))
