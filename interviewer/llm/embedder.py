"""The sentence embeddings that the settings ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.settings import Settings

if TYPE_CHECKING:
    from knowledge.search.embeddings import CachedEmbedder


def build_embedder(settings: Settings) -> CachedEmbedder:
    """The sentence embeddings that the settings ask for, with their cache; nothing is loaded yet."""
    from knowledge.search.embeddings import DEFAULT_MODEL, CachedEmbedder, EndpointEmbedder, LocalEmbedder

    inner: LocalEmbedder | EndpointEmbedder
    if settings.embedding_base_url:
        key = settings.embedding_api_key.get_secret_value() if settings.embedding_api_key else "none"
        inner = EndpointEmbedder(settings.embedding_model, settings.embedding_base_url, key)
    else:
        inner = LocalEmbedder(settings.embedding_model or DEFAULT_MODEL, settings.cpu_threads)
    # without a home the vectors are kept as long as the process runs
    return CachedEmbedder(inner, settings.home / "vectors.db" if settings.home.is_dir() else Path(":memory:"))
