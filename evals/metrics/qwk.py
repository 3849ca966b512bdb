"""Quadratic weighted kappa."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def qwk(truth: Sequence[float], given: Sequence[float], levels: int = 5) -> float:
    """Quadratic weighted kappa of scores 0..1 rounded to ``levels`` equal steps (Cohen 1968); 1 is perfect, 0 chance.

    The same number as scikit-learn's ``cohen_kappa_score(weights="quadratic")``; a test compares the two. It is written out
    because an interval computes it a thousand times, and scikit-learn takes thirty times as long.
    """
    a = np.clip(np.rint(np.asarray(truth) * (levels - 1)), 0, levels - 1).astype(int)
    b = np.clip(np.rint(np.asarray(given) * (levels - 1)), 0, levels - 1).astype(int)
    observed = np.zeros((levels, levels))
    np.add.at(observed, (a, b), 1)
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / max(1, len(a))
    grid = np.arange(levels)
    weights = (grid[:, None] - grid[None, :]) ** 2
    chance = float((weights * expected).sum())
    return 1.0 - float((weights * observed).sum()) / chance if chance else 0.0
