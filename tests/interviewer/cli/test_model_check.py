"""``viva model check``, and what a grade cost, over a local endpoint."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.cli.grade_table import usage_line
from interviewer.cli.main import run_with
from interviewer.llm.usage import Usage
from knowledge.schema import Bank
from tests.interviewer.llm.stub import Answered, Body, Endpoint, completion, stream_of


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    made = Endpoint()
    monkeypatch.setenv("VIVA_LLM", "api")
    monkeypatch.setenv("VIVA_LLM_BASE_URL", made.url)
    monkeypatch.setenv("VIVA_LLM_MODEL", "stub")
    monkeypatch.setenv("VIVA_LLM_RETRIES", "0")
    yield made
    made.server.shutdown()
    made.server.server_close()


def good(body: Body) -> Answered:
    if body.get("stream"):
        return 200, stream_of("one ", "two", finish="stop")
    colour = "colour" in body["messages"][-1]["content"]
    return 200, completion('{"name": "red", "red": 1.0}' if colour else "ready")


@pytest.fixture
def prices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "prices.json"
    file.write_text('{"stub": {"input": 2, "output": 10}}')
    monkeypatch.setenv("VIVA_PRICES", str(file))
    return file


def test_each_thing_is_a_line(endpoint: Endpoint, prices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    endpoint.answer = good
    assert run_with(["model", "check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "ok    models list",
        "ok    plain reply",
        "ok    JSON",
        "ok    JSON by schema",
        "ok    streaming",
        "ok    tokens counted",
        "ok    price",
    ]
    prices.write_text("{}")
    assert run_with(["model", "check"]) == 0
    assert f"no    price: none in {prices}" in capsys.readouterr().out


def test_where_nothing_answers_it_is_exit_3_in_time(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    endpoint.answer = lambda body: (500, {"error": {"message": "CUDA out of memory"}})
    assert run_with(["model", "check"]) == 3
    assert "viva: stub answered with HTTP 500 (it says: CUDA out of memory)" in capsys.readouterr().err
    monkeypatch.setenv("VIVA_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    start = time.monotonic()
    assert run_with(["model", "check"]) == 3
    assert time.monotonic() - start < 10
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "viva: stub cannot be reached; check VIVA_LLM_BASE_URL and that it runs"


def test_without_an_endpoint_it_says_what_to_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["model", "check"]) == 2
    assert "set VIVA_LLM_BASE_URL and VIVA_LLM_MODEL" in capsys.readouterr().err


@pytest.mark.slow
def test_a_grade_says_what_it_cost_where_prices_are_set(
    light: None, endpoint: Endpoint, prices: Path, bank: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"id": c.id, "quotes": ["w = w - lr * g"], "reason": "r", "verdict": "Met"}
        for c in bank["training-02"].criteria
    ]
    said = json.dumps({"criteria": rows, "misconceptions": []})
    endpoint.answer = lambda body: (200, completion(f"<think>Hm.</think>\nHere it is:\n```json\n{said}\n```"))
    answer = tmp_path / "answer.txt"
    answer.write_text("w = w - lr * g")
    assert run_with(["grade", "training-02", str(answer)]) == 0
    shown = capsys.readouterr().out
    assert (
        "training-02: 100%" in shown and "1 call, 50 tokens in, 7 out, " in shown and "0.0002 by your prices" in shown
    )
    assert run_with(["grade", "training-02", str(answer), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["usage"]["cost"] == pytest.approx(0.00017)


def test_a_grade_says_its_tokens_and_its_cost_only_where_that_is_known() -> None:
    assert usage_line(Usage(seconds=3.0)) == "", "no model was called"
    assert usage_line(Usage(calls=1, input_tokens=5, seconds=0.5)) == "1 call, 5 tokens in, 0 out, 0.5 s"
    assert usage_line(Usage(calls=1, seconds=0.5)) == "1 call, 0.5 s", "the server counts no tokens"
    assert usage_line(Usage(calls=2, input_tokens=1500, output_tokens=20, seconds=1.25, cost=0.5)).startswith(
        "2 calls, 1,500 tokens in, 20 out, 1.2 s: 0.5000"
    )
