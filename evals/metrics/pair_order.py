"""Whether, of two answers to one question, the better one gets the better grade."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evals.metrics.resampling import DRAWS


def pair_order(truth: Sequence[float], given: Sequence[float], groups: Sequence[str]) -> float:
    """Share of pairs of answers to one question, with different true scores, that are put in the right order; ties count 1/2."""
    right, pairs = 0.0, 0
    for i in range(len(truth)):
        for j in range(i):
            if groups[i] == groups[j] and truth[i] != truth[j]:
                pairs += 1
                product = (truth[i] - truth[j]) * (given[i] - given[j])
                right += 1.0 if product > 0 else 0.5 if product == 0 else 0.0
    return right / pairs if pairs else 0.0


def pair_order_interval(truth: Sequence[float], given: Sequence[float], groups: Sequence[str]) -> dict[str, float]:
    """``pair_order`` with its 95 % interval; whole questions are drawn with replacement.

    Pairs are counted once per question before drawing, which makes a thousand draws quick.
    """
    rows: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        rows.setdefault(group, []).append(number)
    counts = []
    for members in rows.values():
        pairs = sum(truth[i] != truth[j] for n, i in enumerate(members) for j in members[:n])
        share = pair_order([truth[n] for n in members], [given[n] for n in members], [groups[n] for n in members])
        counts.append((share * pairs, pairs))
    table = np.asarray(counts, dtype=np.float64)
    drawn = np.random.default_rng(0).integers(0, len(table), size=(DRAWS, len(table)))
    sums = table[drawn].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / np.maximum(sums[:, 1], 1), [2.5, 97.5])
    value = table[:, 0].sum() / max(table[:, 1].sum(), 1)
    return {"value": round(float(value), 3), "low": round(float(low), 3), "high": round(float(high), 3)}
