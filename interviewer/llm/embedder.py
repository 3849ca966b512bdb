"""The sentence embeddings that the settings ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.llm.endpoint.endpoint_embedder import EndpointEmbedder
from interviewer.settings import Settings

if TYPE_CHECKING:
    from knowledge.search.embeddings import CachedEmbedder
    from knowledge.search.vectors import Embedder


def build_embedder(settings: Settings) -> CachedEmbedder:
    """The sentence embeddings that the settings ask for, with their cache; nothing is loaded yet."""
    from knowledge.search.embeddings import CachedEmbedder

    # without a home the vectors are kept as long as the process runs
    kept = settings.home / "vectors.db" if settings.home.is_dir() else Path(":memory:")
    return CachedEmbedder(build_bare_embedder(settings), kept)


def build_bare_embedder(settings: Settings) -> Embedder:
    """The same without a cache."""
    from knowledge.search.embeddings import DEFAULT_MODEL, LocalEmbedder

    if settings.embedding_base_url:
        key = settings.embedding_api_key.get_secret_value() if settings.embedding_api_key else "none"
        return EndpointEmbedder(
            settings.embedding_model, settings.embedding_base_url, key, settings.llm_timeout, settings.llm_retries
        )
    return LocalEmbedder(settings.embedding_model or DEFAULT_MODEL, settings.cpu_threads)
