"""The index of a bank: its questions and reference passages in the vector store, kept in sync with the files."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from knowledge.errors import VectorStoreError
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder
from knowledge.search.entries import IndexEntry, passage_entries, question_entries
from knowledge.search.synced import Synced, read_synced, write_synced
from knowledge.search.vector_store import (
    COLLECTION_PREFIX,
    Match,
    ModelMismatchError,
    VectorStore,
    open_client,
    vendor_errors,
)
from knowledge.search.vectors import Vectors
from knowledge.text.visible import address_shown

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

Collection = Literal["questions", "passages"]
COLLECTIONS: tuple[Collection, ...] = get_args(Collection)
_WRITING = "writing-"
"""Prefix of a collection's mark while a process writes to it, or if that process was stopped while writing."""


@dataclass(frozen=True)
class SyncResult:
    """How many entries a synchronisation wrote, removed and found unchanged."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0


class Index:
    """The collections of one bank, on disk or on a Chroma server; nothing is opened before the first use.

    Args:
        folder: Folder of the store on disk; the manifest is kept there in either case.
        url: Address of a Chroma server to use instead, such as ``http://127.0.0.1:8000``.
        key: Distinguishes the collections of one bank from others in the same store; "" for the built-in bank.
    """

    def __init__(self, embedder: BankEmbedder, folder: Path, url: str | None = None, key: str = "") -> None:
        self._key = key
        self._embedder = embedder
        self._folder = folder
        self._url = url
        self._client: ClientAPI | None = None
        self._stores: dict[Collection, VectorStore] = {}

    @property
    def _manifest(self) -> Path:
        return self._folder / f"viva-index{'-' if self._key else ''}{self._key}.json"

    @property
    def _note(self) -> Path:
        return self._folder / f"viva-synced{'-' if self._key else ''}{self._key}.json"

    @property
    def is_made(self) -> bool:
        """Whether this bank has been synchronised to the store."""
        return self._manifest.is_file()

    def is_current(self, bank: Bank) -> bool:
        """Whether the store was last synchronised with exactly this bank and model; does not open the store."""
        try:
            return bool(json.loads(self._manifest.read_text()) == self._manifest_of(bank))
        except (OSError, ValueError):
            return False

    def _manifest_of(self, bank: Bank) -> dict[str, str]:
        url = address_shown(self._url) if self._url else ""
        return {"bank": bank.content_hash, "model": self._embedder.name, "url": url}

    def sync(self, bank: Bank) -> SyncResult:
        """Synchronise the store with the bank: write what changed, remove what is gone.

        If no other process has written to the store since the last time, only the questions that changed are checked. A store
        made by another embedding model is rebuilt.

        Raises:
            VectorStoreError: The store cannot be opened or written.
        """
        self._manifest.unlink(missing_ok=True)
        stores: dict[Collection, VectorStore] = {name: self._own_store(name) for name in COLLECTIONS}
        before = read_synced(self._note)
        known = bool(before.stamp) and all(
            store.stamp == before.stamp and store.count() == before.counts[name] for name, store in stores.items()
        )
        before = before if known else Synced()
        touched = before.touched(bank)
        some = Bank(bank[each] for each in touched if each in bank)
        entries = {"questions": question_entries(some), "passages": passage_entries(some)}
        changes = [
            _change_of(store, entries[name], before.ids(name, touched) if known else None)
            for name, store in stores.items()
        ]
        stamp = _carried_out(changes, before.stamp if known else "")
        after = before.after(bank, touched, stamp)
        self._folder.mkdir(parents=True, exist_ok=True)
        if touched or stamp != before.stamp:
            write_synced(self._note, after)
        self._manifest.write_text(json.dumps(self._manifest_of(bank)))
        written = sum(len(change.changed) for change in changes)
        return SyncResult(
            written=written,
            removed=sum(len(change.stale) for change in changes),
            unchanged=sum(after.counts.values()) - written,
        )

    def _own_store(self, name: Collection) -> VectorStore:
        """A collection; if it was made by another model, it is replaced with a new one."""
        try:
            return self._store(name)
        except ModelMismatchError:
            with vendor_errors():
                self._opened().delete_collection(self._full_name(name))
            return self._store(name)

    def query(
        self,
        collection: Collection,
        text: str | Vectors,
        k: int,
        section: str | None = None,
        question_id: str | None = None,
        paraphrases: Sequence[str] = (),
    ) -> list[Match]:
        """The k entries of a collection nearest to a text, best first.

        Args:
            text: The text, or its vector if it has already been embedded.
            section, question_id: Search only these.
            paraphrases: Texts from the bank that say the same in other words. If there are any, the text is taken to be from the
                bank too, and their mean counts as much as the text.

        Raises:
            VectorStoreError: The store cannot be read, or was made by another embedding model.
        """
        asked = text if isinstance(text, str) else text.tolist()
        if paraphrases and isinstance(text, str):
            vectors = self._embedder.embed_known([text, *paraphrases])
            asked = ((vectors[0] + vectors[1:].mean(axis=0)) / 2).tolist()
        wanted = {"section": section, "question_id": question_id}
        only = {key: value for key, value in wanted.items() if value}
        try:
            return self._store(collection).nearest(asked, max(1, k), only)
        except VectorStoreError:
            self._forget()
            raise

    def embedded(self, text: str) -> Vectors:
        """The vector of a typed text, float32 (d,), to use it for more than one query.

        Raises:
            VectorStoreError: It cannot be embedded.
        """
        vector: Vectors = self._embedder.embed([text])[0]
        return vector

    def _forget(self) -> None:
        """Have the store checked at the next start: it may be damaged, or another process has changed it."""
        self._stores.clear()
        with suppress(OSError):
            self._manifest.unlink(missing_ok=True)
            self._note.unlink(missing_ok=True)

    def count(self, collection: Collection) -> int:
        """The number of entries in a collection.

        Raises:
            VectorStoreError: The store cannot be read.
        """
        return self._store(collection).count()

    def _opened(self) -> ClientAPI:
        if self._client is None:
            self._client = open_client(self._folder, self._url)
        return self._client

    def _store(self, name: Collection) -> VectorStore:
        if name not in self._stores:
            self._stores[name] = VectorStore(self._opened(), self._full_name(name), self._embedder)
        return self._stores[name]

    def damage(self, bank: Bank) -> str:
        """What is wrong with the files of a store on disk that is in sync with the bank; "" if nothing is."""
        from knowledge.search.damage import damage_of

        return "" if self._url else damage_of(self._folder, self.holds(bank))

    def holds(self, bank: Bank) -> dict[str, int]:
        """How many entries each collection has when it is in sync with the bank, by its name in the store."""
        return {
            self._full_name("questions"): len(question_entries(bank)),
            self._full_name("passages"): len(passage_entries(bank)),
        }

    def _full_name(self, name: Collection) -> str:
        return f"{COLLECTION_PREFIX}{name}{'-' if self._key else ''}{self._key}"


@dataclass(frozen=True)
class _Change:
    """The entries to write to a collection, and the ids to remove from it."""

    store: VectorStore
    changed: Sequence[IndexEntry]
    stale: Sequence[str]


def _change_of(store: VectorStore, entries: Sequence[IndexEntry], stored: Sequence[str] | None) -> _Change:
    """The change that a collection needs.

    Args:
        stored: Ids of the stored entries that may have changed; None if the whole collection has to be checked.
    """
    hashes = store.hashes(stored)
    wanted = {entry.id for entry in entries}
    stale = [entry_id for entry_id in hashes if entry_id not in wanted]
    return _Change(store, [entry for entry in entries if hashes.get(entry.id) != entry.hash], stale)


def _carried_out(changes: Sequence[_Change], stamp: str) -> str:
    """Make the changes; returns the new mark of the collections, "" if another process wrote to them in the meantime.

    Args:
        stamp: Their current mark, if their contents are known from it; otherwise "".
    """
    if not any(change.changed or change.stale for change in changes):
        marks = {change.store.stamp for change in changes}
        if stamp or (len(marks) == 1 and not any(mark.startswith(_WRITING) for mark in marks) and any(marks)):
            return stamp or marks.pop()  # another process on this server has synchronised them
    mine = secrets.token_hex(8)
    for change in changes:
        change.store.mark(_WRITING + mine)
    for change in changes:
        change.store.remove(change.stale)
        change.store.write(change.changed)
    if any(change.store.stamp != _WRITING + mine for change in changes):
        return ""
    for change in changes:
        change.store.mark(mine)
    return mine


def bank_key(folder: Path | None) -> str:
    """A key that distinguishes a bank's collections from those of other banks in the same home; "" for the built-in one."""
    return hashlib.sha256(str(folder.expanduser().resolve()).encode()).hexdigest()[:12] if folder else ""
