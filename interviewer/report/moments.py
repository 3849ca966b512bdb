"""Dates and times in the candidate's time zone, and durations."""

from __future__ import annotations

from datetime import datetime


def moment(at: datetime) -> str:
    """A day and a time in the machine's own zone, such as "12 Nov 2026, 14:05"."""
    local = at.astimezone()
    return f"{day(local)}, {local:%H:%M}"


def day(at: datetime) -> str:
    """A day in the machine's own zone, such as "12 Nov 2026"."""
    local = at.astimezone()
    return f"{local.day} {local:%b %Y}"


def duration(seconds: float) -> str:
    """How long something took, such as "2 min 05 s"; "" for less than a second."""
    whole = round(seconds)
    if whole < 1:
        return ""
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest:02d} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min"
