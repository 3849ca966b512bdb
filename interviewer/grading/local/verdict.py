"""From how the statements of an answer stand to a claim to a verdict on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.grade import Verdict
from interviewer.grading.local.reading import CONTRADICTS, HALF, SAYS, ClaimReading, log_odds

OUTCOMES = ("not_met", "met", "partly_met", "contradicted")
"""What a point may be, in the order of the fitted rows."""
MEASURED = (
    "says",
    "says_or_half",
    "second",
    "contradicts",
    "contradicts_later",
    "statements",
    "together_says",
    "together_says_or_half",
    "together_contradicts",
    "near",
)
"""What is measured of a reading, in the order of the fitted columns."""
Measures = NDArray[np.float64]
NOTHING = np.asarray([-8.0, -8.0, -8.0, -8.0, -8.0, 0.0, -8.0, -8.0, -8.0, 0.0])
"""What is measured where nothing was read."""


def measured(reading: ClaimReading) -> Measures:
    """What a verdict rests on, (10,).

    The best statement that says the claim and the next best; the worst that contradicts it, anywhere and after the best,
    since the last word counts; how many statements there are, since one of many sounds right by chance; how those that speak of
    the claim stand to it when they are read together; and whether the answer comes near the claim at all, so that text about
    something else earns nothing.
    """
    if not reading.statements:
        return NOTHING
    says, half, against = (reading.probabilities(relation) for relation in (SAYS, HALF, CONTRADICTS))
    second = float(np.partition(says, -2)[-2]) if len(says) > 1 else 0.0
    later = against[reading.best + 1 :]
    whole = np.exp(reading.together)
    return np.asarray(
        [
            log_odds(float(says.max())),
            log_odds(float((says + half / 2).max())),
            max(-8.0, float(log_odds(second))),
            log_odds(float(against.max())),
            max(-8.0, float(log_odds(float(later.max())))) if len(later) else -8.0,
            np.log(max(1, reading.said)),
            *(log_odds(float(p)) for p in (whole[SAYS], whole[SAYS] + whole[HALF] / 2, whole[CONTRADICTS])),
            reading.near,
        ]
    )


@dataclass(frozen=True)
class Likelihoods:
    """How likely each outcome is, from what was measured: a multinomial logistic model.

    Attributes:
        weights: (4 outcomes, 10 measures), on measures as they are.
        bias: (4,).
    """

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def of(self, measures: Measures) -> NDArray[np.float64]:
        """Probabilities of the outcomes, (4,)."""
        logits = self.weights @ measures + self.bias
        odds = np.exp(logits - logits.max())
        return np.asarray(odds / odds.sum())


LEAD = 1.5
"""How many times as likely as a contradiction it must be that a point is made, or half made. Of 0, 0.5, 1, 1.5 and 2 it was
best by the mean over the sets that thresholds are chosen on, and credited the fewest wrong answers for that."""


@dataclass(frozen=True)
class Thresholds:
    """From which probabilities a verdict is given.

    Attributes:
        met: That the point is met.
        partly: That it is met or partly met.
        contradicted: That the answer is wrong about it.
    """

    met: float
    partly: float
    contradicted: float

    def verdict(self, outcomes: NDArray[np.float64]) -> tuple[Verdict, bool]:
        """The verdict of some outcomes' probabilities (4,), and whether the answer contradicts the point."""
        _, met, partly, contradicted = (float(p) for p in outcomes)
        if met >= max(self.met, LEAD * contradicted):
            return "met", False
        if met + partly >= max(self.partly, LEAD * contradicted):
            return "partly_met", False
        return "not_met", contradicted >= self.contradicted


def expected_credit(outcomes: NDArray[np.float64]) -> float:
    """What a point earns on average, 0..1: the probability that it is met, half of it where it is partly met."""
    return float(outcomes[1] + outcomes[2] / 2)
