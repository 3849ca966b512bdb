"""Linear correlation."""

from __future__ import annotations

from collections.abc import Sequence


def pearson(truth: Sequence[float], given: Sequence[float]) -> float:
    """Linear correlation (Pearson 1895), -1..1; 0 if one side does not vary."""
    if len(truth) < 2 or len(set(truth)) < 2 or len(set(given)) < 2:
        return 0.0  # SciPy returns nan here, and warns
    from scipy.stats import pearsonr

    return float(pearsonr(truth, given).statistic)
