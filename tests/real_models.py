"""The real embedded models, which ``make models`` has fetched before the tests run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import WEIGHTS, Reader
from interviewer.llm.embedded.model_file import ModelFile
from interviewer.llm.embedded.reader_base import ReaderBase
from interviewer.settings import load_settings
from knowledge.search.embeddings import CachedEmbedder, LocalEmbedder

REAL_HOME = load_settings().home
REAL_MODEL = load_settings().model_path
REAL_READER = load_settings().reader_path
VECTORS = "vectors.db"


@pytest.fixture(scope="session")
def known_vectors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The vectors of the bank for the tests with models: to make them anew takes each home minutes. Those that ``viva index``
    has made are copied."""
    place = tmp_path_factory.mktemp("vectors") / VECTORS
    if (REAL_HOME / VECTORS).is_file():
        with closing(sqlite3.connect(REAL_HOME / VECTORS)) as made, closing(sqlite3.connect(place)) as own:
            made.backup(own)
    return place


@pytest.fixture(scope="session")
def real_embedder(known_vectors: Path) -> CachedEmbedder:
    return CachedEmbedder(LocalEmbedder(), known_vectors)


@pytest.fixture(scope="session")
def real_reader() -> Reader:
    """The shipped reader of the embedded judge, with the fetched base model."""
    return Reader(ReaderBase(REAL_HOME, REAL_READER).require, WEIGHTS)


@pytest.fixture(scope="session")
def real_grader(real_embedder: CachedEmbedder, real_reader: Reader) -> Grader:
    """The embedded judge's grader. One for all tests of a process: what it has read once, it need not read again."""
    return Grader(LocalJudge(real_embedder, real_reader))


@pytest.fixture(scope="session")
def real_model() -> Path:
    """The embedded language model; if it is missing, the test fails and says how to get it."""
    file = ModelFile(REAL_HOME, REAL_MODEL)
    if not file.path.is_file():
        pytest.fail(f"no embedded model at {file.path}; run 'make models' first, as 'make test' does")
    return file.path
