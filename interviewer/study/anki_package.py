"""The review history in an Anki package, of current versions (``collection.anki21b``, Zstandard) and older ones.

A package of a current version holds an empty ``collection.anki2`` besides, which only tells an older Anki to update; so
the newest collection in the archive is the one that is read. Pictures and sounds are never opened, nor is their list,
which is JSON in older packages and a Zstandard-packed protocol buffer in current ones.
"""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import zstandard

from interviewer.errors import UsageError

MAX_BYTES = 300_000_000
"""Most bytes of an unpacked collection. A hundred thousand cards with a million reviews stay below it."""
MAX_SECONDS = 60.0
"""Seconds that reading a collection can take; a million reviews take a few seconds."""
_CURRENT = "collection.anki21b"
_COLLECTIONS = (_CURRENT, "collection.anki21", "collection.anki2")
_BLOCK = 1 << 20
"""How many bytes are read at a time."""
_PACKED_BLOCK = 512
"""Bytes that are unpacked at a time: Zstandard makes at most 32,768 of one, so this many stay below 17 MB."""
_TABLES = ("cards", "notes", "revlog")
_HISTORY = (
    "select notes.guid, revlog.id, revlog.ease from revlog join cards on cards.id = revlog.cid "
    "join notes on notes.id = cards.nid order by revlog.id"
)


@dataclass(frozen=True)
class AnkiReview:
    """One review in Anki.

    Attributes:
        note: The note's guid.
        milliseconds: When, since the epoch.
        ease: 1 (again) to 4 (easy); 0 if it was rescheduled manually.
    """

    note: str
    milliseconds: int
    ease: int


def package_reviews(path: Path) -> list[AnkiReview]:
    """Every review in an ``.apkg`` or ``.colpkg``, the oldest first.

    Raises:
        UsageError: It is not such a file, is damaged, or is over the size limit.
    """
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as scratch:
            base = Path(scratch) / "collection.db"
            _unpack(archive, path, base)
            return list(_history(base, path))
    except (OSError, zipfile.BadZipFile, zstandard.ZstdError, zlib.error, EOFError) as error:
        raise _unreadable(path, error) from error
    except (RuntimeError, NotImplementedError) as error:  # a password, or a compression that zipfile does not know
        raise _unreadable(path, error) from error
    except (sqlite3.Error, ValueError, TypeError, OverflowError) as error:
        raise _unreadable(path, error) from error


def _unpack(archive: zipfile.ZipFile, path: Path, base: Path) -> None:
    """Write the newest collection of an archive to a file.

    Raises:
        UsageError: There is none, or it is too large.
    """
    inside = set(archive.namelist())
    name = next((n for n in _COLLECTIONS if n in inside), None)
    if name is None:
        raise UsageError(f"{path} holds no collection; choose “Export” in Anki, with the scheduling information")
    with archive.open(name) as source, base.open("wb") as target:
        written = 0
        for block in _unpacked(source) if name == _CURRENT else iter(lambda: source.read(_BLOCK), b""):
            written += len(block)
            if written > MAX_BYTES:
                raise UsageError(
                    f"{path} holds a collection of over {MAX_BYTES // 1_000_000} MB; export one deck alone"
                )
            target.write(block)


def _unpacked(source: IO[bytes]) -> Iterator[bytes]:
    """What a Zstandard stream unpacks to, piece by piece.

    Raises:
        EOFError: It ends before its end.
    """
    unpacking = zstandard.ZstdDecompressor().decompressobj()
    while not unpacking.eof and (packed := source.read(_PACKED_BLOCK)):
        yield unpacking.decompress(packed)
    if not unpacking.eof:
        raise EOFError("it is cut short")


def _history(base: Path, path: Path) -> Iterator[AnkiReview]:
    # the file may come from anybody: it is opened read-only, its schema is not trusted, and the time is limited
    end = time.monotonic() + MAX_SECONDS
    with contextlib.closing(sqlite3.connect(f"file:{base}?mode=ro&immutable=1", uri=True)) as connection:
        connection.execute("pragma trusted_schema = off")
        connection.set_progress_handler(lambda: time.monotonic() > end, 100_000)
        tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
        if missing := [name for name in _TABLES if name not in tables]:
            raise UsageError(f"{path} is not an Anki collection: it has no table {missing[0]!r}")
        for note, at, ease in connection.execute(_HISTORY):
            yield AnkiReview(str(note), int(at), int(ease))


def _unreadable(path: Path, error: Exception) -> UsageError:
    reason = (getattr(error, "strerror", None) or str(error) or type(error).__name__).splitlines()[0][:160]
    return UsageError(f"{path} is not a readable Anki package: {reason}")
