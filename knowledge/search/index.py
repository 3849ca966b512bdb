"""The index of a bank: its questions and reference passages in the vector store, brought in line with the files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from knowledge.errors import VectorStoreError
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder
from knowledge.search.entries import Entry, passage_entries, question_entries
from knowledge.search.vector_store import (
    COLLECTION_PREFIX,
    Match,
    ModelMismatchError,
    VectorStore,
    open_client,
    vendor_errors,
)

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

Collection = Literal["questions", "passages"]


@dataclass(frozen=True)
class SyncResult:
    """How many entries a synchronisation wrote, removed and found unchanged."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0

    def __add__(self, other: SyncResult) -> SyncResult:
        return SyncResult(
            written=self.written + other.written,
            removed=self.removed + other.removed,
            unchanged=self.unchanged + other.unchanged,
        )


class Index:
    """The collections of one bank, on disk or on a Chroma server; nothing is opened before the first use.

    Args:
        folder: Where the store is kept on disk; the manifest is kept there in either case.
        url: A Chroma server instead, such as ``http://127.0.0.1:8000``.
        key: Tells the collections of one bank from those of others in the same store; "" for the built-in bank.
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
    def is_made(self) -> bool:
        """Whether this bank was ever brought into the store."""
        return self._manifest.is_file()

    def is_current(self, bank: Bank) -> bool:
        """Whether the store was last synchronised with this very bank and model; opens nothing."""
        try:
            return bool(json.loads(self._manifest.read_text()) == self._manifest_of(bank))
        except (OSError, ValueError):
            return False

    def _manifest_of(self, bank: Bank) -> dict[str, str]:
        return {"bank": bank.content_hash, "model": self._embedder.name, "url": self._url or ""}

    def sync(self, bank: Bank) -> SyncResult:
        """Bring the store in line with the bank: write what changed, remove what is gone.

        A store made by another embedding model is built again.

        Raises:
            VectorStoreError: The store cannot be opened or written.
        """
        self._manifest.unlink(missing_ok=True)
        result = self._sync("questions", question_entries(bank)) + self._sync("passages", passage_entries(bank))
        self._folder.mkdir(parents=True, exist_ok=True)
        self._manifest.write_text(json.dumps(self._manifest_of(bank)))
        return result

    def _sync(self, name: Collection, entries: Sequence[Entry]) -> SyncResult:
        try:
            store = self._store(name)
        except ModelMismatchError:
            with vendor_errors():
                self._opened().delete_collection(self._full_name(name))
            store = self._store(name)
        hashes = store.hashes()
        wanted = {entry.id for entry in entries}
        stale = [entry_id for entry_id in hashes if entry_id not in wanted]
        changed = [entry for entry in entries if hashes.get(entry.id) != entry.hash]
        store.remove(stale)
        store.write(changed)
        return SyncResult(written=len(changed), removed=len(stale), unchanged=len(entries) - len(changed))

    def query(
        self,
        collection: Collection,
        text: str,
        k: int,
        section: str | None = None,
        question_id: str | None = None,
        paraphrases: Sequence[str] = (),
    ) -> list[Match]:
        """The k entries of a collection nearest to a text, best first.

        Args:
            section, question_id: Look only at these.
            paraphrases: Texts of the bank that say the same in other words. With them the text is taken to be the
                bank's too, and their mean counts as much as the text.

        Raises:
            VectorStoreError: The store cannot be read, or was made by another embedding model.
        """
        asked: str | list[float] = text
        if paraphrases:
            vectors = self._embedder.embed_known([text, *paraphrases])
            asked = ((vectors[0] + vectors[1:].mean(axis=0)) / 2).tolist()
        wanted = {"section": section, "question_id": question_id}
        only = {key: value for key, value in wanted.items() if value}
        try:
            return self._store(collection).nearest(asked, max(1, k), only)
        except VectorStoreError:
            self._forget()
            raise

    def _forget(self) -> None:
        """Have the store looked through at the next start: what failed may be damaged, or another process changed it."""
        self._stores.clear()
        with suppress(OSError):
            self._manifest.unlink(missing_ok=True)

    def count(self, collection: Collection) -> int:
        """Entries in a collection.

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
        """What is wrong with the files of a store on disk that is in line with the bank; "" where nothing is."""
        from knowledge.search.damage import damage_of

        return "" if self._url else damage_of(self._folder, self.holds(bank))

    def holds(self, bank: Bank) -> dict[str, int]:
        """How many entries each collection has, by its name in the store, once it is in line with the bank."""
        return {
            self._full_name("questions"): len(question_entries(bank)),
            self._full_name("passages"): len(passage_entries(bank)),
        }

    def _full_name(self, name: Collection) -> str:
        return f"{COLLECTION_PREFIX}{name}{'-' if self._key else ''}{self._key}"


def bank_key(folder: Path | None) -> str:
    """What tells a bank's collections from those of other banks on the same home; "" for the built-in one."""
    return hashlib.sha256(str(folder.expanduser().resolve()).encode()).hexdigest()[:12] if folder else ""
