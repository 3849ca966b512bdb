"""The vector store: questions and reference passages of the bank in Chroma. The one module that talks to Chroma."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from knowledge.errors import VectorStoreError
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import CachedEmbedder

COLLECTIONS = ("questions", "passages")


@dataclass(frozen=True)
class Entry:
    """One text of the store. ``id`` is stable; the hash of ``text`` and ``title`` says whether it changed."""

    id: str
    text: str
    question_id: str
    section: str
    title: str

    @property
    def hash(self) -> str:
        """SHA-256 of what is embedded or shown, in hex."""
        return hashlib.sha256("\x1f".join((self.text, self.section, self.title)).encode()).hexdigest()


@dataclass(frozen=True)
class Match:
    """One hit. ``similarity`` is the cosine, -1..1."""

    entry_id: str
    question_id: str
    text: str
    similarity: float


@dataclass(frozen=True)
class SyncResult:
    """How many entries a synchronisation wrote, removed and found unchanged."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0


def question_entries(bank: Bank) -> list[Entry]:
    """What is embedded of each question: what it asks and what it is about, one entry each way of saying it."""
    entries = []
    for question in bank.values():
        about = ", ".join(topic.replace("-", " ") for topic in question.topics)
        texts = {"ask": question.question, "about": f"{question.title}. {about}".strip(" .") or question.id}
        entries += [_entry(question, f"{question.id}#{name}", text) for name, text in texts.items()]
    return entries


def passage_entries(bank: Bank) -> list[Entry]:
    """Paragraphs of the reference answers."""
    return [
        _entry(question, f"{question.id}#p{number}", text)
        for question in bank.values()
        for number, text in enumerate(question.passages())
    ]


def _entry(question: Question, entry_id: str, text: str) -> Entry:
    return Entry(entry_id, text, question.id, question.section, question.title)


class Index:
    """Chroma collections of one bank, on disk or on a server.

    Args:
        folder: Where the store is kept on disk.
        url: A Chroma server instead, such as ``http://127.0.0.1:8000``.
    """

    def __init__(self, embedder: CachedEmbedder, folder: Path, url: str | None = None) -> None:
        self._embedder = embedder
        self._folder = folder
        self._url = url
        self._client_: Any = None
        self._collections: dict[str, Any] = {}

    @property
    def _manifest(self) -> Path:
        return self._folder / "viva-index.json"

    def is_current(self, bank: Bank) -> bool:
        """Whether the store on disk was last synchronised with this very bank and model; opens nothing."""
        try:
            return bool(json.loads(self._manifest.read_text()) == self._manifest_of(bank))
        except (OSError, ValueError):
            return False

    def _manifest_of(self, bank: Bank) -> dict[str, str]:
        return {"bank": bank.content_hash, "model": self._embedder.name, "url": self._url or ""}

    def sync(self, bank: Bank) -> SyncResult:
        """Bring the store in line with the bank: write what changed, remove what is gone.

        A store made by another embedding model is made anew.

        Raises:
            VectorStoreError: The store cannot be opened or written.
        """
        result = SyncResult()
        self._manifest.unlink(missing_ok=True)
        for name, entries in (("questions", question_entries(bank)), ("passages", passage_entries(bank))):
            part = self._sync_collection(name, entries)
            result = SyncResult(
                result.written + part.written, result.removed + part.removed, result.unchanged + part.unchanged
            )
        self._folder.mkdir(parents=True, exist_ok=True)
        self._manifest.write_text(json.dumps(self._manifest_of(bank)))
        return result

    def _sync_collection(self, name: str, entries: Sequence[Entry]) -> SyncResult:
        try:
            collection = self._collection(name)
        except ModelMismatchError:
            self._client().delete_collection(_full_name(name))
            self._collections.pop(name, None)
            collection = self._collection(name)
        with _vendor_errors():
            stored = collection.get(include=["metadatas"])
            hashes = {i: meta.get("hash") for i, meta in zip(stored["ids"], stored["metadatas"], strict=True)}
            wanted = {entry.id: entry for entry in entries}
            stale = [entry_id for entry_id in hashes if entry_id not in wanted]
            changed = [entry for entry in entries if hashes.get(entry.id) != entry.hash]
            for start in range(0, len(stale), 1000):
                collection.delete(ids=stale[start : start + 1000])
            for start in range(0, len(changed), 256):
                block = changed[start : start + 256]
                collection.upsert(
                    ids=[entry.id for entry in block],
                    documents=[entry.text for entry in block],
                    embeddings=self._embedder.embed_known([entry.text for entry in block]),
                    metadatas=[
                        {"hash": entry.hash, "question_id": entry.question_id, "section": entry.section}
                        for entry in block
                    ],
                )
        return SyncResult(len(changed), len(stale), len(entries) - len(changed))

    def query(
        self,
        collection: str,
        text: str,
        k: int,
        section: str | None = None,
        question_id: str | None = None,
        beside: Sequence[str] = (),
    ) -> list[Match]:
        """The k nearest entries of a collection to a text, best first.

        Args:
            collection: ``questions`` or ``passages``.
            section, question_id: Look only at these.
            beside: Texts of the bank that say the same in other words; with them the text is one of the bank, too, and
                their mean counts as much as the text.

        Raises:
            VectorStoreError: The store cannot be read, or was made by another embedding model.
        """
        conditions = [{key: value} for key, value in (("section", section), ("question_id", question_id)) if value]
        where: Any = {"$and": conditions} if len(conditions) > 1 else (conditions[0] if conditions else None)
        if beside:
            vectors = self._embedder.embed_known([text, *beside])
            asked = (vectors[:1] + vectors[1:].mean(axis=0, keepdims=True)) / 2
        else:
            asked = self._embedder.embed([text])
        with _vendor_errors():
            found = self._collection(collection).query(
                query_embeddings=asked,
                n_results=max(1, k),
                where=where,
                include=["documents", "metadatas", "distances"],
            )
        return [
            Match(entry_id, str(meta["question_id"]), document, 1.0 - float(distance))
            for entry_id, meta, document, distance in zip(
                found["ids"][0], found["metadatas"][0], found["documents"][0], found["distances"][0], strict=True
            )
        ]

    def count(self, collection: str) -> int:
        """Entries in a collection."""
        with _vendor_errors():
            return int(self._collection(collection).count())

    def _client(self) -> Any:
        if self._client_ is None:
            import chromadb
            from chromadb.config import Settings

            settings = Settings(anonymized_telemetry=False)
            with _vendor_errors(self._url or str(self._folder)):
                if self._url:
                    url = urlparse(self._url)
                    self._client_ = chromadb.HttpClient(
                        host=url.hostname or "127.0.0.1",
                        port=url.port or (443 if url.scheme == "https" else 8000),
                        ssl=url.scheme == "https",
                        settings=settings,
                    )
                else:
                    self._folder.mkdir(parents=True, exist_ok=True)
                    self._client_ = chromadb.PersistentClient(path=str(self._folder), settings=settings)
        return self._client_

    def _collection(self, name: str) -> Any:
        if name not in self._collections:
            dimension = int(self._embedder.embed_known(["dimension"]).shape[1])
            with _vendor_errors():
                collection = self._client().get_or_create_collection(
                    _full_name(name),
                    configuration={"hnsw": {"space": "cosine"}},
                    metadata={"model": self._embedder.name, "dimension": dimension},
                    embedding_function=None,
                )
            meta = collection.metadata or {}
            if meta.get("model") != self._embedder.name or meta.get("dimension") != dimension:
                raise ModelMismatchError(
                    f"the index was made by {meta.get('model')} ({meta.get('dimension')} dimensions), but "
                    f"{self._embedder.name} ({dimension}) is set; run 'viva index' to make it anew"
                )
            self._collections[name] = collection
        return self._collections[name]


class ModelMismatchError(VectorStoreError):
    """The store was made by another embedding model."""


def _full_name(name: str) -> str:
    return f"viva-{name}"


class _vendor_errors:
    """Turns Chroma's exceptions into VectorStoreError, once, here."""

    def __init__(self, place: str = "the vector store") -> None:
        self._place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if error is None or isinstance(error, VectorStoreError) or not isinstance(error, Exception):
            return
        raise VectorStoreError(
            f"{self._place} cannot be used: {type(error).__name__}: {str(error)[:160]}; "
            "run 'viva index --rebuild', or check VIVA_CHROMA_URL"
        ) from error
