"""When a day begins: not at midnight, since for somebody who studies past midnight it is still the same day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

DAY_STARTS = 4
"""The local hour at which a day begins, as in Anki."""
_starts = DAY_STARTS


def start_days_at(hour: int) -> None:
    """Let days begin at this hour, 0 to 23. This applies to the whole process, like its time zone."""
    global _starts
    _starts = hour


def local_day(moment: datetime) -> date:
    """The local day of a moment: a plan is for the candidate's day, not for UTC's."""
    return (moment.astimezone().replace(tzinfo=None) - timedelta(hours=_starts)).date()


def day_start(moment: datetime) -> datetime:
    """When the day of a moment began, UTC."""
    day = local_day(moment)
    return datetime(day.year, day.month, day.day, _starts).astimezone(UTC)
