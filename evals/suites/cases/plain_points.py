"""``python -m evals plain-points``: how much of its credit a point earns when it is made in one plain sentence, or got wrong in one.

Each wording is graded as if it were the whole answer. The reader learnt from some of the writers on questions of the training
split; from one writer of right wordings, and from those who wrote the wrong twins of the other splits, it learnt nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.labelled.gold import gold_split
from evals.labelled.plain_points import LEARNT_FROM, MANNERS, PlainPoint, plain_points, plain_twins
from evals.metrics.resampling import mean_interval
from interviewer.bars import item_bar
from interviewer.grading.grade import CREDIT
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank


def measure(bank: Bank, grader: Grader, split: str) -> JsonObject:
    """What right wordings and their wrong twins earn, and how many of each are taken to contradict the point.

    Args:
        split: The split to take questions from: train, dev or test.

    Returns:
        For right wordings ``credit`` and ``called_wrong``, the credit by a writer who is ``left_out`` and by manner. For their
        twins ``credit``, ``called_wrong``, and the share that is ``told_apart``: the right one earns more.
    """
    stems = frozenset(gold_split()[split])

    def of_split(items: Sequence[PlainPoint], judged: str) -> list[PlainPoint]:
        return [item for item in items if item.judged == judged and bank[item.question_id].stem in stems]

    right, twins = of_split(list(plain_points(bank)), "says"), of_split(list(plain_twins(bank)), "wrong")
    said = [*right, *twins]
    graded: list[tuple[PlainPoint, float, float]] = []  # credit, and 1.0 if taken to contradict the point
    with item_bar("plain points", len(said)) as step:
        for item, grade in zip(said, grader.grade_many((bank[i.question_id], i.text) for i in said), strict=True):
            verdict = grade.criterion(item.criterion_id)
            graded.append((item, CREDIT.get(verdict.verdict, 0.0), float(verdict.contradicted)))
            step()
    made, wrong = graded[: len(right)], graded[len(right) :]
    earned = {_place(item): credit for item, credit, _ in made}
    pairs = [(item, float(earned[_place(item)] > credit), 0.0) for item, credit, _ in wrong if _place(item) in earned]

    def mean(rows: Sequence[tuple[PlainPoint, float, float]], charged: bool = False) -> JsonObject:
        groups = [bank[item.question_id].stem for item, *_ in rows]
        values = [called if charged else credit for _, credit, called in rows]
        return {"n": len(rows), **(mean_interval(groups, values) if rows else {})}

    return {
        "split": split,
        "credit": mean(made),
        "called_wrong": mean(made, charged=True),
        "left_out": mean([row for row in made if row[0].writer not in LEARNT_FROM]),
        "twins": {
            "credit": mean(wrong),
            "called_wrong": mean(wrong, charged=True),
            "told_apart": mean(pairs),
        },
        "manners": {manner: mean([row for row in made if row[0].manner == manner]) for manner in MANNERS},
    }


def _place(item: PlainPoint) -> tuple[str, str, str]:
    """A right wording and its twin have the same."""
    return item.question_id, item.criterion_id, item.manner
