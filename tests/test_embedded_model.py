"""The real 1.5B language model, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.llm_judge import LLMJudge
from interviewer.llm.chat import OpenAIChat
from interviewer.llm.embedded import EmbeddedServer
from knowledge.schema import Bank
from prompts import load_prompt

pytestmark = [pytest.mark.embedded, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def chat(real_model: Path) -> Iterator[OpenAIChat]:
    server = EmbeddedServer(real_model, threads=2)
    yield OpenAIChat("embedded", server.base_url, "none", 300, 0)


def test_it_hears_a_point_and_its_absence_and_reuses_the_prefix(chat: OpenAIChat) -> None:
    prompt = load_prompt("witness")
    said = "I clip the gradient norm to one before the update."
    yes = chat.yes_log_odds(*prompt.fill(question="Exploding gradients", statement=said, claim="Names gradient clipping as a remedy"))
    chat.take_usage()
    no = chat.yes_log_odds(*prompt.fill(question="Exploding gradients", statement=said, claim="Says that batches should be shuffled"))
    spent = chat.take_usage()
    assert yes > no
    assert spent.calls == 1 and spent.output_tokens == 1
    assert spent.cached_tokens > 0.5 * spent.input_tokens


def test_it_streams_words(chat: OpenAIChat) -> None:
    pieces = list(chat.stream(*load_prompt("probe").fill(heard="I clip the gradients.", probe="What would you measure directly?"), max_tokens=40))
    assert len(pieces) > 3
    assert "".join(pieces).strip()


def test_the_llm_judge_holds_its_contract_even_on_a_small_model(chat: OpenAIChat, bank: Bank) -> None:
    answer = "w = w - lr * gradient of the loss"
    grade = Grader(LLMJudge(chat)).grade(bank["training-02"], answer)
    assert len(grade.criteria) == 4
    for item in grade.criteria:
        assert item.verdict in {"met", "partly_met", "not_met", "ungraded"}
        assert item.verdict not in {"met", "partly_met"} or item.evidence
        for evidence in item.evidence:
            assert answer[evidence.start : evidence.end] == evidence.quote
    assert grade.usage.calls >= 1
