"""The embedded server's key, with a stand-in for llama.cpp: the real one is asked in ``test_embedded.py``."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from interviewer.errors import UnavailableError
from interviewer.llm import build
from interviewer.llm.build import build_chat
from interviewer.llm.embedded import EmbeddedServer
from interviewer.settings import load_settings


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The parameters of every server that was started."""
    given: list[Any] = []

    def parameters() -> SimpleNamespace:
        return SimpleNamespace(
            model=SimpleNamespace(), cpuparams=SimpleNamespace(), cpuparams_batch=SimpleNamespace(), api_keys=[]
        )

    def server(params: Any) -> SimpleNamespace:
        given.append(params)
        return SimpleNamespace(listening_address="http://127.0.0.1:9")

    module = ModuleType("xllamacpp")
    module.CommonParams, module.Server = parameters, server  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "xllamacpp", module)
    return given


def test_every_start_has_a_key_of_its_own(started: list[Any]) -> None:
    servers = [EmbeddedServer(Path("model.gguf"), 1) for _ in range(3)]
    for server in servers:
        server.base_url()
        server.base_url()
    keys = [params.api_keys for params in started]
    assert keys == [[server.key] for server in servers]
    assert len({key for each in keys for key in each}) == 3
    assert all(len(server.key) >= 43 for server in servers)  # 32 bytes


def test_the_chat_has_the_key_of_its_server(
    started: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(build, "missing_instructions", list)
    monkeypatch.setattr(build.ModelFile, "require", lambda self: tmp_path / "model.gguf")
    chat = build_chat(load_settings(llm="embedded"))
    assert chat is not None
    url, _, key = chat.endpoint()
    assert url == "http://127.0.0.1:9/v1" and [key] == started[0].api_keys and key != "none"


def test_the_key_stands_in_no_error_and_no_log_line_of_a_start_that_fails(
    started: list[Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(params: Any) -> None:
        raise RuntimeError(f"bad parameters: {params.api_keys}")

    monkeypatch.setattr(sys.modules["xllamacpp"], "Server", refuse)
    server = EmbeddedServer(Path("model.gguf"), 1)
    with caplog.at_level(logging.DEBUG), pytest.raises(UnavailableError, match="bad parameters") as failed:
        server.base_url()
    assert server.key not in "".join(traceback.format_exception(failed.value))
    assert server.key not in caplog.text and not server.running


def test_no_page_in_a_browser_may_call_the_server(started: list[Any]) -> None:
    EmbeddedServer(Path("model.gguf"), 1).base_url()
    assert [params.cors_origins for params in started] == [""]


def test_the_installed_llama_cpp_has_every_parameter_that_is_set() -> None:
    import xllamacpp

    real = xllamacpp.CommonParams()
    names = ("model", "cpuparams", "cpuparams_batch", "api_keys", "cors_origins", "n_ctx", "n_parallel", "verbosity")
    assert [name for name in names if not hasattr(real, name)] == []
