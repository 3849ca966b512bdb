"""Rank correlation."""

from __future__ import annotations

from collections.abc import Sequence


def spearman(truth: Sequence[float], given: Sequence[float]) -> float:
    """Rank correlation (Spearman 1904), -1..1; ties get their mean rank; 0 if one side does not vary."""
    if len(truth) < 2 or len(set(truth)) < 2 or len(set(given)) < 2:
        return 0.0  # SciPy returns nan here, and warns
    from scipy.stats import spearmanr

    return float(spearmanr(truth, given).statistic)
