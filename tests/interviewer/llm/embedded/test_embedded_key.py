"""The embedded server's key, with a stand-in for llama.cpp: the real one is asked in ``test_embedded.py``."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path

import pytest

from interviewer.errors import UnavailableError
from interviewer.llm import build
from interviewer.llm.build import build_chat
from interviewer.llm.embedded.embedded import EmbeddedServer
from interviewer.settings import load_settings
from tests.interviewer.llm.embedded.llama import Llama, process_of


def test_every_start_has_a_key_of_its_own(llama: Llama) -> None:
    servers = [EmbeddedServer(Path("model.gguf"), 1) for _ in range(3)]
    for server in servers:
        server.base_url()
        server.base_url()
    keys = [each["api_keys"] for each in llama.started]
    assert keys == [[server.key] for server in servers]
    assert len({key for each in keys for key in each}) == 3
    assert all(len(server.key) >= 43 for server in servers)  # 32 bytes
    for server in servers:
        server.close()


def test_the_chat_has_the_key_of_its_server(llama: Llama, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "missing_instructions", list)
    monkeypatch.setattr(build.ModelFile, "require", lambda self: tmp_path / "model.gguf")
    chat = build_chat(load_settings(llm="embedded"))
    assert chat is not None
    url, _, key = chat.endpoint()
    assert url.startswith("http://127.0.0.1:") and url.endswith("/v1")
    assert [key] == llama.started[0]["api_keys"] and key != "none"
    assert chat.reply("s", "u") and chat.take_usage().calls == 1


def test_the_key_stands_in_no_error_and_no_log_line_of_a_start_that_fails(
    llama: Llama, caplog: pytest.LogCaptureFixture
) -> None:
    llama.fails("bad parameters")
    server = EmbeddedServer(Path("model.gguf"), 1)
    with caplog.at_level(logging.DEBUG), pytest.raises(UnavailableError, match="bad parameters") as failed:
        server.base_url()
    assert server.key not in "".join(traceback.format_exception(failed.value))
    assert server.key not in caplog.text and not server.running


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_key_stands_in_no_list_of_processes(llama: Llama) -> None:
    server = EmbeddedServer(Path("model.gguf"), 1)
    server.base_url()
    shown = Path(f"/proc/{process_of(server)}")
    assert server.key.encode() not in (shown / "cmdline").read_bytes() + (shown / "environ").read_bytes()
    server.close()


def test_no_page_in_a_browser_may_call_the_server(llama: Llama) -> None:
    server = EmbeddedServer(Path("model.gguf"), 1)
    server.base_url()
    assert [each["cors_origins"] for each in llama.started] == [""]
    server.close()


def test_the_installed_llama_cpp_has_every_parameter_that_is_set() -> None:
    import xllamacpp

    real = xllamacpp.CommonParams()
    names = ("model", "cpuparams", "cpuparams_batch", "api_keys", "cors_origins", "n_ctx", "n_parallel", "verbosity")
    assert [name for name in names if not hasattr(real, name)] == []
