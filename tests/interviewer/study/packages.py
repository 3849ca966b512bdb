"""Anki packages as Anki writes them, for tests: a collection in each schema, packed in the old and in the new format."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Sequence
from pathlib import Path

import zstandard

Row = tuple[str, int, int]
"""The note's guid, milliseconds since the epoch, and the ease."""


def collection(path: Path, rows: Sequence[Row], current: bool = False) -> bytes:
    """A collection with these reviews. A current one has a column with a collation that only Anki defines."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    if current:
        base.create_collation("unicase", lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))
        base.execute("create table decks (id integer primary key, name text not null collate unicase)")
        base.execute("create unique index idx_decks_name on decks (name)")
    base.execute("create table notes (id integer primary key, guid text)")
    base.execute("create table cards (id integer primary key, nid integer)")
    base.execute("create table revlog (id integer primary key, cid integer, ease integer)")
    for number, (note, at, ease) in enumerate(rows, start=1):
        base.execute("insert into notes values (?, ?)", (number, note))
        base.execute("insert into cards values (?, ?)", (number, number))
        base.execute("insert into revlog values (?, ?, ?)", (at, number, ease))
    base.commit()
    base.close()
    return path.read_bytes()


def modern_package(path: Path, rows: Sequence[Row]) -> Path:
    """A package as from Anki 2.1.50 and later: Zstandard, a protocol buffer for the media, an empty collection for old versions."""
    scratch = path.with_suffix(".db")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("meta", b"\x08\x03")
        archive.writestr(
            "collection.anki21b", zstandard.ZstdCompressor().compress(collection(scratch, rows, current=True))
        )
        archive.writestr("collection.anki2", collection(scratch, []))
        media = b"\x0a\x08\x0a\x04a.png\x10\x05"
        archive.writestr("media", zstandard.ZstdCompressor().compress(media))
        archive.writestr("0", zstandard.ZstdCompressor().compress(b"image"))
    return path


def legacy_package(path: Path, rows: Sequence[Row], name: str = "collection.anki21") -> Path:
    """A package as from older versions, or from current ones with “support older Anki versions”."""
    scratch = path.with_suffix(".db")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, collection(scratch, rows))
        if name != "collection.anki2":
            archive.writestr("collection.anki2", collection(scratch, []))
        archive.writestr("media", "{}")
    return path
