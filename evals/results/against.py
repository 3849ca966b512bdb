"""``--against RESULT.json``: whether a result is worse than one kept before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from interviewer.errors import UsageError

HIGHER_IS_BETTER = {
    "qwk": "qwk",
    "pair_order": "pair_order",
    "criteria.macro_f1_met_or_not": "F1 of met or not",
    "criteria.kappa": "kappa",
    "both.recall_at_5": "recall at 5",
}
LOWER_IS_BETTER = {"calibration.ece": "calibration error", "flipped_to_met": "verdicts flipped by attacks"}
SLACK = 0.02
"""What a value may differ by before it counts."""


def compare(result: Mapping[str, Any], kept: Path) -> dict[str, Any]:
    """Old and new values of what both results hold, and which of them are worse.

    Raises:
        UsageError: The file cannot be read, is of another suite, or holds nothing to compare.
    """
    try:
        old = json.loads(kept.read_text(encoding="utf-8"))
        suite = old["suite"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{kept} is not a result of the evals: {error}") from error
    if suite != result.get("suite"):
        raise UsageError(f"{kept} is a result of {suite!r}, this is {result.get('suite')!r}")
    rows = []
    for names, sign in ((HIGHER_IS_BETTER, 1.0), (LOWER_IS_BETTER, -1.0)):
        for path, name in names.items():
            before, now = _value(old, path), _value(result, path)
            if before is not None and now is not None:
                rows.append({"name": name, "before": before, "now": now, "worse": sign * (now - before) < -SLACK})
    if not rows:
        raise UsageError(f"{kept} and this result share nothing that can be compared")
    return {"rows": rows, "worse": [row["name"] for row in rows if row["worse"]]}


def at(data: Any, path: str) -> Any:
    """What stands in a result under names joined by dots, None where it does not hold that."""
    for name in path.split("."):
        data = data.get(name) if isinstance(data, Mapping) else None
    return data


def _value(data: Any, path: str) -> float | None:
    data = at(data, path)
    if isinstance(data, Mapping):
        data = data.get("value")
    return float(data) if isinstance(data, int | float) else None
