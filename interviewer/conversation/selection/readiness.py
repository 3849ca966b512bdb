"""How ready a candidate is for an interview at some level, how certain that is, and what would help most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import erf, exp, sqrt
from types import MappingProxyType

from interviewer.conversation.selection.ability import EASE, Ability
from interviewer.grading.grade import PASS

LEVELS: Mapping[str, float] = MappingProxyType({"junior": 2.0, "mid-level": 3.0, "senior": 4.0})
"""The difficulty of the questions that an interview of each level asks, on the bank's scale of 1 to 5. A judgement."""
DEFAULT_LEVEL = "mid-level"
WIDEST = 0.1
"""How far off an estimate can be, as a share of the points at 95 %, for us to call somebody ready or not. At twice that, a
pass could not be distinguished from a fail. A judgement."""
FEWEST_ANSWERS = 20
"""Graded answers from which an estimate is no wider than ``WIDEST`` at every level, for average answers spread over the
sections as the bank is: 20 leave 5 to 10 points either way, 10 leave up to 13, 5 up to 17."""


@dataclass(frozen=True)
class Readiness:
    """The expected result of an interview at some level.

    Attributes:
        score: The expected share of the points, 0..1.
        low: The lower end of its 95 % interval.
        high: The upper end.
        chance: The chance of a pass, 0..1.
        answers: Graded answers that this rests on.
        raise_in: The section where bringing answers up to a pass would raise the score most; "" if none would.
        gain: By how much it would rise, 0..1.
        unknown: The sections with no graded answer, whose estimate is a guess.
    """

    level: str
    score: float
    low: float
    high: float
    chance: float
    answers: int
    raise_in: str
    gain: float
    unknown: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many more graded answers are needed before anything can be claimed."""
        return max(0, FEWEST_ANSWERS - self.answers)


def readiness(level: str, abilities: Mapping[str, Ability], parts: Mapping[str, int]) -> Readiness:
    """The readiness for a level, if questions are asked from each section as often as the bank has them.

    Args:
        abilities: The estimate for each section.
        parts: How many questions the bank has in each section, at least one in all.
    """
    difficulty = LEVELS[level]
    total = sum(parts[section] for section in abilities)
    score, variance = 0.0, 0.0
    gains: dict[str, float] = {}
    for section, ability in abilities.items():
        weight = parts[section] / total
        met = 1 / (1 + exp(-(ability.mean - difficulty + EASE)))
        score += weight * met
        # the error of a section's ability, carried over to the share by the slope of the curve
        variance += (weight * met * (1 - met) * ability.error) ** 2
        gains[section] = weight * max(0.0, PASS - met)
    spread = sqrt(variance)
    best = max(gains, key=lambda section: gains[section])
    return Readiness(
        level=level,
        score=score,
        low=max(0.0, score - 1.96 * spread),
        high=min(1.0, score + 1.96 * spread),
        chance=0.5 * (1 + erf((score - PASS) / (spread * sqrt(2)))) if spread else float(score >= PASS),
        answers=sum(ability.answers for ability in abilities.values()),
        raise_in=best if gains[best] > 0 else "",
        gain=gains[best],
        unknown=tuple(section for section, ability in abilities.items() if not ability.answers),
    )
