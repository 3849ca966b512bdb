"""Agreement between a grader and labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np


def qwk(truth: Sequence[float], given: Sequence[float], levels: int = 5) -> float:
    """Quadratic weighted kappa of scores 0..1 put on ``levels`` equal steps (Cohen 1968); 1 is perfect, 0 chance."""
    a = np.clip(np.rint(np.asarray(truth) * (levels - 1)), 0, levels - 1).astype(int)
    b = np.clip(np.rint(np.asarray(given) * (levels - 1)), 0, levels - 1).astype(int)
    observed = np.zeros((levels, levels))
    np.add.at(observed, (a, b), 1)
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / max(1, len(a))
    grid = np.arange(levels)
    weights = (grid[:, None] - grid[None, :]) ** 2
    chance = float((weights * expected).sum())
    return 1.0 - float((weights * observed).sum()) / chance if chance else 0.0


def macro_f1(truth: Sequence[str], given: Sequence[str], labels: Sequence[str]) -> float:
    """Mean F1 over the labels that occur, 0..1; an ungraded verdict is wrong for every label."""
    scores = []
    for label in labels:
        hit = sum(t == label and g == label for t, g in zip(truth, given, strict=True))
        actual, called = sum(t == label for t in truth), sum(g == label for g in given)
        if actual:
            scores.append(2 * hit / (actual + called))
    return float(np.mean(scores)) if scores else 0.0


def kappa(truth: Sequence[str], given: Sequence[str]) -> float:
    """Cohen's kappa of two labellings (Cohen 1960)."""
    labels = sorted(set(truth) | set(given))
    n = max(1, len(truth))
    observed = sum(t == g for t, g in zip(truth, given, strict=True)) / n
    chance = sum((sum(t == x for t in truth) / n) * (sum(g == x for g in given) / n) for x in labels)
    return (observed - chance) / (1 - chance) if chance < 1 else 0.0


def pair_order(truth: Sequence[float], given: Sequence[float], groups: Sequence[str]) -> float:
    """Share of pairs of answers to one question, different in truth, that are put in the same order; ties count half."""
    right, pairs = 0.0, 0
    for i in range(len(truth)):
        for j in range(i):
            if groups[i] == groups[j] and truth[i] != truth[j]:
                pairs += 1
                product = (truth[i] - truth[j]) * (given[i] - given[j])
                right += 1.0 if product > 0 else 0.5 if product == 0 else 0.0
    return right / pairs if pairs else 0.0


def spearman(truth: Sequence[float], given: Sequence[float]) -> float:
    """Rank correlation, -1..1, ties given their mean rank; 0 where one side does not vary."""
    if len(truth) < 2 or len(set(truth)) < 2 or len(set(given)) < 2:
        return 0.0
    return float(np.corrcoef(_ranks(truth), _ranks(given))[0, 1])


def _ranks(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    array = np.asarray(values, dtype=np.float64)
    return np.asarray([(array < v).sum() + ((array == v).sum() - 1) / 2 for v in array])


def bootstrap_by_group(
    groups: Sequence[str], statistic: Callable[[Sequence[int]], float], draws: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """95 % interval of a statistic of row numbers, whole groups drawn with replacement."""
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


def pearson(truth: Sequence[float], given: Sequence[float]) -> float:
    """Linear correlation, -1..1; 0 where one side does not vary."""
    if len(truth) < 2 or len(set(truth)) < 2 or len(set(given)) < 2:
        return 0.0
    return float(np.corrcoef(truth, given)[0, 1])


def calibration_bins(truth: Sequence[float], given: Sequence[float], count: int = 10) -> list[dict[str, float]]:
    """Mean probability and share of met in ``count`` equal bins of probability; empty bins are left out."""
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
    """Mean gap of probability and outcome over equal bins, weighted by their counts (Guo et al. 2017)."""
    bins = calibration_bins(truth, given, count)
    total = sum(row["count"] for row in bins)
    return sum(row["count"] * abs(row["probability"] - row["met"]) for row in bins) / max(total, 1)
