"""The vector store against a real Chroma server, and which faults are the store's and which are ours."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import VectorStoreError
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder, CachedEmbedder
from knowledge.search.index import Index
from knowledge.search.retriever import Retriever
from knowledge.search.vector_store import BankEmbeddings, open_client, vendor_errors
from knowledge.search.vectors import Vectors
from tests.servers import chroma, free_port
from tests.stand_ins import WordEmbedder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture(scope="module")
def few(bank: Bank) -> Bank:
    return Bank(list(bank.values())[:12])


@pytest.mark.server
def test_a_server_holds_what_the_disk_holds(server: str, few: Bank, words: CachedEmbedder, tmp_path: Path) -> None:
    there, here = Index(words, tmp_path / "a", server), Index(words, tmp_path / "b")
    first = there.sync(few)
    assert first == here.sync(few) and first.written == there.count("questions") + there.count("passages")
    assert there.is_current(few) and not Index(words, tmp_path / "a").is_current(few)
    for text in ("dropout", "the gradient explodes", "batch norm"):
        over_wire, on_disk = (Retriever(few, index).search(text, 3) for index in (there, here))
        assert [hit.question.id for hit in over_wire] == [hit.question.id for hit in on_disk]
        np.testing.assert_allclose([h.score for h in over_wire], [h.score for h in on_disk], atol=1e-5)
    assert not (tmp_path / "a" / "chroma.sqlite3").exists()


@pytest.mark.server
def test_a_server_is_kept_in_line_and_checks_the_model(
    server: str, few: Bank, words: CachedEmbedder, tmp_path: Path
) -> None:
    Index(words, tmp_path, server).sync(few)
    gone, changed = list(few)[:2]
    later = Bank(
        [
            replace(q, question="Something else entirely?") if q.id == changed else q
            for q in few.values()
            if q.id != gone
        ]
    )
    result = Index(words, tmp_path, server).sync(later)
    assert (result.written, result.removed) == (1, 2 + len(few[gone].passages()))
    other = WordEmbedder(dimension=64)
    other.name = "other-words"
    reopened = Index(CachedEmbedder(other, tmp_path / "other.db"), tmp_path, server)
    with pytest.raises(VectorStoreError, match=r"made by words \(256 dimensions\).*viva index"):
        reopened.query("questions", "dropout", 3)
    assert reopened.sync(later).written > 0 and reopened.query("questions", "dropout", 3)


@pytest.fixture
def refusing() -> Iterator[str]:
    """A web server that is not Chroma: every request gets a page that says 502."""

    class Refusing(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(502)
            self.end_headers()
            self.wfile.write(b"<html>bad gateway</html>")

        do_POST = do_GET

        def log_message(self, *args: object) -> None:
            return

    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def test_a_store_that_cannot_be_opened_is_one_clear_line(
    few: Bank, words: CachedEmbedder, tmp_path: Path, refusing: str
) -> None:
    damaged, file = tmp_path / "damaged", tmp_path / "file"
    damaged.mkdir()
    (damaged / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    file.write_text("not a folder")
    addresses = (f"http://127.0.0.1:{free_port()}", refusing)
    for folder, url in ((damaged, None), (file, None), *((tmp_path / "x", address) for address in addresses)):
        with pytest.raises(VectorStoreError, match=r"cannot be used.*VIVA_CHROMA_URL") as caught:
            Index(words, folder, url).query("questions", "dropout", 3)
        assert "\n" not in str(caught.value) and (url or str(folder)) in str(caught.value)


def test_a_server_that_fails_halfway_is_the_stores_fault(refusing: str) -> None:
    import chromadb.api.fastapi
    import httpx

    session = chromadb.api.fastapi.FastAPI.__new__(chromadb.api.fastapi.FastAPI)
    with httpx.Client() as client:
        session._session, session._api_url = client, refusing
        with pytest.raises(VectorStoreError, match="bad gateway"), vendor_errors():
            session._make_request("get", "/collections")
    with pytest.raises(VectorStoreError, match="ConnectError"), vendor_errors():
        raise httpx.ConnectError("gone")


class Faulty:
    """An embedder with a bug, written without a base class."""

    name = "words"

    def __init__(self, good: BankEmbedder) -> None:
        self._good = good

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise TypeError("a bug of ours")

    def embed_known(self, texts: Sequence[str]) -> Vectors:
        if len(texts) > 1:
            raise AttributeError("a bug of ours")
        return self._good.embed_known(texts)


def test_a_bug_of_ours_is_not_called_a_fault_of_the_store(few: Bank, words: CachedEmbedder, tmp_path: Path) -> None:
    index = Index(Faulty(words), tmp_path / "chroma")
    with pytest.raises(AttributeError, match="a bug of ours"):
        index.sync(few)
    with pytest.raises(TypeError, match="a bug of ours"):
        index.query("questions", "dropout", 3)
    with pytest.raises(ValueError, match="ours"), vendor_errors():
        raise ValueError("ours")


def test_only_texts_of_the_bank_are_remembered(tmp_path: Path) -> None:
    inner = WordEmbedder()
    embeddings = BankEmbeddings(CachedEmbedder(inner, tmp_path / "v.db"))
    known = embeddings.embed_documents(["a b", "c"])
    assert np.array_equal(embeddings.embed_documents(["a b", "c"]), known) and inner.calls == 2
    asked = embeddings.embed_query("a b")
    assert embeddings.embed_query("a b") == asked and inner.calls == 4
    assert asked == pytest.approx(known[0])


def test_telemetry_is_off(tmp_path: Path) -> None:
    assert open_client(tmp_path).get_settings().anonymized_telemetry is False
