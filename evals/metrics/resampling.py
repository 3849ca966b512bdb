"""Bootstrap intervals over questions: answers to the same question are alike, so whole questions are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

DRAWS = 1000
"""Draws per interval: the usual number for 95 % (Efron & Tibshirani 1993)."""
SEED = 0


def bootstrap_by_group(
    groups: Sequence[str], statistic: Callable[[Sequence[int]], float], draws: int = DRAWS, seed: int = SEED
) -> tuple[float, float]:
    """95 % interval of a statistic of row numbers; whole groups are drawn with replacement."""
    rng = np.random.default_rng(seed)
    rows: dict[str, list[int]] = {}
    for row, group in enumerate(groups):
        rows.setdefault(group, []).append(row)
    names = sorted(rows)
    values = []
    for _ in range(draws):
        picked = rng.choice(len(names), size=len(names))
        values.append(statistic([row for p in picked for row in rows[names[p]]]))
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def interval(groups: Sequence[str], statistic: Callable[[Sequence[int]], float]) -> dict[str, float]:
    """A statistic of row numbers as ``value``, with the ends of its 95 % interval as ``low`` and ``high``."""
    low, high = bootstrap_by_group(groups, statistic)
    return {"value": round(statistic(range(len(groups))), 3), "low": round(low, 3), "high": round(high, 3)}


def mean_interval(groups: Sequence[str], values: Sequence[float]) -> dict[str, float]:
    """The mean of some values, one per row, with the ends of its 95 % interval; there must be at least one."""
    return interval(groups, lambda chosen: sum(values[n] for n in chosen) / max(1, len(chosen)))
