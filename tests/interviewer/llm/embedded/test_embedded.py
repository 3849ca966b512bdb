"""The real 1.5B language model, in a process of its own."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import httpx
import pytest
from pydantic import BaseModel

from interviewer.errors import ModelReplyError
from interviewer.llm.embedded.embedded import EmbeddedServer
from interviewer.llm.endpoint.chat import OpenAIChat
from prompts import load_prompt
from tests.interviewer.llm.embedded.llama import process_of

pytestmark = [pytest.mark.embedded, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def server(real_model: Path) -> Iterator[EmbeddedServer]:
    made = EmbeddedServer(real_model, threads=2)
    yield made
    made.close()


@pytest.fixture(scope="module")
def chat(server: EmbeddedServer) -> Iterator[OpenAIChat]:
    yield OpenAIChat("embedded", server.base_url, server.key, 300, 0)


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer none"}, {"X-Api-Key": "none"}], ids=["no", "bearer", "x"]
)
@pytest.mark.parametrize(
    "path", ["/v1/chat/completions", "/v1/completions", "/completion", "/tokenize", "/apply-template"]
)
def test_another_user_of_the_machine_is_refused(server: EmbeddedServer, path: str, headers: dict[str, str]) -> None:
    address = server.base_url().removesuffix("/v1")
    body = {"messages": [{"role": "user", "content": "hi"}], "prompt": "hi", "content": "hi", "max_tokens": 1}
    asked = httpx.post(address + path, json=body, headers={**headers, "Origin": "http://elsewhere.test"}, timeout=60)
    assert asked.status_code == 401
    assert asked.headers.get("access-control-allow-origin", "") == ""


@pytest.mark.parametrize("path", ["/v1/models", "/props", "/slots", "/metrics"])
def test_nor_does_it_tell_them_what_it_runs(server: EmbeddedServer, path: str) -> None:
    assert httpx.get(server.base_url().removesuffix("/v1") + path, timeout=60).status_code == 401


def test_it_listens_on_loopback_alone(server: EmbeddedServer) -> None:
    assert server.base_url().startswith("http://127.0.0.1:")


def test_it_replies_and_keeps_the_prefix(chat: OpenAIChat) -> None:
    prompt = load_prompt("probe")
    words = prompt.fill(heard="I clip the gradients.", probe="What would you measure directly?")
    assert chat.reply(*words, max_tokens=8)
    chat.take_usage()
    assert chat.reply(*words, max_tokens=8)
    spent = chat.take_usage()
    assert spent.calls == 1 and spent.output_tokens <= 8
    assert spent.cached_tokens > 0.5 * spent.input_tokens


def test_killed_it_is_there_again_at_the_next_call(server: EmbeddedServer) -> None:
    chat = OpenAIChat("embedded", server.base_url, server.key, 300, retries=3)  # as build_chat makes it
    server.base_url()
    before = process_of(server)
    assert before is not None
    os.kill(before, signal.SIGKILL)
    assert chat.reply("You are brief.", "Say hello.", max_tokens=4)
    assert process_of(server) not in {before, None}


def test_it_streams_words(chat: OpenAIChat) -> None:
    pieces = list(
        chat.stream(
            *load_prompt("probe").fill(heard="I clip the gradients.", probe="What would you measure directly?"),
            max_tokens=40,
        )
    )
    assert len(pieces) > 3
    assert "".join(pieces).strip()


class Pick(BaseModel):
    verdict: Literal["met", "not_met"]


class Essay(BaseModel):
    text: str


def test_it_keeps_to_a_json_schema(chat: OpenAIChat) -> None:
    reply = chat.structured("You grade answers.", "The answer is right. Give the verdict as JSON.", Pick, max_tokens=40)
    assert reply.verdict in {"met", "not_met"}


def test_a_reply_cut_short_is_an_unreadable_reply(chat: OpenAIChat) -> None:
    with pytest.raises(ModelReplyError):
        chat.structured("You write essays.", "Write a long essay about gradients as JSON.", Essay, max_tokens=12)
