"""Parts that do not load: known errors are reported in one line, and nobody waits for a part that will never be ready."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest

from interviewer.errors import UnavailableError
from interviewer.grading.local.judge import LocalJudge
from interviewer.llm.embedder import build_embedder
from interviewer.loading.services import Services, is_loading
from interviewer.settings import Settings, load_settings
from knowledge.errors import VectorStoreError
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import WordEmbedder


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
    monkeypatch.setattr("interviewer.loading.services._LOADING", "loading of this test")  # others may be at it still
    assert not is_loading()
    services.start()
    assert is_loading()
    wait.set()
    assert services._thread is not None
    services._thread.join()
    assert not is_loading()


def test_without_a_home_vectors_are_kept_as_long_as_the_process_runs(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    embedder = build_embedder(load_settings(home=tmp_path / "file" / "home"))
    embedder._inner = words = WordEmbedder()
    for _ in range(2):
        embedder.embed_known(["a text of the bank", "another"])
    assert words.calls == 2


def take(services: Services, words: CachedEmbedder) -> str:
    services._embedder = words
    return "words"


@pytest.mark.slow
def test_a_bank_is_learnt_with_an_embedding_endpoint_and_only_for_the_judge_that_needs_it(
    bank: Bank, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt: list[int] = []
    monkeypatch.setattr(LocalJudge, "learn", lambda self, questions: learnt.append(len(list(questions))))
    for judge in ("local", "llm"):
        settings = load_settings(judge=judge, llm="off", embedding_base_url="http://127.0.0.1:9/v1")
        services = Services(settings, bank)
        monkeypatch.setattr(services, "_load_embedder", partial(take, services, words))
        services._load_and_learn()  # a judge that cannot be had is not asked for
    assert learnt == [len(bank)]


def test_an_endpoint_that_is_down_leaves_the_bank_to_be_learnt_later(bank: Bank) -> None:
    services = Services(load_settings(llm="off", embedding_base_url="http://127.0.0.1:9/v1"), bank)
    services._load_embedder = raising(VectorStoreError("the embedding endpoint failed"))  # type: ignore[method-assign,assignment]
    services._load_and_learn()
    assert services.part("embeddings").state == "failed" and services.settled


def test_the_search_reads_the_banks_words_once(light_services: Services, bank: Bank) -> None:
    first = light_services.retriever()
    assert first is not None and light_services.retriever() is first
    light_services.bank = Bank(list(bank.values())[:5], bank.root)
    other = light_services.retriever()
    assert other is not None and other is not first and len(other.bank) == 5


def test_where_an_endpoint_judges_nobody_waits_for_a_turn(tmp_path: Path, bank: Bank) -> None:
    endpoint = Services(Settings(home=tmp_path, llm="api", llm_base_url="http://127.0.0.1:9", llm_model="m"), bank)
    with endpoint.queue.turn("a"), endpoint.queue.turn("b"):
        assert endpoint.queue.length == 0
    here = Services(Settings(home=tmp_path, llm="off"), bank)
    with here.queue.turn("a"):
        assert here.queue.before(here.queue.ask("b")) == 1
    assert Settings(home=tmp_path, llm="embedded", judge="llm").judges_here
