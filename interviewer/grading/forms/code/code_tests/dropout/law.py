"""Whether a dropout mask has the right distribution: each unit is kept by its own coin toss, at the given rate."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.forms.code.code_tests.dropout.way import RATE
from interviewer.grading.forms.sandbox.inside.values import Floats

KeepMask = NDArray[np.bool_]
RATES = (RATE, 0.2, 0.35, 0.5, 0.9)
"""The probabilities tried; normal instead of uniform numbers, a power or a constant fit at most one of these. All have two
digits, so that coins out of a hundred integers are right."""
BIG = (200, 250)
"""The batch on which masks are counted. At one half, a deviation of 0.013 can be distinguished from chance."""
ALARM = 1e-6
"""How often correct code can fail by chance, over all counts of one run."""
COUNTS = 2 * len(RATES)
"""The number of counts in one run: the share at each rate, and whether large activations are dropped first."""
_LEAST = math.log(2 * COUNTS / ALARM)
_EDGE = 1e-12
"""How near a share may come to 0 and 1, at which nothing would be plausible."""
_LOW = 0.08
"""Down to this share, two of 250 columns of 200 coins are equal by chance once in two billion masks."""


def fits(share: float, coins: int, keep: float) -> bool:
    """Whether this share of kept units is plausible for this many coins, each keeping with probability ``keep``.

    By Chernoff's bound, which holds at every rate: a share this far off comes at most twice in exp(coins * divergence) runs.
    """
    if keep in {0.0, 1.0}:
        return share == keep
    return coins * _divergence(share, keep) <= _LEAST


def coins_of(kept: KeepMask) -> int:
    """How many coins a two-axis mask shows: one per unit, or fewer if rows or columns are equal."""
    rows, columns = _distinct(kept), _distinct(kept.T)
    if rows == kept.shape[0] and columns == kept.shape[1]:
        return kept.size
    if columns == 1:
        return 1 if rows == 1 else kept.shape[0]
    return kept.shape[1] if rows == 1 else rows * columns


def has_own_coins(kept: KeepMask) -> bool:
    """Whether no two rows and no two columns are equal; at extreme rates, where some are by chance, half may be."""
    if _LOW <= float(kept.mean()) <= 1 - _LOW:
        return all(_distinct(lines) == len(lines) for lines in (kept, kept.T))
    return all(_distinct(lines) > len(lines) / 2 for lines in (kept, kept.T))


def is_blind(kept: KeepMask, x: Floats) -> bool:
    """Whether units are kept equally often among large and small activations, and among positive and negative ones."""
    flat = kept.reshape(-1)
    for order in (np.argsort(np.abs(x), axis=None), np.argsort(x, axis=None)):
        sorted_ = flat[order]
        half = sorted_.size // 2
        low, high = float(sorted_[:half].mean()), float(sorted_[half:].mean())
        middle = min(max((low + high) / 2, _EDGE), 1 - _EDGE)
        if not (fits(low, half, middle) and fits(high, half, middle)):
            return False
    return True


def is_uniform(values: Floats) -> bool:
    """Whether numbers are uniform between 0 and 1, like those compared with a rate."""
    if np.any(values < 0) or np.any(values > 1):
        return False
    return all(fits(float((values < cut).mean()), values.size, cut) for cut in (0.1, 0.25, 0.5, 0.75, 0.9))


def _divergence(share: float, keep: float) -> float:
    terms = ((share, keep), (1 - share, 1 - keep))
    return sum(a * math.log(a / b) for a, b in terms if a > 0)


def _distinct(lines: KeepMask) -> int:
    return len({line.tobytes() for line in lines})
