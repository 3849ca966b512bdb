"""``python -m evals plain-points``: how much of its credit a point earns when it is made in one plain sentence.

Each wording is graded as if it were the whole answer. The reader and the calibration learnt nothing from these writers.
"""

from __future__ import annotations

from evals.labelled.gold import gold_split
from evals.labelled.plain_points import MANNERS, PlainPoint, plain_points
from evals.metrics.resampling import mean_interval
from interviewer.bars import item_bar
from interviewer.grading.grade import CREDIT
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank


def measure(bank: Bank, grader: Grader, split: str) -> JsonObject:
    """The mean credit of wordings that say the point, in all and by manner, and the share of them called wrong.

    Args:
        split: The split to take questions from: train, dev or test.
    """
    stems = frozenset(gold_split()[split])
    said = [item for item in plain_points(bank) if item.judged == "says" and bank[item.question_id].stem in stems]
    credits: list[float] = []
    charged: list[float] = []
    with item_bar("plain points", len(said)) as step:
        for item, grade in zip(said, grader.grade_many((bank[i.question_id], i.text) for i in said), strict=True):
            verdict = grade.criterion(item.criterion_id)
            credits.append(CREDIT.get(verdict.verdict, 0.0))
            charged.append(float(verdict.contradicted))
            step()

    def mean(values: list[float], manner: str = "") -> JsonObject:
        rows = [n for n, item in enumerate(said) if manner in ("", item.manner)]
        return {"n": len(rows), **mean_interval([_stem(bank, said[n]) for n in rows], [values[n] for n in rows])}

    return {
        "split": split,
        "credit": mean(credits),
        "called_wrong": mean(charged),
        "manners": {manner: mean(credits, manner) for manner in MANNERS},
    }


def _stem(bank: Bank, item: PlainPoint) -> str:
    return bank[item.question_id].stem
