"""The terminal runs with a word stand-in for the embedder."""

from __future__ import annotations

import pytest

from interviewer.services import Services
from knowledge.search.embeddings import CachedEmbedder
from tests.conftest import RuleReader


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch, words: CachedEmbedder) -> None:
    monkeypatch.setattr(Services, "_load_embedder", lambda self: setattr(self, "_embedder", words) or "words")
    monkeypatch.setattr(Services, "reader", RuleReader())
