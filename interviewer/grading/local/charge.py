"""Whether words that are read as contradicting a point are held against the candidate.

One in ten tersely made points is misread as its opposite, most often if the words are negative ("With async nobody waits for the
slowest worker"). Calling a right statement wrong does more harm than silently missing a wrong one, so it is not enough that
"contradicted" is the likelier reading: the verdict must be fairly sure. The more the words sound like one of the bank's statements
that make the point, the surer it must be.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from interviewer.grading.local.reading import SAYS, LogProbabilities, log_odds

Charge = Literal["dropped", "unsure", "sure"]
SAID_AFTER_ALL = 0.25
"""How much it counts against a charge, in log-odds, that the words say one of the bank's statements that make the point."""
HELD, CERTAIN = 1.0, 2.0
"""Log-odds from which a contradiction is assumed, and from which it is held for certain. Chosen on 24 and 40 answers to development
questions by two writers: of 56 right charges .80 are made and .45 held for certain, of 12 false ones .25 and .08."""
_LEAST = 0.01
"""Probabilities are kept this far from 0 and 1, so that no single one decides."""


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
