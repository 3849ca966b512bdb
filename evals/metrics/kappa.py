"""Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def kappa(truth: Sequence[str], given: Sequence[str]) -> float:
    """Cohen's kappa of two labellings of equal length (Cohen 1960), -1..1; 0 if chance alone agrees on everything."""
    first, second = Counter(truth), Counter(given)
    count = len(truth)
    agreed = sum(a == b for a, b in zip(truth, given, strict=True))
    by_chance = sum(first[label] * second[label] for label in first) / count if count else 0
    return (agreed - by_chance) / (count - by_chance) if count > by_chance else 0.0
