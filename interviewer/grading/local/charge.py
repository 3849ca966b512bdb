"""Whether words that are read as the contrary of a point are held against the candidate.

One in ten points that people make in few words is heard as its contrary, most often where the words are negative ("With async
nobody waits for the slowest worker"). A false charge does more harm than a silent miss, so it takes more than the likelier of
two readings: the verdict must be fairly sure, and the surer, the more the words sound like one of the bank's statements that
make the point.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from interviewer.grading.local.reading import SAYS, LogProbabilities, log_odds

Charge = Literal["dropped", "unsure", "sure"]
SAID_AFTER_ALL = 0.25
"""How much it counts against a charge, in log-odds, that the words say one of the bank's statements that make the point."""
HELD, CERTAIN = 1.0, 2.0
"""Log-odds from which a charge is made, and from which it is made without a doubt. Chosen on 24 and 40 answers to development
questions by two writers: of 56 right charges .80 are made and .45 without a doubt, of 12 false ones .25 and .08."""
_LEAST = 0.01
"""Probabilities are kept this far from 0 and 1, so that none decides alone."""


def charge(contradicted: float, read: LogProbabilities) -> Charge:
    """What becomes of a charge.

    Args:
        contradicted: The probability that the answer contradicts the point, from its verdict.
        read: How the words relate to each of the bank's statements that make the point, (n, 4); none if the bank has none.
    """
    strength = float(log_odds(contradicted, _LEAST))
    if len(read):
        strength -= SAID_AFTER_ALL * float(log_odds(float(np.exp(read[:, SAYS]).max()), _LEAST))
    return "dropped" if strength < HELD else "unsure" if strength < CERTAIN else "sure"
