"""``python -m evals near-twins``: right statements, the same in other words, and versions that a few words make wrong.

Each is graded as if it were the whole answer. The writer saw only the question, the reference and the claim. The reader learnt
nothing from this writer and was not trained on these questions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.labelled.gold import gold_split
from evals.labelled.near_twins import NearTwins, near_twins
from evals.metrics.resampling import mean_interval
from interviewer.bars import item_bar
from interviewer.grading.grade import CREDIT, CriterionVerdict
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank


@dataclass(frozen=True)
class GradedTwin:
    """The grade of one statement.

    Attributes:
        kind: ``right``, ``same``, ``half``, or what was done to make it wrong.
        credit: What it earned, 0..1.
        named: Whether the judge found that it contradicts the point.
    """

    stem: str
    kind: str
    credit: float
    named: bool


@dataclass(frozen=True)
class TwinPair:
    """The probabilities given to a right statement and to a wrong one a few words away."""

    stem: str
    right: float
    wrong: float


def measure(bank: Bank, grader: Grader, split: str) -> JsonObject:
    """Mean credit of each kind, the share of wrong ones found to contradict, and of pairs in order, with 95 % intervals.

    Args:
        split: The split to take questions from: train, dev or test.
    """
    stems = frozenset(gold_split()[split])
    twins = [item for item in near_twins(bank) if bank[item.question_id].stem in stems]
    graded = _graded(bank, grader, twins)
    heard: list[GradedTwin] = []
    pairs: list[TwinPair] = []
    for item in twins:
        stem = bank[item.question_id].stem
        told = [("right", item.right), ("same", item.same), *((kind, text) for text, kind in item.wrong)]
        told += [("half", item.half)] if item.half else []
        for kind, text in told:
            verdict = graded[item.question_id, text].get(item.criterion_id)
            if verdict is not None and verdict.verdict != "ungraded":
                heard.append(GradedTwin(stem, kind, CREDIT[verdict.verdict], verdict.contradicted))
        right = graded[item.question_id, item.right][item.criterion_id]
        for text, _ in item.wrong:
            turned = graded[item.question_id, text][item.criterion_id]
            pairs.append(TwinPair(stem, right.probability, turned.probability))
    wrong = [row for row in heard if row.kind not in ("right", "same", "half")]
    kinds = sorted({row.kind for row in wrong})
    return {
        "split": split,
        "points": len(twins),
        "writers": sorted({item.writer for item in twins}),
        "right": _mean([row for row in heard if row.kind == "right"], lambda row: row.credit),
        "same": _mean([row for row in heard if row.kind == "same"], lambda row: row.credit),
        "half": _mean([row for row in heard if row.kind == "half"], lambda row: row.credit),
        "wrong": _mean(wrong, lambda row: row.credit),
        "named": _mean(wrong, lambda row: float(row.named)),
        "in_order": _pairs(pairs),
        "kinds": {kind: _mean([row for row in wrong if row.kind == kind], lambda row: row.credit) for kind in kinds},
    }


def _graded(
    bank: Bank, grader: Grader, twins: Sequence[NearTwins]
) -> dict[tuple[str, str], dict[str, CriterionVerdict]]:
    """Every statement graded once as a whole answer. Returns the criteria by id, by question and text."""
    rows = list(dict.fromkeys((item.question_id, text) for item in twins for text, _ in item.statements()))
    with item_bar("near twins", len(rows)) as step:
        out = {}
        grades = grader.grade_many((bank[question_id], text) for question_id, text in rows)
        for row, grade in zip(rows, grades, strict=True):
            out[row] = {item.id: item for item in grade.criteria}
            step()
    return out


def _mean(rows: Sequence[GradedTwin], value: Callable[[GradedTwin], float]) -> JsonObject:
    if not rows:
        return {"n": 0}
    return {"n": len(rows), **mean_interval([row.stem for row in rows], [value(row) for row in rows])}


def _pairs(pairs: Sequence[TwinPair]) -> JsonObject:
    """The share of pairs in which the right statement gets the higher probability; ties count half."""
    if not pairs:
        return {"n": 0}
    won = [1.0 if pair.right > pair.wrong else 0.5 if pair.right == pair.wrong else 0.0 for pair in pairs]
    return {"n": len(pairs), **mean_interval([pair.stem for pair in pairs], won)}
