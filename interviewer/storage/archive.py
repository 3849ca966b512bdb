"""Everything a person wrote as one zip file: JSON lines for programs, Markdown for people; and importing it again."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from interviewer.errors import UsageError
from interviewer.json_data import JsonObject
from interviewer.storage.rows import TABLES, RowsByTable, completed, fault_of
from knowledge.text.pictures import PICTURES

FORMAT = 1
"""Version of the archive format; readers refuse higher ones."""
MANIFEST = "viva-data.json"
MAX_BYTES = 500_000_000
"""Largest unpacked file in an archive: a hundred thousand answers stay below it."""
MOST_BYTES = 1_000_000_000
"""Most that is unpacked of one archive, in bytes."""
SHOWN_FAULTS = 20
"""How many wrong lines are named; the rest are counted."""
_BANK_SUFFIXES = frozenset({".md", ".yaml", ".yml", ".json", *PICTURES})
"""The file types of a bank. Nothing else is put into an archive, or taken from one."""


@dataclass(frozen=True)
class Archive:
    """The contents of an archive.

    Attributes:
        rows: Checked rows, by table.
        bank: Files of the person's own bank, by their path in it.
    """

    rows: RowsByTable
    bank: Mapping[str, bytes]


def write_archive(path: Path, rows: RowsByTable, bank: Path | None = None) -> None:
    """Write an archive.

    Args:
        bank: The person's own bank, whose files are taken in.

    Raises:
        UsageError: The file is there already, or cannot be written.
    """
    if path.exists():
        raise UsageError(f"{path} already exists; choose another name, or delete it first")
    try:
        # written next to it and then moved, so that an interrupted export never looks complete
        part = path.with_name(path.name + ".part")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            counts = {name: len(rows.get(name, ())) for name in TABLES}
            manifest = {"format": FORMAT, "written": datetime.now(UTC).isoformat(), "rows": counts}
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            for name in TABLES:
                lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows.get(name, ()))
                archive.writestr(f"{name}.jsonl", "".join(lines).encode("utf-8", "replace"))
            for name, text in _transcripts(rows):
                archive.writestr(f"transcripts/{name}", text.encode("utf-8", "replace"))
            for file in _bank_files(bank):
                archive.write(file, f"bank/{file.relative_to(bank).as_posix()}")  # type: ignore[arg-type]
        part.chmod(0o600)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error


def read_archive(path: Path) -> Archive:
    """Read an archive; every line of it is checked before anything is done.

    Raises:
        UsageError: It is not a Viva archive, or has invalid lines; the first of them are named.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if sum(archive.getinfo(name).file_size for name in names if _is_read(name)) > MOST_BYTES:
                raise UsageError(f"{path} holds more than {MOST_BYTES / 1e6:g} MB; it is not imported")
            if MANIFEST not in names:
                raise UsageError(f"{path} was not written by 'viva data export': it holds no {MANIFEST}")
            _check_manifest(path, _bytes(archive, MANIFEST, path))
            faults: list[str] = []
            rows = {
                name: list(_rows(_bytes(archive, f"{name}.jsonl", path), name, faults))
                for name in TABLES
                if f"{name}.jsonl" in names
            }
            if faults:
                more = f"\n  … and {len(faults) - SHOWN_FAULTS} more" if len(faults) > SHOWN_FAULTS else ""
                raise UsageError(f"{path} has wrong lines:\n  " + "\n  ".join(faults[:SHOWN_FAULTS]) + more)
            bank = {name[5:]: _bytes(archive, name, path) for name in sorted(names) if _is_bank_file(name)}
            return Archive(rows, bank)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise UsageError(f"{path} cannot be read as an archive: {reason}") from error


def _bytes(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    if archive.getinfo(name).file_size > MAX_BYTES:
        raise UsageError(f"{path}: {name} is over {MAX_BYTES // 1_000_000} MB")
    return archive.read(name)


def _check_manifest(path: Path, data: bytes) -> None:
    try:
        manifest = json.loads(data)
        number = manifest["format"] if isinstance(manifest, dict) else None
    except (ValueError, KeyError, RecursionError):
        number = None
    if not isinstance(number, int):
        raise UsageError(f"{path}: {MANIFEST} cannot be read")
    if number > FORMAT:
        raise UsageError(f"{path} was written by a newer version of Viva; update Viva first")


def _rows(data: bytes, table: str, faults: list[str]) -> Iterator[JsonObject]:
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            row = completed(table, row) if isinstance(row, dict) else row
            fault = fault_of(table, row)
        except (ValueError, RecursionError) as error:
            fault = f"is no JSON: {str(error)[:80]}"
        if fault:
            faults.append(f"{table}.jsonl:{number}: {fault}")
        else:
            yield row


def _is_read(name: str) -> bool:
    """Whether a file of an archive is read at all."""
    return name == MANIFEST or name.removesuffix(".jsonl") in TABLES or _is_bank_file(name)


def _is_bank_file(name: str) -> bool:
    """Whether a name is that of a bank's file, with a path that stays inside the bank."""
    path = PurePosixPath(name)
    parts = path.parts
    safe = "\\" not in name and ":" not in name and not path.is_absolute() and ".." not in parts
    return safe and len(parts) > 1 and parts[0] == "bank" and path.suffix.lower() in _BANK_SUFFIXES


def _bank_files(bank: Path | None) -> Iterator[Path]:
    if bank is not None and bank.is_dir():
        for file in sorted(bank.rglob("*")):
            if file.is_file() and not file.is_symlink() and file.suffix.lower() in _BANK_SUFFIXES:
                yield file


def _transcripts(rows: RowsByTable) -> Iterator[tuple[str, str]]:
    """Each interview as a Markdown document, with the name of its file."""
    turns: dict[str, list[JsonObject]] = {}
    for turn in rows.get("turns", ()):
        turns.setdefault(str(turn["interview_id"]), []).append(turn)
    for interview in rows.get("interviews", ()):
        title, begun = str(interview["title"]), str(interview["created_at"])
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40] or "interview"
        yield (
            f"{begun[:10]}-{slug}-{interview['id']}.md",
            _transcript(title, begun, turns.get(str(interview["id"]), ())),
        )


def _transcript(title: str, begun: str, turns: Sequence[JsonObject]) -> str:
    out = [f"# {title}", "", begun, ""]
    for turn in turns:
        who = "You" if turn["role"] == "candidate" else "Interviewer"
        out += [f"**{who}:**", "", *(f"> {line}" for line in str(turn["text"]).splitlines()), ""]
    return "\n".join(out).rstrip() + "\n"
