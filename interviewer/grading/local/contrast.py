"""Whether words sound like the bank's right statements of a point, or like its wrong ones.

Read against a claim, a fluent sentence with the two sides swapped often seems to make the point, and a right one in plain words
often does not. So words that make a point, or nearly make it, are read again with each of the bank's statements in place of the
claim: those that make the point, and those that contradict it. Words that match the wrong ones as well as the right ones earn less.
Words that match only the right ones earn more, unless they earn hardly anything by themselves: then any credit would come from the
words around them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.local.reading import SAYS, LogProbabilities, log_odds
from interviewer.grading.local.verdict import OUTCOMES

WEIGHT, EXPECTED, MOST = 0.6, 1.0, 2.0
"""How much a unit of contrast changes the log-odds of credit, which contrast changes nothing, and the largest excess that counts.
Chosen on answers to development questions by the mean error of a point (docs/experiments.md, 51)."""
ALONE = 0.2
"""The credit of some words by themselves from which contrast can raise what they earn (docs/experiments.md, 51)."""
OF_A_BELIEF, EXPECTED_OF_A_BELIEF = 0.8, -0.5
"""The same for the log-odds that words state a wrong belief, with its examples for right statements and the true ones nearby for
wrong ones. Chosen on statements and answers by a writer who saw no examples (docs/experiments.md, 52)."""
_LEAST = 0.003
"""Probabilities are kept this far from 0 and 1, so that no single one decides."""
_EARNS = np.asarray([name in {"met", "partly_met"} for name in OUTCOMES])


def contrast(right: LogProbabilities, wrong: LogProbabilities) -> float:
    """How much more words say the bank's right statements than its wrong ones: the difference of the mean log-odds.

    Args:
        right: How the words relate to each statement that makes the point, (n, 4), at least one.
        wrong: How they relate to each that contradicts it, (m, 4), at least one.
    """
    says, says_wrong = (log_odds(float(np.exp(read[:, SAYS]).mean()), _LEAST) for read in (right, wrong))
    return float(says - says_wrong)


def weighted(outcomes: NDArray[np.float64], found: float, alone: float) -> NDArray[np.float64]:
    """The probabilities of a point's outcomes, (4,), after its words were read against the bank's statements.

    Args:
        found: The contrast of the words.
        alone: The credit that the words earn by themselves, 0..1.
    """
    factor = np.exp(WEIGHT * min(found - EXPECTED, MOST if alone >= ALONE else 0.0))
    odds = np.where(_EARNS, outcomes * factor, outcomes)
    return np.asarray(odds / odds.sum())


def belief_odds(says: float, found: float) -> float:
    """The log-odds that words state a wrong belief.

    Args:
        says: The probability that they state it, read against the belief.
        found: Their contrast: how much more they say its examples than true statements nearby.
    """
    return float(log_odds(says, _LEAST) + OF_A_BELIEF * (found - EXPECTED_OF_A_BELIEF))


def at_best(outcomes: NDArray[np.float64], alone: float) -> NDArray[np.float64]:
    """What ``weighted`` can give at most, whatever the contrast."""
    return weighted(outcomes, EXPECTED + MOST, alone)
