"""Turns the relations of an answer's statements to a claim into a verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.grade import Verdict
from interviewer.grading.local.reading import CONTRADICTS, HALF, SAYS, ClaimReading, log_odds

OUTCOMES = ("not_met", "met", "partly_met", "contradicted")
"""The possible outcomes for a point, in the order of the fitted rows."""
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
"""The measures of a reading, in the order of the fitted columns."""
Measures = NDArray[np.float64]
NOTHING = np.asarray([-8.0, -8.0, -8.0, -8.0, -8.0, 0.0, -8.0, -8.0, -8.0, 0.0])
"""The measures if nothing was read."""


def measured(reading: ClaimReading) -> Measures:
    """The measures that a verdict rests on, (10,).

    - The best and second-best statement that make the claim.
    - The strongest that contradicts it, anywhere and after the best, since the last word counts.
    - The number of statements, since one of many can sound right by chance.
    - How the statements about the claim relate to it when read together.
    - Whether the answer comes near the claim at all, so that text about something else earns nothing.
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
    """The probability of each outcome, from the measures: a multinomial logistic model.

    Attributes:
        weights: (4 outcomes, 10 measures), for unscaled measures.
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
"""How many times likelier than a contradiction it must be that a point is made, or half made. Of 0, 0.5, 1, 1.5 and 2 this
had the best mean over the sets that thresholds are chosen on, and credited the fewest wrong answers."""


@dataclass(frozen=True)
class Thresholds:
    """The thresholds for verdicts.

    Attributes:
        met: For the probability that the point is met.
        partly: For the probability that it is met or partly met.
        contradicted: For the probability that the answer is wrong about it.
    """

    met: float
    partly: float
    contradicted: float

    def verdict(self, outcomes: NDArray[np.float64]) -> tuple[Verdict, bool]:
        """The verdict for these outcome probabilities, (4,), and whether the answer contradicts the point."""
        _, met, partly, contradicted = (float(p) for p in outcomes)
        if met >= max(self.met, LEAD * contradicted):
            return "met", False
        if met + partly >= max(self.partly, LEAD * contradicted):
            return "partly_met", False
        return "not_met", contradicted >= self.contradicted


def expected_credit(outcomes: NDArray[np.float64]) -> float:
    """The expected credit of a point, 0..1: the probability that it is met plus half that it is partly met."""
    return float(outcomes[1] + outcomes[2] / 2)
