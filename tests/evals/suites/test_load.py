"""Many interviews at once: every one goes on as if it were alone, and a fault or a mix-up would be seen."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.suites import load as suite
from evals.suites.load import StubChat, measure_load
from interviewer.conversation.conductor import Conductor
from interviewer.errors import StorageError
from knowledge.schema import Bank


def test_interviews_side_by_side_fail_nowhere_and_mix_nothing(bank: Bank) -> None:
    result = measure_load(bank, (1, 6), (0.0,), 3.0)
    assert result["passed"] is True
    assert [run["at_once"] for run in result["runs"]] == [1, 6]
    for run in result["runs"]:
        assert run["turns"] > 0 and run["errors"] == {} and run["crossed"] == 0
        assert 0 < run["own_seconds"]["p50"] <= run["own_seconds"]["p95"] <= run["own_seconds"]["p99"]


def test_the_models_time_is_not_the_applications(bank: Bank) -> None:
    (run,) = measure_load(bank, (2,), (0.5,), 3.0)["runs"]
    assert run["turns"] >= 2 and run["own_seconds"]["p50"] < 0.5


def test_each_thread_has_its_own_count_of_the_models_time() -> None:
    chat = StubChat(0.01)
    list(chat.stream("", ""))
    assert 0.01 <= chat.taken() < 1 and chat.taken() == 0


def test_a_fault_is_counted_and_fails(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("no room left")

    monkeypatch.setattr(Conductor, "say", refuse)
    result = measure_load(bank, (1,), (0.0,), 0.5)
    assert result["passed"] is False
    assert Counter(result["runs"][0]["errors"])["StorageError: no room left"] >= 1


def test_a_word_of_somebody_else_is_seen(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Conductor.say

    def mixed(self: Conductor, interview_id: str, text: str, confidence: float | None = None) -> object:
        return real(self, interview_id, text.replace("candidate 0", "candidate 7"), confidence)

    monkeypatch.setattr(Conductor, "say", mixed)
    result = measure_load(bank, (1,), (0.0,), 1.0)
    assert result["passed"] is False and result["runs"][0]["crossed"] > 0


def test_memory_is_read_where_the_platform_tells() -> None:
    assert suite.resident_bytes() >= 0
