"""Serving the page: what is left when it is stopped, and addresses that cannot be served on."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from interviewer.cli.main import run_with
from interviewer.errors import UsageError
from interviewer.loading.services import Services
from interviewer.settings import Settings, load_settings
from interviewer.storage.store import Store
from interviewer.web import serve
from interviewer.web.serve import check_port, check_reach, serve_page


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_nothing_is_left_of_a_page_that_was_stopped(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folders: list[Path] = []

    def stop() -> None:
        url = capsys.readouterr().err.split()[3]
        assert urllib.request.urlopen(url, timeout=10).status == 200
        folders.append(Path(os.environ["GRADIO_TEMP_DIR"]).parent)
        assert folders[0].is_dir()
        raise KeyboardInterrupt

    monkeypatch.setenv("GRADIO_TEMP_DIR", "")  # is put back after the test
    monkeypatch.setattr(Services, "start", lambda self: None)
    monkeypatch.setattr(serve, "_until_stopped", stop)
    with pytest.raises(KeyboardInterrupt):
        serve_page(settings.model_copy(update={"port": 0}))
    assert len(folders) == 1 and not folders[0].exists()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs /proc")
@pytest.mark.parametrize("accounts", [False, True])
def test_without_a_host_it_listens_on_loopback_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], accounts: bool
) -> None:
    listening: list[str] = []

    def stop() -> None:
        port = urllib.parse.urlsplit(capsys.readouterr().err.split()[3]).port or 0
        rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()]
        listening.extend(row[1].partition(":")[0] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "0A")
        raise KeyboardInterrupt

    settings = load_settings(port=0)
    settings.prepare_home()
    if accounts:
        store = Store(settings.database)
        store.accounts.add("ada", "x")
        store.close()
    assert settings.host == "127.0.0.1" and not settings.needs_sign_in
    monkeypatch.setenv("GRADIO_TEMP_DIR", "")
    monkeypatch.setattr(Services, "start", lambda self: None)
    monkeypatch.setattr(serve, "_until_stopped", stop)
    with pytest.raises(KeyboardInterrupt):
        serve_page(settings)
    assert listening == ["0100007F"], "127.0.0.1, as the kernel writes it"


def test_a_port_in_use_is_refused_with_another_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} is in use; .*--port {port + 1}"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", 0)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(UsageError, match=r"cannot serve on 192\.0\.2\.1:7860: .*VIVA_HOST"):
        check_port("192.0.2.1", 7860)


@pytest.mark.parametrize(
    ("given", "accounts", "said"),
    [
        ({"host": "0.0.0.0"}, [], "viva user add"),
        ({"host": "::"}, [], "viva user add"),
        ({"public_url": "https://viva.example.org"}, [], "viva user add"),
        ({"host": "0.0.0.0"}, ["ada"], "in the clear"),
        ({"host": "0.0.0.0", "public_url": "http://viva.example.org"}, ["ada"], "in the clear"),
        ({"tls_cert": Path("/none")}, [], "there is no file"),
        ({"tls_cert": Path(__file__)}, [], "go together"),
    ],
)
def test_a_page_that_others_can_reach_needs_accounts_and_tls(
    given: dict[str, str | Path], accounts: list[str], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        check_reach(load_settings(**given), accounts)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"host": "0.0.0.0", "public_url": "https://viva.example.org"},
        {"host": "0.0.0.0", "public_url": "http://localhost:7860"},
        {"host": "0.0.0.0", "tls_cert": Path(__file__), "tls_key": Path(__file__)},
    ],
)
def test_with_both_it_is_served(given: dict[str, str | Path]) -> None:
    check_reach(load_settings(**given), ["ada"] if given else [])


def test_serve_refuses_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("VIVA_HOST", "0.0.0.0")
    monkeypatch.setenv("VIVA_PORT", "0")
    assert run_with(["serve"]) == 2
    err = capsys.readouterr().err
    assert "viva user add" in err and err.count("\n") == 1


def test_the_streams_of_a_page_that_was_left_are_not_logged_and_other_errors_are() -> None:
    async def left() -> None:
        try:
            raise asyncio.CancelledError("the page is gone")
        except asyncio.CancelledError:
            del dict[str, int]()["the other stream was first"]

    async def broken() -> None:
        del dict[str, int]()["a fault"]

    assert not _logged(left)
    assert _logged(broken)


def _logged(stream: Callable[[], Coroutine[object, None, None]]) -> bool:
    """Whether what the stream raises passes the filter."""
    try:
        asyncio.run(stream())
    except KeyError:
        record = logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, "", (), sys.exc_info())
        return serve._LeftPages().filter(record)
    raise AssertionError("it raised nothing")
