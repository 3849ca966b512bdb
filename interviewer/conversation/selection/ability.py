"""A candidate's ability, by a Rasch model (Rasch 1960) on the scale of question difficulty.

Every criterion counts as an item with the difficulty of its question: it is met with probability
1 / (1 + exp(-(ability - difficulty + EASE))). The prior is a normal distribution, so that a few answers move the estimate
only a little, and the width of the posterior shows how much is still unknown. Once a question has many answers, or answers
from several candidates, its difficulty is learnt along with the ability, but kept close to the author's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.conversation.state.past_outcome import Outcome

PRIOR_MEAN, PRIOR_SD = 2.5, 1.3
"""The ability of an unknown candidate, on the difficulty scale of 1..5."""
AUTHOR_SD = 0.5
"""How far a question's learnt difficulty may be from its author's."""
EASE = 0.8
"""A candidate of a question's own level meets about 70 % of its criteria."""
GUESSED, ROUGHLY_KNOWN = 0.6, 0.45
"""Standard errors above which an estimate is called a first guess, and fairly sure. By hand."""
_ROUNDS = 12
"""Steps of Newton's method. By hand."""


@dataclass(frozen=True)
class Ability:
    """An estimate with its standard error, on the scale of difficulty, and the answers it rests on."""

    mean: float = PRIOR_MEAN
    error: float = PRIOR_SD
    answers: int = 0

    @property
    def words(self) -> str:
        """The estimate in words, for the candidate."""
        if self.answers == 0:
            return "nothing known yet"
        level = ("warm-up", "junior", "solid", "senior", "specialist")[int(np.clip(round(self.mean), 1, 5)) - 1]
        sure = "a first guess" if self.error > GUESSED else "fairly sure" if self.error > ROUGHLY_KNOWN else "sure"
        return f"{level} ({self.mean:.1f} ± {1.96 * self.error:.1f} of 5, {sure})"


def estimate(outcomes: Sequence[Outcome]) -> Ability:
    """The posterior of one candidate's ability, by Newton's method, with the difficulties taken from the authors."""
    if not outcomes:
        return Ability()
    b = np.asarray([o.difficulty - EASE for o in outcomes])
    n = np.asarray([float(max(1, o.items)) for o in outcomes])
    s = np.clip([o.score for o in outcomes], 0.0, 1.0)
    theta, curvature = PRIOR_MEAN, 1.0
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-(theta - b)))
        slope = float((n * (s - p)).sum()) - (theta - PRIOR_MEAN) / PRIOR_SD**2
        curvature = float((n * p * (1 - p)).sum()) + 1 / PRIOR_SD**2
        theta += float(np.clip(slope / curvature, -1.0, 1.0))
    return Ability(float(theta), float(curvature**-0.5), len(outcomes))


def learnt_difficulties(outcomes: Iterable[tuple[str, Outcome]]) -> dict[str, float]:
    """The difficulty of each question, learnt from candidates' outcomes and kept close to the author's.

    Args:
        outcomes: Pairs of candidate and outcome.
    """
    rows = list(outcomes)
    by_candidate: dict[str, list[Outcome]] = defaultdict(list)
    for who, outcome in rows:
        by_candidate[who].append(outcome)
    abilities = {who: estimate(mine).mean for who, mine in by_candidate.items()}
    by_question: dict[str, list[tuple[float, Outcome]]] = defaultdict(list)
    for who, outcome in rows:
        by_question[outcome.question_id].append((abilities[who], outcome))
    learnt = {}
    for question_id, seen in by_question.items():
        author = seen[0][1].difficulty
        b = author
        for _ in range(_ROUNDS):
            p = [1 / (1 + np.exp(-(theta - b + EASE))) for theta, _ in seen]
            slope = sum(max(1, o.items) * (q - o.score) for q, (_, o) in zip(p, seen, strict=True))
            slope -= (b - author) / AUTHOR_SD**2
            curvature = sum(max(1, o.items) * q * (1 - q) for q, (_, o) in zip(p, seen, strict=True))
            b += float(np.clip(slope / (curvature + 1 / AUTHOR_SD**2), -0.5, 0.5))
        learnt[question_id] = round(float(b), 3)
    return learnt
