"""``--against RESULT.json``: whether a result is worse than an earlier one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.results.headlines import HEADLINES, value_at
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject

SLACK = 0.02
"""How far a value can drop before it counts as worse. Chosen by judgement: about a third of the width of QWK's interval."""


@dataclass(frozen=True)
class Compared:
    """One headline number before and now."""

    name: str
    before: float
    now: float
    worse: bool


def compare(result: JsonObject, kept: Path) -> Sequence[Compared]:
    """The old and new values of every headline number that is in both results.

    Raises:
        UsageError: The file cannot be read, belongs to another suite, or has nothing to compare.
    """
    try:
        old = json.loads(kept.read_text(encoding="utf-8"))
        suite = old["suite"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{kept} is not a result of the evals: {error}") from error
    if suite != result.get("suite"):
        raise UsageError(f"{kept} is a result of {suite!r}, and this is one of {result.get('suite')!r}")
    rows = []
    for headline in HEADLINES:
        before, now = value_at(old, headline.path), value_at(result, headline.path)
        if headline.better and before is not None and now is not None:
            gain = now - before if headline.better == "higher" else before - now
            rows.append(Compared(headline.name, before, now, gain < -SLACK))
    if not rows:
        raise UsageError(f"{kept} and this result have no number in common that can be compared")
    return rows
