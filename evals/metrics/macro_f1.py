"""Mean F1 over labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def macro_f1(truth: Sequence[str], given: Sequence[str], labels: Sequence[str]) -> float:
    """Mean F1 over those of ``labels`` that occur in ``truth``, 0..1; an ungraded verdict is wrong for every label.

    The same number as scikit-learn's ``f1_score(average="macro")`` over these labels; a test compares the two. It is written
    out because an interval computes it a thousand times, and scikit-learn takes ten times as long.
    """
    scores = []
    for label in labels:
        hit = sum(t == label and g == label for t, g in zip(truth, given, strict=True))
        actual, called = sum(t == label for t in truth), sum(g == label for g in given)
        if actual:
            scores.append(2 * hit / (actual + called))
    return float(np.mean(scores)) if scores else 0.0
