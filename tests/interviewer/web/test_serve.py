"""Serving the page: what is left when it is stopped, and addresses that cannot be served on."""

from __future__ import annotations

import os
import socket
import urllib.request
from pathlib import Path

import pytest

from interviewer.errors import UsageError
from interviewer.services import Services
from interviewer.settings import Settings
from interviewer.web import serve
from interviewer.web.serve import check_port, serve_page


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
