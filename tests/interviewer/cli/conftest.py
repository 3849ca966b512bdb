"""Lets the terminal run with a word-based stand-in for the embedder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from interviewer.loading.services import Services
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import RuleReader


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch, words: CachedEmbedder, tmp_path: Path, indexed_home: Path) -> None:
    # the bank's index already exists, as in a home that was used before: making it takes longer than the test
    shutil.copytree(indexed_home, tmp_path / "home", dirs_exist_ok=True)
    monkeypatch.setattr(Services, "_load_embedder", lambda self: setattr(self, "_embedder", words) or "words")
    monkeypatch.setattr(Services, "reader", RuleReader())
    # it only works ahead, and each test would wait a second for it
    monkeypatch.setattr(Services, "_learn", lambda self: None)
