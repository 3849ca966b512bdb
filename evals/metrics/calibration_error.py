"""How far stated probabilities are from observed frequencies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def calibration_bins(truth: Sequence[float], given: Sequence[float], count: int = 10) -> list[dict[str, float]]:
    """Mean probability and share of *met* in ``count`` equal bins of probability; empty bins are left out."""
    t, p = np.asarray(truth, dtype=np.float64), np.asarray(given, dtype=np.float64)
    place = np.minimum((p * count).astype(int), count - 1)
    return [
        {
            "count": int((place == n).sum()),
            "probability": round(float(p[place == n].mean()), 3),
            "met": round(float(t[place == n].mean()), 3),
        }
        for n in range(count)
        if (place == n).any()
    ]


def expected_calibration_error(truth: Sequence[float], given: Sequence[float], count: int = 10) -> float:
    """Mean gap between probability and outcome over equal bins, weighted by their counts (Guo et al. 2017), 0..1."""
    bins = calibration_bins(truth, given, count)
    total = sum(row["count"] for row in bins)
    return sum(row["count"] * abs(row["probability"] - row["met"]) for row in bins) / max(total, 1)
