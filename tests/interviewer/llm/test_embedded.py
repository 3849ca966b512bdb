"""The real 1.5B language model, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.errors import ModelReplyError
from interviewer.llm.chat import OpenAIChat
from interviewer.llm.embedded import EmbeddedServer
from prompts import load_prompt

pytestmark = [pytest.mark.embedded, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def chat(real_model: Path) -> Iterator[OpenAIChat]:
    server = EmbeddedServer(real_model, threads=2)
    yield OpenAIChat("embedded", server.base_url, "none", 300, 0)


def test_it_replies_and_keeps_the_prefix(chat: OpenAIChat) -> None:
    prompt = load_prompt("probe")
    words = prompt.fill(heard="I clip the gradients.", probe="What would you measure directly?")
    assert chat.reply(*words, max_tokens=8)
    chat.take_usage()
    assert chat.reply(*words, max_tokens=8)
    spent = chat.take_usage()
    assert spent.calls == 1 and spent.output_tokens <= 8
    assert spent.cached_tokens > 0.5 * spent.input_tokens


def test_it_streams_words(chat: OpenAIChat) -> None:
    pieces = list(
        chat.stream(
            *load_prompt("probe").fill(heard="I clip the gradients.", probe="What would you measure directly?"),
            max_tokens=40,
        )
    )
    assert len(pieces) > 3
    assert "".join(pieces).strip()


def test_it_keeps_to_a_json_schema(chat: OpenAIChat) -> None:
    schema = {
        "title": "pick",
        "type": "object",
        "additionalProperties": False,
        "required": ["verdict"],
        "properties": {"verdict": {"type": "string", "enum": ["met", "not_met"]}},
    }
    reply = chat.structured(
        "You grade answers.", "The answer is right. Give the verdict as JSON.", schema, max_tokens=40
    )
    assert reply in ({"verdict": "met"}, {"verdict": "not_met"})


def test_a_reply_cut_short_is_an_unreadable_reply(chat: OpenAIChat) -> None:
    schema = {"title": "essay", "type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
    with pytest.raises(ModelReplyError):
        chat.structured("You write essays.", "Write a long essay about gradients as JSON.", schema, max_tokens=12)
