"""Keys and passwords in the settings stay out of errors, tracebacks and logs, no matter what repeats them."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.cli.main import run_with
from interviewer.errors import UnavailableError, UsageError
from interviewer.hidden import secrets_of, without_secrets
from interviewer.json_data import JsonValue
from interviewer.log import JsonLines, hide_secrets
from interviewer.settings import load_settings
from interviewer.storage.database import Database
from knowledge.errors import VectorStoreError
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.index import Index
from knowledge.search.vector_store import open_client
from tests.interviewer.llm.stub import Endpoint

KEY = "sk-embed-0123456789"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What a plain handler writes of the root logger."""
    out, factory = io.StringIO(), logging.getLogRecordFactory()
    handler = logging.StreamHandler(out)
    logging.getLogger().addHandler(handler)
    yield out
    logging.getLogger().removeHandler(handler)
    logging.setLogRecordFactory(factory)


@pytest.mark.parametrize(
    ("name", "value", "secrets"),
    [
        ("VIVA_LLM_API_KEY", " sk-abc ", {"sk-abc"}),
        ("VIVA_EMBEDDING_API_KEY", "sk-abc", {"sk-abc"}),
        ("VIVA_LLM_API_KEY", "none", set()),
        ("VIVA_LLM_API_KEY", "EMPTY", set()),
        ("VIVA_LLM_API_KEY", "x", set()),
        ("VIVA_LLM_BASE_URL", "https://me:pass@host/v1", {"pass"}),
        ("VIVA_EMBEDDING_BASE_URL", "https://host/v1?api-key=abcdef&version=2024", {"abcdef"}),
        ("VIVA_CHROMA_URL", "http://me:p%40ss@host:8000", {"p%40ss", "p@ss"}),
        ("VIVA_DATABASE_URL", "postgresql://viva:p/a@s:s@host/db", {"p/a@s:s"}),
        ("VIVA_DATABASE_URL", "postgresql:///db?user=viva&password=hushhush", {"hushhush"}),
        ("VIVA_DATABASE_URL", "postgresql://viva:hush[@host/db", {"hush["}),
        ("VIVA_DATABASE_URL", "sqlite:////home/me/viva.db", set()),
        ("HOME", "/home/me", set()),
    ],
)
def test_what_is_secret_in_the_settings(name: str, value: str, secrets: set[str]) -> None:
    assert set(secrets_of({name: value})) == secrets
    for secret in secrets:
        assert without_secrets(f"it says {secret}!", {name: value}) == "it says …!"


def test_a_secret_inside_another_goes_with_it() -> None:
    environ = {"VIVA_LLM_API_KEY": "abcd", "VIVA_EMBEDDING_API_KEY": "abcdefgh"}
    assert without_secrets("abcdefgh abcd", environ) == "… …"


@pytest.mark.parametrize("url", ["postgresql://viva:hushhush@127.0.0.1:1/x", "postgresql://viva:hush/hush@host/x"])
def test_a_database_that_is_away_is_named_without_its_password(url: str) -> None:
    with pytest.raises(Exception, match="VIVA_DATABASE_URL") as caught:
        Database(url)
    assert "hush" not in str(caught.value) and "\n" not in str(caught.value)


def test_a_vector_store_that_is_away_is_named_without_its_password(tmp_path: Path) -> None:
    for url in (
        "http://me:hushhush@127.0.0.1:1",
        "http://me:hushhush@host:port",
        "http://me:hush/hush@host:port",
        "http://[::1",
    ):
        with pytest.raises(VectorStoreError, match="check VIVA_CHROMA_URL") as caught:
            open_client(tmp_path, url)
        assert "hush" not in str(caught.value) and "\n" not in str(caught.value)


def test_the_note_on_the_index_names_its_server_without_a_password(tmp_path: Path, words: CachedEmbedder) -> None:
    index = Index(words, tmp_path, "http://me:hushhush@127.0.0.1:8000")
    assert "'url': 'http://127.0.0.1:8000'" in str(index._manifest_of(Bank([])))


def test_a_wrong_address_is_not_shown_whole() -> None:
    with pytest.raises(UsageError, match=r"VIVA_LLM_BASE_URL: .*must begin with http") as caught:
        load_settings(llm_base_url="host:8000/me:hushhush@v1")
    assert "hush" not in str(caught.value)


def test_a_log_has_no_key_in_its_words_its_values_or_its_traceback(
    logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIVA_EMBEDDING_API_KEY", KEY)
    hide_secrets()
    log = logging.getLogger("some.library")
    log.warning("the key %s is wrong", KEY)
    log.warning(f"the key {KEY} is wrong")
    log.warning("%s is wrong: %s", KEY)  # with one value too few, which logging itself would print
    try:
        try:
            raise ValueError(f"Incorrect API key: {KEY}")
        except ValueError as error:
            raise RuntimeError("the page failed") from error
    except RuntimeError:
        log.exception("the page failed")
    told = logged.getvalue()
    assert KEY not in told and told.count("the key … is wrong") == 2
    assert "Incorrect API key: …" in told and "RuntimeError: the page failed" in told


def test_a_librarys_finished_message_is_no_part_of_a_line_of_json() -> None:
    def line(name: str, message: str, *values: object) -> dict[str, JsonValue]:
        record = logging.LogRecord(name, logging.WARNING, "lib/x.py", 7, message, values, None, "read")
        told: dict[str, JsonValue] = json.loads(JsonLines().format(record))
        return told

    assert line("lib", "cannot read: my answer is zebra") | {"at": ""} == {
        "at": "",
        "level": "warning",
        "logger": "lib",
        "event": "a library's message",
        "where": ["x.py:7 read"],
    }
    assert line("uvicorn.error", "Started server process [%d]", 4)["event"] == "Started server process [%d]"
    assert line("viva.page", "the page failed")["event"] == "the page failed"


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An endpoint for embeddings that refuses the key and repeats it."""
    made = Endpoint()
    made.answer = lambda body: (401, {"error": {"message": f"Incorrect API key provided: {KEY}\x1b[2J.", "code": KEY}})
    monkeypatch.setenv("VIVA_EMBEDDING_BASE_URL", made.url)
    monkeypatch.setenv("VIVA_EMBEDDING_MODEL", "stub")
    monkeypatch.setenv("VIVA_EMBEDDING_API_KEY", KEY)
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.mark.slow
@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("command", [["index"], ["search", "layers"], ["grade", "training-02", "FILE"], ["doctor"]])
def test_no_command_repeats_the_key_of_the_embeddings(
    refusing: Endpoint, command: list[str], debug: bool, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "answer.txt").write_text("w = w - lr * g")
    command = [str(tmp_path / "answer.txt") if word == "FILE" else word for word in command]
    run_with(["--debug", *command] if debug else command)
    told = "".join(capfd.readouterr())
    assert KEY not in told and "\x1b[2J" not in told
    assert "check VIVA_EMBEDDING_API_KEY (it says: Incorrect API key provided: …" in told
    assert not debug or "Traceback" in told


def test_a_traceback_that_was_asked_for_has_no_key(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise UnavailableError(f"it failed with {KEY}")

    monkeypatch.setenv("VIVA_LLM_API_KEY", KEY)
    monkeypatch.setattr("interviewer.cli.data.owned_store", fail)
    assert run_with(["--debug", "data", "delete", "--yes"]) == 3
    told = capsys.readouterr().err
    assert "Traceback" in told and "it failed with …" in told and KEY not in told


@pytest.mark.slow
@pytest.mark.parametrize("place", ["raise fault", "threading.Thread(target=fail).start()"])
def test_a_fault_that_ends_the_program_or_a_thread_has_no_key(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setenv("VIVA_LLM_API_KEY", KEY)
    code = (
        "import threading; from interviewer.log import hide_secrets_of_faults; hide_secrets_of_faults()\n"
        f"fault = RuntimeError('it failed with {KEY}')\n"
        "def fail(): raise fault\n"
        f"{place}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert "RuntimeError: it failed with …" in done.stderr and KEY not in done.stderr
    assert done.returncode == (1 if place.startswith("raise") else 0)
