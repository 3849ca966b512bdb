"""The embedded model's process dies in every way that it can: the page lives on, and the next call has another."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.errors import UnavailableError
from interviewer.llm.embedded import embedded
from interviewer.llm.embedded.embedded import PROGRAM, EmbeddedServer
from interviewer.llm.endpoint.chat import OpenAIChat
from tests.interviewer.llm.embedded.llama import Llama, process_of


@pytest.fixture
def server(llama: Llama) -> Iterator[EmbeddedServer]:
    made = EmbeddedServer(Path("model.gguf"), 1)
    yield made
    made.close()


@pytest.fixture
def chat(server: EmbeddedServer) -> OpenAIChat:
    return OpenAIChat("embedded", server.base_url, server.key, 20, retries=1)


def killed(server: EmbeddedServer) -> int:
    """The process that was there, which is dead now."""
    pid = process_of(server)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    for _ in range(200):
        if not server.running:
            return pid
        time.sleep(0.02)
    raise AssertionError("it lives on")


@pytest.mark.slow
def test_one_that_was_killed_is_replaced_at_the_next_call(
    server: EmbeddedServer, chat: OpenAIChat, llama: Llama
) -> None:
    assert chat.reply("s", "u") and len(llama.started) == 1
    before = killed(server)
    assert chat.reply("s", "u") and "".join(chat.stream("s", "u"))
    assert process_of(server) not in {before, None} and len(llama.started) == 2
    assert llama.started[0]["api_keys"] == llama.started[1]["api_keys"]


@pytest.mark.slow
def test_a_call_under_which_it_dies_is_one_error_and_the_next_is_answered(
    server: EmbeddedServer, chat: OpenAIChat, llama: Llama
) -> None:
    for ask in (lambda: chat.reply("s", "die"), lambda: list(chat.stream("s", "die"))):
        began = time.monotonic()
        with pytest.raises(UnavailableError):
            ask()
        assert time.monotonic() - began < 20
        assert chat.reply("s", "u")


@pytest.mark.slow
def test_many_calls_at_once_after_a_death_start_one_process(
    server: EmbeddedServer, chat: OpenAIChat, llama: Llama
) -> None:
    chat.reply("s", "u")
    killed(server)
    said: list[str] = []
    threads = [threading.Thread(target=lambda: said.append(chat.reply("s", "u"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 8 and len(llama.started) == 2


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["no memory", "dies", "hangs"])
def test_one_that_cannot_be_loaded_is_one_line_in_bounded_time(
    server: EmbeddedServer, llama: Llama, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "MOST_LOADING", 3.0)
    monkeypatch.setattr(embedded, "END_SECONDS", 0.5)
    llama.fails(fault)
    began = time.monotonic()
    with pytest.raises(UnavailableError, match=r"cannot be loaded: .*; run 'viva doctor'") as failed:
        server.base_url()
    assert time.monotonic() - began < 15 and "\n" not in str(failed.value) and not server.running
    said = {"no memory": "no memory", "dies": "signal 9", "hangs": "signal 9"}[fault]
    assert said in str(failed.value)


def test_a_start_that_failed_is_not_tried_again_at_once_and_is_later(
    server: EmbeddedServer, llama: Llama, monkeypatch: pytest.MonkeyPatch
) -> None:
    llama.fails("no memory")
    for _ in range(3):
        with pytest.raises(UnavailableError, match="no memory"):
            server.base_url()
    assert len(llama.started) == 1
    llama.fails("")
    monkeypatch.setattr(embedded, "REST", 0.0)
    assert server.base_url() and len(llama.started) == 2


def test_what_native_code_writes_neither_confuses_nor_stops_it(
    server: EmbeddedServer, chat: OpenAIChat, llama: Llama
) -> None:
    llama.fails("talks")
    assert chat.reply("s", "u")


def test_a_program_that_is_not_there_is_one_line(llama: Llama) -> None:
    missing = EmbeddedServer(Path("model.gguf"), 1, ["/no/such/program"])
    with pytest.raises(UnavailableError, match=r"cannot be loaded: .*No such file"):
        missing.base_url()


def test_a_server_that_listens_no_more_is_replaced_though_its_process_lives(
    server: EmbeddedServer, chat: OpenAIChat, llama: Llama
) -> None:
    chat.reply("s", "u")
    before = process_of(server)
    server._address = "http://127.0.0.1:9"  # nobody listens there
    assert chat.reply("s", "u") and process_of(server) != before and len(llama.started) == 2


def test_it_ends_with_whoever_started_it(llama: Llama, tmp_path: Path) -> None:
    program = f"""
import sys, time
sys.path.insert(0, {str(Path(__file__).parents[4])!r})
from pathlib import Path
from interviewer.llm.embedded.embedded import EmbeddedServer
server = EmbeddedServer(Path('model.gguf'), 1)
server.base_url()
print(server._process.pid, flush=True)
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    for _ in range(250):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        state = Path(f"/proc/{child}/stat")
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return  # nobody reaps it in a container without an init
        time.sleep(0.02)
    pytest.fail("the model's process lives on without its page")


@pytest.mark.slow
def test_ctrl_c_is_for_the_page_alone(server: EmbeddedServer) -> None:
    server.base_url()
    assert process_of(server) is not None
    os.kill(process_of(server), signal.SIGINT)
    time.sleep(0.3)
    assert server.running


def test_what_it_is_told_is_one_line_of_its_input(llama: Llama) -> None:
    asked = {"path": "m", "threads": 3, "key": "k", "context": 8, "slots": 1}
    done = subprocess.run(PROGRAM, input=json.dumps(asked) + "\n", capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stdout.startswith("ready http://127.0.0.1:")
    assert llama.started[0]["threads"] == 3 and llama.started[0]["path"] == "m"
