"""Parts that do not load: known faults are told in one line, and nobody waits for what will not come."""

from __future__ import annotations

import threading

import pytest

from interviewer.errors import UnavailableError
from interviewer.services import Services, is_loading
from interviewer.settings import Settings, load_settings
from knowledge.errors import VectorStoreError
from knowledge.schema import Bank


def raising(error: Exception) -> object:
    def load() -> str:
        raise error

    return load


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (VectorStoreError("the model is not installed; install it"), "the model is not installed; install it"),
        (ImportError("no torch"), "ImportError: no torch; run 'viva doctor'"),
        (MemoryError("full"), "MemoryError: full; run 'viva doctor'"),
        (OSError("unreadable"), "OSError: unreadable; run 'viva doctor'"),
    ],
)
def test_a_part_that_cannot_be_loaded_says_why(settings: Settings, bank: Bank, fault: Exception, said: str) -> None:
    services = Services(settings, bank)
    services._load_embedder = raising(fault)  # type: ignore[method-assign,assignment]
    services.load()
    assert services.part("embeddings").state == "failed" and services.part("embeddings").detail == said
    assert services.part("index").detail == f"needs the embeddings: {said}"
    assert services.settled
    with pytest.raises(UnavailableError, match=said.split(";")[0]):
        services.require_embedder()


def test_a_fault_of_our_own_is_not_hidden_and_leaves_nobody_waiting(settings: Settings, bank: Bank) -> None:
    services = Services(settings, bank)
    services._load_embedder = raising(ValueError("a bug"))  # type: ignore[method-assign,assignment]
    with pytest.raises(ValueError, match="a bug"):
        services.load()
    assert services.part("embeddings").state == "failed" and services.settled
    with pytest.raises(UnavailableError, match="fault of Viva's own"):
        services.require_embedder()
    with pytest.raises(UnavailableError):
        services.require_chat()


def test_a_language_model_that_is_off_is_one_line(settings: Settings, bank: Bank) -> None:
    services = Services(settings, bank)
    services._load_embedder = raising(VectorStoreError("gone"))  # type: ignore[method-assign,assignment]
    services.load()
    with pytest.raises(UnavailableError, match="set to off"):
        services.require_chat()


def test_loading_is_known_while_it_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    services, wait = Services(load_settings()), threading.Event()
    monkeypatch.setattr(services, "_load_and_learn", wait.wait)
    monkeypatch.setattr("interviewer.services._LOADING", "loading of this test")  # others may be at it still
    assert not is_loading()
    services.start()
    assert is_loading()
    wait.set()
    assert services._thread is not None
    services._thread.join()
    assert not is_loading()
