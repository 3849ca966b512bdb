"""Gives every test its own home, and no network except loopback."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.main

from interviewer.loading.services import Services
from interviewer.offline import go_offline
from interviewer.settings import Settings, load_settings
from interviewer.storage.store import Store
from knowledge.loader import load_bank
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.index import Index
from tests.stand_ins import FakeChat, RuleReader, WordEmbedder

if TYPE_CHECKING:
    from tests.scheduling import ByFile

go_offline()
if "PYTEST_XDIST_WORKER" in os.environ:  # one of several processes that share the cores
    os.environ.setdefault("OMP_NUM_THREADS", "1")
# a client reads all authorities of the system when it opens, a tenth of a second each time; no test trusts a real one
os.environ["SSL_CERT_FILE"] = str(Path(__file__).with_name("only_authority.pem"))
pytest_plugins = ["tests.at_once", "tests.real_models"]
_connect = socket.socket.connect
# a program builds its commands once; a process of tests would for every command line that it tries, a third of its time
typer.main.get_command = cache(typer.main.get_command)


def _loopback_only(self: socket.socket, address: tuple[object, ...] | str | bytes) -> None:
    host = address[0] if isinstance(address, tuple) else ""
    if host and not (str(host).startswith("127.") or host in {"localhost", "::1", "0.0.0.0"}):
        raise OSError(f"tests may not reach {host}")
    _connect(self, address)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    from tests import scheduling

    return scheduling.ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:  # without bfloat16 in the processor the judge takes ten times as long
        if item.get_closest_marker("embedded") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(1200))
    if hasattr(config, "workerinput"):  # one of several processes
        from tests.scheduling import in_order

        items[:] = in_order(items)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # ten thousand tests and what they import stay: no collection of garbage need look at them again
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def unmade_homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Paths for the homes of tests that don't request a folder, each one different."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_world(
    request: pytest.FixtureRequest, unmade_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    for name in [n for n in os.environ if n.startswith("VIVA_")]:
        monkeypatch.delenv(name)
    # most tests write nothing, and creating a folder for each of nine thousand takes longer than many of them
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else next(unmade_homes)
    monkeypatch.setenv("VIVA_HOME", str(folder / "home"))
    if request.node.get_closest_marker("embedded"):
        (folder / "home").mkdir(parents=True)
        vectors = request.getfixturevalue("known_vectors")
        (folder / "home" / vectors.name).symlink_to(vectors)
    monkeypatch.setenv("VIVA_LLM", "off")
    monkeypatch.setattr(socket.socket, "connect", _loopback_only)
    yield
    # models that are still loading in the background use these settings, so wait for them before they are undone
    for thread in threading.enumerate():
        if thread.name == "viva-loading":
            thread.join(timeout=10)
            assert not thread.is_alive(), "the test began to load the models, and no test has ten seconds for that"


@pytest.fixture(autouse=True)
def own_logs() -> Iterator[None]:
    """Undoes logging settings that a command makes for its whole process, such as traces, after the test."""
    loggers = [logging.getLogger("viva"), logging.getLogger("viva.turn")]
    before = [(logger, logger.level, logger.propagate, list(logger.handlers)) for logger in loggers]
    yield
    for logger, level, propagate, handlers in before:
        if logger.level != level:  # setting it empties the caches of all loggers of all libraries
            logger.setLevel(level)
        logger.propagate = propagate
        logger.handlers[:] = handlers


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = load_settings()
    made.prepare_home()
    return made


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all migrations, for tests to copy: running the migrations takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "viva.db"
    Store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def store(tmp_path: Path, empty_database: Path) -> Iterator[Store]:
    path = shutil.copy(empty_database, tmp_path / "viva.db")
    made = Store(f"sqlite:///{path}")
    yield made
    made.close()


@pytest.fixture
def words(tmp_path: Path) -> CachedEmbedder:
    return CachedEmbedder(WordEmbedder(), tmp_path / "vectors.db")


def services_of(settings: Settings, bank: Bank, words: CachedEmbedder) -> Services:
    """Services whose embedder is the word stand-in, and whose reader finds every statement silent; no model is loaded."""
    return filled(Services(settings, bank), words)


def filled(services: Services, words: CachedEmbedder) -> Services:
    """Services with those stand-ins, once they are loaded."""
    services.__dict__["reader"] = RuleReader()
    services._load_embedder = lambda: setattr(services, "_embedder", words) or "words"  # type: ignore[method-assign]
    services.load()
    return services


@pytest.fixture(scope="session")
def indexed_home(tmp_path_factory: pytest.TempPathFactory, bank: Bank) -> Path:
    """A home with an index made with the word stand-in: making it takes longer than most tests, so they copy it."""
    home = tmp_path_factory.mktemp("indexed") / "home"
    made = load_settings(home=home, llm="off")
    made.prepare_home()
    services_of(made, bank, CachedEmbedder(WordEmbedder(), home.parent / "vectors.db"))
    return home


@pytest.fixture(scope="session")
def shared_index(indexed_home: Path) -> Index:
    """The index in that home, opened; to be read only."""
    embedder = CachedEmbedder(WordEmbedder(), indexed_home.parent / "vectors.db")
    return Index(embedder, indexed_home / "chroma")


@pytest.fixture
def light_services(settings: Settings, bank: Bank, words: CachedEmbedder, shared_index: Index) -> Services:
    """Loaded services with the word stand-in and their own home. The bank's index is shared; any other index is not."""
    services = Services(settings, bank)
    own = services._load_index

    def load_index() -> str:
        if services.bank is not bank:
            return own()
        services._index = shared_index
        return "up to date"

    services._load_index = load_index  # type: ignore[method-assign]
    return filled(services, words)


@pytest.fixture
def fake_chat() -> Callable[..., FakeChat]:
    return FakeChat
