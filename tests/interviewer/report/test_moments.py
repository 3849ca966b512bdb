"""Times as the candidate's clock shows them."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from interviewer.report.moments import day, duration, moment


def test_times_are_local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        at = datetime(2026, 11, 1, 22, 23, tzinfo=UTC)
        assert moment(at) == "2 Nov 2026, 07:23" and day(at) == "2 Nov 2026"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, ""), (45, "45 s"), (125, "2 min 05 s"), (3600, "1 h 00 min"), (3599.6, "1 h 00 min")]
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words
