from __future__ import annotations

import time

import pytest

from interviewer.errors import UnavailableError, UsageError
from interviewer.llm.endpoint.endpoint_check import EndpointCheck, check_endpoint
from tests.interviewer.llm.stub import Answered, Body, Endpoint, completion, stream_of

COLOUR = '{"name": "red", "red": 1.0}'


def good(body: Body) -> Answered:
    if body.get("stream"):
        return 200, stream_of("one ", "two", finish="stop")
    return 200, completion(COLOUR if "colour" in body["messages"][-1]["content"] else "ready")


def found(endpoint: Endpoint, name: str = "stub", seconds: float = 10) -> dict[str, EndpointCheck]:
    return {finding.what: finding for finding in check_endpoint(name, endpoint.url, "secret-key", seconds)}


@pytest.mark.slow
def test_a_whole_endpoint(endpoint: Endpoint) -> None:
    endpoint.answer = good
    findings = found(endpoint)
    assert list(findings) == ["models list", "plain reply", "JSON", "JSON by schema", "streaming", "tokens counted"]
    assert all(finding.works and "\n" not in finding.detail for finding in findings.values())
    assert findings["tokens counted"].detail == "50 in, 7 out"


def test_a_poor_endpoint_is_said_to_be_one(endpoint: Endpoint) -> None:
    def answer(body: Body) -> Answered:
        for name in ("temperature", "max_completion_tokens", "response_format"):
            if name in body:
                return 400, {"error": {"message": f"unknown {name}"}}
        if body["messages"][0]["role"] == "system":
            return 400, {"error": {"message": "System role not supported"}}
        if body.get("stream"):
            return 501, {"error": {"message": "no streams here"}}
        status, reply = good(body)
        assert isinstance(reply, dict)
        return status, {**reply, "usage": None}

    endpoint.answer, endpoint.models = answer, []
    findings = found(endpoint)
    assert [f.works for f in findings.values()] == [False, True, False, False, False, False]
    assert "(no temperature, limit as max_tokens, no system role)" in findings["plain reply"].detail
    assert "no streams here" in findings["streaming"].detail


def test_a_wrong_name_shows_the_nearest(endpoint: Endpoint) -> None:
    endpoint.models = ["llama-3", "qwen3-4b", "phi-4"]
    endpoint.answer = lambda body: (404, {"error": {"message": "model not found"}})
    findings = []
    with pytest.raises(UnavailableError, match="VIVA_LLM_MODEL"):
        findings.extend(check_endpoint("qwen-4b", endpoint.url, "k"))
    with pytest.raises(UsageError, match="such as llama-3"):
        list(check_endpoint("", endpoint.url, "k"))
    listed = next(check_endpoint("qwen-4b", endpoint.url, "k"))
    assert not listed.works and "there are qwen3-4b" in listed.detail


@pytest.mark.slow
def test_a_slow_endpoint_ends_in_time(endpoint: Endpoint) -> None:
    def slow(body: Body) -> Answered:
        time.sleep(0.9)
        return good(body)

    endpoint.answer = slow
    start = time.monotonic()
    findings = found(endpoint, seconds=2.0)
    assert time.monotonic() - start < 2.0 + 4
    assert findings["plain reply"].works and not findings["streaming"].works
    assert "not tried" in findings["streaming"].detail or "did not answer" in findings["streaming"].detail
