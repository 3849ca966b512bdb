"""``python -m evals ability``: how well an interview recovers the known ability of simulated candidates.

Each meets a criterion with the probability that the model gives; a question takes as many minutes as the bank says. Questions
are chosen as in an interview, or uniformly at random; both ways get the same candidates and the same luck.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from evals.metrics.spearman import spearman
from interviewer.conversation.selection.ability import EASE, Ability, estimate
from interviewer.conversation.selection.selection import MIN_MINUTES_LEFT, next_question
from interviewer.conversation.state.past_outcome import Outcome
from interviewer.json_data import JsonObject
from knowledge.schema import Bank

CANDIDATES, MINUTES, SEED = 100, 20.0, 17
NOISE = 0.5
"""Standard deviation of how much harder or easier a question is for one candidate than its difficulty says."""
Chooser = Callable[[Bank, list[str], float, float, int], str | None]


def measure_ability(bank: Bank, repeats: int = 20) -> JsonObject:
    """Rank correlation and error of the estimate after ``MINUTES``, chosen and uniform, over ``repeats`` draws."""
    rows: dict[str, list[tuple[float, float]]] = {"chosen": [], "uniform": []}
    covered: dict[str, list[float]] = {"chosen": [], "uniform": []}
    inside = []
    for repeat in range(repeats):
        rng = np.random.default_rng(SEED + repeat)
        truth = rng.normal(2.5, 1.2, CANDIDATES)
        for name, choose in (("chosen", _chosen), ("uniform", _uniform)):
            made = [_interview(bank, float(theta), choose, SEED + repeat, n) for n, theta in enumerate(truth)]
            means = [ability.mean for ability, _ in made]
            rows[name].append((spearman(truth.tolist(), means), float(np.mean(np.abs(np.asarray(means) - truth)))))
            covered[name].append(float(np.mean([sections for _, sections in made])))
            if name == "chosen":
                inside += [abs(a.mean - t) <= 1.96 * a.error for (a, _), t in zip(made, truth, strict=True)]
    ahead = np.asarray(rows["uniform"])[:, 1] - np.asarray(rows["chosen"])[:, 1]
    return {
        "candidates": CANDIDATES,
        "minutes": MINUTES,
        "repeats": repeats,
        **{
            name: {
                "rank_correlation": _spread([r for r, _ in values]),
                "mean_absolute_error": _spread([e for _, e in values]),
                "sections_touched": round(float(np.mean(covered[name])), 2),
            }
            for name, values in rows.items()
        },
        "error_less_than_uniform_by": {**_spread(ahead.tolist()), "mean_within": _of_mean(ahead)},
        "truth_inside_95_percent": round(float(np.mean(inside)), 3),
    }


def _interview(bank: Bank, theta: float, choose: Chooser, seed: int, number: int) -> tuple[Ability, int]:
    """The estimate at the end of one interview, and how many sections it touched."""
    luck = random.Random(f"{seed}:{number}")
    asked: list[str] = []
    outcomes: list[Outcome] = []
    left = MINUTES
    while True:
        picked = choose(bank, asked, estimate(outcomes).mean, left, seed * 1000 + number)
        if picked is None:
            return estimate(outcomes), len({bank[i].section for i in asked})
        question = bank[picked]
        harder = luck.gauss(0.0, NOISE)
        p = 1 / (1 + np.exp(-(theta - question.difficulty + EASE - harder)))
        met = [luck.random() < p for _ in question.criteria]
        outcomes.append(Outcome(picked, question.difficulty, sum(met) / len(met), len(met)))
        asked.append(picked)
        left -= question.minutes


def _chosen(bank: Bank, asked: list[str], ability: float, left: float, seed: int) -> str | None:
    choice = next_question(bank, list(bank), asked, ability=ability, minutes_left=left, seed=seed)
    return choice.question_id if choice else None


def _uniform(bank: Bank, asked: list[str], ability: float, left: float, seed: int) -> str | None:
    if left < MIN_MINUTES_LEFT:
        return None
    fitting = [i for i in bank if i not in asked and bank[i].minutes <= left + 1]
    return random.Random(f"{seed}:{len(asked)}").choice(fitting) if fitting else None


def _of_mean(values: NDArray[np.float64]) -> list[float]:
    """95 % interval of the mean over draws, by the normal approximation."""
    half = 1.96 * float(values.std(ddof=1)) / np.sqrt(len(values)) if len(values) > 1 else float("nan")
    return [round(float(values.mean() - half), 3), round(float(values.mean() + half), 3)]


def _spread(values: list[float]) -> dict[str, float]:
    low, high = np.percentile(values, [2.5, 97.5])
    return {"value": round(float(np.mean(values)), 3), "low": round(float(low), 3), "high": round(float(high), 3)}
