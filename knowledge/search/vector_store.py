"""One collection of texts in Chroma, through LangChain. The only module that talks to either."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlparse

from knowledge.errors import VectorStoreError
from knowledge.search.embeddings import BankEmbedder
from knowledge.search.entries import IndexEntry
from knowledge.text.visible import address_shown

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings
else:
    Embeddings = (
        object  # Chroma only calls the methods below, and importing LangChain would slow the start by half a second
    )

Item = TypeVar("Item")
COLLECTION_PREFIX = "viva-"
HNSW = {"space": "cosine", "ef_search": 400}
"""How vectors are indexed. Chroma's default ef_search of 100 is barely more than the entries that a search asks for, and missed an
eighth of the ten nearest questions among 2,000 (``python -m evals scale``). Existing collections keep their setting."""
DELETE_BLOCK = READ_BLOCK = 1000
"""Entries deleted or read at a time. By hand."""
WRITTEN_NUMBERS, WRITTEN_ENTRIES = 1 << 20, 4096
"""The most vector components, and the most entries, in one request. A server refuses requests over 40 MB, and a number takes up
to 20 bytes in one; each request has a fixed cost, regardless of its contents."""


@dataclass(frozen=True)
class Match:
    """One hit. ``similarity`` is the cosine, -1..1."""

    entry_id: str
    question_id: str
    text: str
    similarity: float


class ModelMismatchError(VectorStoreError):
    """The store was made by another embedding model."""


class BankEmbeddings(Embeddings):
    """Adapts our embedder to LangChain: documents are texts from the bank and cached, queries are not."""

    def __init__(self, embedder: BankEmbedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Unit vectors of texts from the bank, each as an array, which Chroma accepts without checking every number."""
        return list(self._embedder.embed_known(texts))

    def embed_query(self, text: str) -> list[float]:
        """Unit vector of a typed text; it is not stored."""
        vector: list[float] = self._embedder.embed([text])[0].tolist()
        return vector


class VectorStore:
    """A named collection of entries, searched by cosine.

    Args:
        name: Name of the collection, 3 to 512 characters.

    Raises:
        ModelMismatchError: The collection was made by another embedding model.
        VectorStoreError: Chroma cannot be used.
    """

    def __init__(self, client: ClientAPI, name: str, embedder: BankEmbedder) -> None:
        from langchain_chroma import Chroma

        dimension = int(embedder.embed_known(["dimension"]).shape[1])
        self._written_at_once = max(1, min(WRITTEN_ENTRIES, WRITTEN_NUMBERS // dimension))
        self._client = client
        self._name = name
        with vendor_errors():
            self._texts: Chroma = Chroma(
                collection_name=name,
                embedding_function=BankEmbeddings(embedder),
                client=client,
                collection_configuration={"hnsw": HNSW},
                collection_metadata={"model": embedder.name, "dimension": dimension},
            )
        made_by = self._metadata()
        if made_by.get("model") != embedder.name or made_by.get("dimension") != dimension:
            raise ModelMismatchError(
                f"the index was made by {made_by.get('model')} ({made_by.get('dimension')} dimensions), but "
                f"{embedder.name} ({dimension}) is set; run 'viva index' to build it again"
            )

    def _metadata(self) -> Mapping[str, object]:
        with vendor_errors():
            return dict(self._client.get_collection(self._name, embedding_function=None).metadata or {})

    @property
    def stamp(self) -> str:
        """The collection's current mark; "" if it has none."""
        return str(self._metadata().get("stamp", ""))

    def mark(self, stamp: str) -> None:
        """Mark the collection, so that this process can tell later whether another one has marked it since."""
        with vendor_errors():
            collection = self._client.get_collection(self._name, embedding_function=None)
            collection.modify(metadata={**(collection.metadata or {}), "stamp": stamp})

    def hashes(self, entry_ids: Sequence[str] | None = None) -> Mapping[str, str]:
        """The hashes of stored entries by id: of the given ids, or of all entries if none are given."""
        stored: dict[str, str] = {}
        blocks = [None] if entry_ids is None else _blocks(entry_ids, READ_BLOCK)
        for block in blocks:
            with vendor_errors():
                found = self._texts.get(ids=block, include=["metadatas"])
            for entry_id, metadata in zip(found["ids"], found["metadatas"], strict=True):
                # an entry that another process has half written has no hash
                stored[entry_id] = str((metadata or {}).get("hash", ""))
        return stored

    def write(self, entries: Sequence[IndexEntry]) -> None:
        """Add entries, or replace those with the same id."""
        # sorted by length they fill the model's batches better, because a batch is as long as its longest text
        entries = sorted(entries, key=lambda entry: len(entry.text))
        with vendor_errors():
            for block in _blocks(entries, self._written_at_once):
                self._texts.add_texts(
                    [entry.text for entry in block],
                    metadatas=[
                        {"hash": entry.hash, "question_id": entry.question_id, "section": entry.section}
                        for entry in block
                    ],
                    ids=[entry.id for entry in block],
                )

    def remove(self, entry_ids: Sequence[str]) -> None:
        """Delete entries."""
        with vendor_errors():
            for block in _blocks(entry_ids, DELETE_BLOCK):
                self._texts.delete(block)

    def nearest(self, asked: str | list[float], k: int, only: Mapping[str, str]) -> list[Match]:
        """The k entries nearest to a text or a vector, best first.

        Args:
            only: Metadata that an entry must have, such as ``{"section": "nlp"}``.
        """
        conditions = [{key: value} for key, value in only.items()]
        where: Any = {"$and": conditions} if len(conditions) > 1 else (conditions[0] if conditions else None)
        with vendor_errors():
            if isinstance(asked, str):
                found = self._texts.similarity_search_with_score(asked, k, filter=where)
            else:
                found = self._texts.similarity_search_by_vector_with_relevance_scores(asked, k, filter=where)
        # an entry without its metadata was half written, or is being removed by another process
        found = [(document, distance) for document, distance in found if (document.metadata or {}).get("question_id")]
        # LangChain's own relevance for cosine leaves 0..1, so the distance is converted here
        return [
            Match(
                entry_id=document.id,
                question_id=str(document.metadata["question_id"]),
                text=document.page_content,
                similarity=1.0 - float(distance),
            )
            for document, distance in found
        ]

    def count(self) -> int:
        """The number of entries."""
        with vendor_errors():
            return int(self._client.get_collection(self._name, embedding_function=None).count())


def _blocks(items: Sequence[Item], size: int) -> list[list[Item]]:
    return [list(items[start : start + size]) for start in range(0, len(items), size)]


def erase(folder: Path, url: str | None = None) -> None:
    """Delete a store on disk, and Viva's collections on a Chroma server if one is named.

    Clients that are open in this process are dropped; otherwise they would go on using the deleted store.

    Raises:
        VectorStoreError: The server does not answer.
    """
    from chromadb.api.shared_system_client import SharedSystemClient

    if url:
        client = open_client(folder, url)
        with vendor_errors(place=address_shown(url)):
            for collection in client.list_collections():
                if collection.name.startswith(COLLECTION_PREFIX):
                    client.delete_collection(collection.name)
    SharedSystemClient.clear_system_cache()
    shutil.rmtree(folder, ignore_errors=True)


def open_client(folder: Path, url: str | None = None) -> ClientAPI:
    """A client for a Chroma server, or for a store on disk; telemetry is off.

    Raises:
        VectorStoreError: The folder cannot be opened, or no Chroma server answers at the address.
    """
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    with vendor_errors(place=address_shown(url) if url else str(folder), opening=True):
        if not url:
            folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(path=str(folder), settings=settings)
        try:
            address = urlparse(url)
            port = address.port
        except ValueError:  # which quotes a piece of the address, and that can be of a password
            raise VectorStoreError(
                f"{address_shown(url)} is not a valid server address; check VIVA_CHROMA_URL"
            ) from None
        secure = address.scheme == "https"
        return chromadb.HttpClient(
            host=address.hostname or "127.0.0.1",
            port=port or (443 if secure else 8000),
            ssl=secure,
            settings=settings,
        )


@contextmanager
def vendor_errors(place: str = "the vector store", opening: bool = False) -> Iterator[None]:
    """Turn errors from Chroma and the network into VectorStoreError. Any other error is a bug of ours and passes through.

    Args:
        opening: Whether a client is being opened; then Chroma reports an unreachable server as a plain ``ValueError``.

    Raises:
        VectorStoreError: The store failed.
    """
    try:
        yield
    except VectorStoreError:
        raise
    except Exception as error:
        if not (_is_vendors(error) or (opening and isinstance(error, ValueError))):
            raise
        raise VectorStoreError(
            f"{place} cannot be used: {type(error).__name__}: {' '.join(str(error).split())[:160]}; "
            "run 'viva index --rebuild', or check VIVA_CHROMA_URL"
        ) from error


def _is_vendors(error: Exception) -> bool:
    import httpx
    from chromadb.errors import ChromaError

    if isinstance(error, ChromaError | httpx.HTTPError | OSError | json.JSONDecodeError):
        return True
    # for an unknown status, such as a proxy's 502, Chroma raises a bare Exception while handling httpx's
    if type(error) is Exception and isinstance(error.__context__, httpx.HTTPStatusError):
        return True
    # if a store is damaged, or another process is changing it, Chroma trips over missing data
    return isinstance(error, TypeError | KeyError | IndexError | AttributeError | ValueError) and _raised_by(error)


def _raised_by(error: Exception) -> bool:
    """Whether an error comes from inside Chroma or LangChain's wrapper, and not from our code that they called."""
    trace, last = error.__traceback__, ""
    while trace is not None:
        last = str(trace.tb_frame.f_globals.get("__name__", ""))
        trace = trace.tb_next
    return last.partition(".")[0] in {"chromadb", "langchain_chroma"}
