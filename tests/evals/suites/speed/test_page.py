"""The page's numbers: the endpoint that stands in for a model, and how turns are put together."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from evals.suites.speed import page as suite
from evals.suites.speed.page_axe import SCREENS
from evals.suites.speed.page_browser import SentTurn, Weight
from evals.suites.speed.page_stub import QUOTE, SPOKEN, page_stub
from evals.suites.speed.served import Served
from interviewer.grading.llm_judge import LLMJudge
from interviewer.json_data import JsonValue
from interviewer.llm.endpoint.chat import ChatModel
from knowledge.schema import Bank


def posted(url: str, **body: JsonValue) -> str:
    request = urllib.request.Request(f"{url}/chat/completions", json.dumps({"model": "stub", **body}).encode())
    with urllib.request.urlopen(request, timeout=10) as reply:
        return str(reply.read().decode())


@pytest.mark.slow
def test_the_endpoint_judges_by_its_rule_and_takes_its_time() -> None:
    asked = f"- first-point: Says this\n- second-point: Says that\n\nAnswer: {QUOTE}."
    with page_stub(0.2) as url:
        start = time.monotonic()
        reply = json.loads(posted(url, messages=[{"role": "user", "content": asked}]))
        assert time.monotonic() - start >= 0.2
        rows = json.loads(reply["choices"][0]["message"]["content"])["criteria"]
        assert [(row["id"], row["verdict"], row["quotes"]) for row in rows] == [
            ("first-point", "partly_met", [QUOTE]),
            ("second-point", "partly_met", [QUOTE]),
        ]
        streamed = posted(url, stream=True, messages=[])
        assert streamed.count("data: ") == len(SPOKEN) + 1 and streamed.endswith("[DONE]\n\n")


@pytest.mark.slow
def test_the_real_client_reads_it(bank: Bank) -> None:
    from interviewer.llm.build import build_chat
    from interviewer.settings import load_settings

    question = bank["advanced-01"] if "advanced-01" in bank else next(iter(bank.values()))
    with page_stub(0) as url:
        chat: ChatModel = build_chat(load_settings(llm="api", llm_base_url=url, llm_model="stub", llm_api_key="stub"))
        found = LLMJudge(chat).judge(question, f"I would say that {QUOTE}.", question.criteria)
    assert {item.verdict for item in found.items} == {"partly_met"}


def turn(words: float, shift: float, moved: str) -> SentTurn:
    return SentTurn(words=words, verdict=2.0, shift=shift, shift_in_all=0.3, moved=moved)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shift", "own", "broken", "passed"),
    [(0.02, 2.6, [], True), (0.021, 2.0, [], False), (0.0, 2.7, [], False), (0.0, 2.0, ["label"], False)],
)
def test_the_bars_are_those_of_shift_of_start_up_and_of_findings(
    monkeypatch: pytest.MonkeyPatch, shift: float, own: float, broken: list[str], passed: bool
) -> None:
    @contextmanager
    def nothing(*given: object) -> Iterator[Served]:
        yield Served("http://127.0.0.1:1/", own if given else 2.0)

    monkeypatch.setattr(suite, "chromium", nothing)
    monkeypatch.setattr(suite, "viva", lambda env: nothing(env))
    monkeypatch.setattr(suite, "bare", nothing)
    monkeypatch.setattr(suite, "wait_until_loaded", lambda served: None)
    monkeypatch.setattr(suite, "weigh", lambda *given: Weight(bytes=1_500_000, requests=9, nodes=80))
    monkeypatch.setattr(suite, "broken_rules", lambda *given: {"start": [], "report": broken * 3})
    sent = [turn(words=float(n), shift=shift, moved="composer") for n in range(1, 11)]
    monkeypatch.setattr(suite, "send_answers", lambda *given: sent)
    result = suite.measure_page((0.0,), 10, 2)
    assert result["passed"] is passed
    (run,) = result["runs"]  # type: ignore[misc]
    assert run["first_words_seconds"] == {"p50": 5.5, "p95": 9.55} and run["shift"]["most_with_input"] == 0.3
    assert result["sizes"]["viva"] == {"kilobytes": 1500, "requests": 9, "nodes": 80}  # type: ignore[index]
    counted = {"start": 0, "report": 3 * len(broken)}
    assert result["axe"] == {"findings": dict.fromkeys(SCREENS, counted), "rules": broken}
    assert result["moved"] == (["composer"] if shift > 0.02 else [])
