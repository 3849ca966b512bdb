"""A day begins at four, not at midnight, unless the settings say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from interviewer.bootstrap import open_app
from interviewer.errors import UsageError
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from interviewer.study.day import DAY_STARTS, day_start, local_day, start_days_at
from interviewer.study.schedule import rate
from interviewer.study.today import daily_plan, streak
from knowledge.schema import Bank

EVENING = datetime(2026, 11, 3, 23, 50).astimezone(UTC)


@pytest.fixture(autouse=True)
def default() -> Iterator[None]:
    start_days_at(DAY_STARTS)
    yield
    start_days_at(DAY_STARTS)


def test_past_midnight_it_is_still_the_same_day() -> None:
    assert local_day(EVENING) == local_day(EVENING + timedelta(hours=4)) == date(2026, 11, 3)
    assert local_day(EVENING + timedelta(hours=4, minutes=10)) == date(2026, 11, 4)
    assert day_start(EVENING + timedelta(hours=1)) == datetime(2026, 11, 3, 4).astimezone(UTC)
    start_days_at(0)
    assert local_day(EVENING + timedelta(minutes=20)) == date(2026, 11, 4)
    assert day_start(EVENING) == datetime(2026, 11, 3).astimezone(UTC)


def test_a_review_past_midnight_keeps_the_streak(store: Store, bank: Bank) -> None:
    late = EVENING + timedelta(days=2, hours=1)
    for moment in (EVENING, EVENING + timedelta(days=1), late):
        rate(store, "training-06a", "clipping", 3, moment)
    plan = daily_plan(store, bank, late)
    assert (plan.done_today, plan.streak) == (1, 3)
    assert streak([local_day(EVENING), local_day(EVENING + timedelta(minutes=40))], local_day(EVENING)) == 1


def test_the_hour_is_a_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VIVA_DAY_STARTS", "0")
    open_app(load_settings()).close()
    assert local_day(EVENING + timedelta(minutes=20)) == date(2026, 11, 4)
    for wrong in ("24", "-1", "four"):
        monkeypatch.setenv("VIVA_DAY_STARTS", wrong)
        with pytest.raises(UsageError, match="VIVA_DAY_STARTS"):
            load_settings()
