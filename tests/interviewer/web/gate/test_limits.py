"""Limits fill up again, are kept by caller, and remember only so many."""

from __future__ import annotations

import pytest

from interviewer.web.gate import limits
from interviewer.web.gate.limits import RateLimit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_in_a_time_and_then_a_wait() -> None:
    clock = Clock()
    limit = RateLimit(3, 30.0, clock)
    assert [limit.take("a") for _ in range(3)] == [0.0, 0.0, 0.0]
    assert limit.take("a") == pytest.approx(10.0) and limit.take("b") == 0.0
    clock.now = 10.1
    assert limit.take("a") == 0.0 and limit.take("a") > 0
    limit.forget("a")
    assert limit.take("a") == 0.0


def test_only_so_many_callers_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KNOWN", 10)
    limit = RateLimit(1, 1000.0, Clock())
    for number in range(1000):
        limit.take(str(number))
    assert len(limit._buckets) == 10
