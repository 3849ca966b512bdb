"""Cohen's kappa."""

from __future__ import annotations

from collections.abc import Sequence


def kappa(truth: Sequence[str], given: Sequence[str]) -> float:
    """Cohen's kappa of two labellings (Cohen 1960), -1..1; 0 if both use one and the same label throughout."""
    if len({*truth, *given}) < 2:
        return 0.0  # chance alone agrees on everything; scikit-learn returns nan here
    from sklearn.metrics import cohen_kappa_score

    return float(cohen_kappa_score(list(truth), list(given)))
