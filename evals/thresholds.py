"""The probabilities from which a verdict is met and partly met, set on the gold's development split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from evals.agreement import Graded
from evals.gold import VERDICTS, LabelledAnswer
from evals.grading import grade_all
from evals.metrics import macro_f1, qwk
from interviewer.grading.calibration import Calibration, verdict_from
from interviewer.grading.grader import Grader
from interviewer.grading.local_judge import LocalJudge
from interviewer.records import CREDIT, CriterionGrade, Verdict, weighted_score
from knowledge.embeddings import CachedEmbedder
from knowledge.schema import Bank

STEP = 0.02
MET = [round(float(v), 2) for v in np.arange(0.48, 0.821, STEP)]
PARTLY = [round(float(v), 2) for v in np.arange(0.2, 0.601, STEP)]
_EVERY_PROBABILITY = 0.001
"""Thresholds so low that evidence is kept for all that may be credited."""
_PLATEAU = 0.01
"""What the sum may fall short of the greatest: less than it changes from one draw of questions to another."""
_Thresholds = tuple[float, float]


def fit_thresholds(
    banks: Sequence[Bank], embedder: CachedEmbedder, calibration: Calibration, answers: Sequence[LabelledAnswer]
) -> _Thresholds:
    """Where the sum of the answers' QWK and the macro-F1 of three verdicts is about greatest, as a mean over neighbours.

    The best single place of a few hundred answers is chance in part; the middle of the best nine is less so. Around it
    the sum hardly changes while the judge grows stricter by the step, so of what is as good as the best the place is
    taken that calls as many points met as the labels do.

    Args:
        banks: The answers' questions as the judge may see them, with paraphrases and without; each view counts the same.
        calibration: With the joins as they will be; its own thresholds do not matter.
    """
    open_ended = replace(calibration, met=2 * _EVERY_PROBABILITY, partly=_EVERY_PROBABILITY)
    grader = Grader(LocalJudge(embedder, budget=0, calibration=open_ended))
    views = [grade_all(bank, grader, answers) for bank in banks]
    worth = {place: float(np.mean([_worth(graded, *place) for graded in views])) for place in _grid()}

    def around(place: _Thresholds) -> float:
        steps = (-STEP, 0.0, STEP)
        near = [worth.get((round(place[0] + a, 2), round(place[1] + b, 2))) for a in steps for b in steps]
        return float(np.mean([value for value in near if value is not None]))

    smooth = {place: around(place) for place in worth}
    best = max(smooth.values())
    return min(
        (place for place, value in smooth.items() if value >= best - _PLATEAU),
        key=lambda place: (round(_bias([item for graded in views for item in graded], place[0]), 3), -smooth[place]),
    )


def _grid() -> Iterator[_Thresholds]:
    return ((met, partly) for met in MET for partly in PARTLY if partly < met)


def _bias(graded: Sequence[Graded], met: float) -> float:
    """How far the share of points called met lies from the share labelled met, 0..1."""
    said = [(item.probability >= met) - (a.labels[item.id] == "met") for a, grade in graded for item in grade.criteria]
    return abs(float(np.mean(said)))


def _worth(graded: Sequence[Graded], met: float, partly: float) -> float:
    truth, given = [], []
    scores: list[float] = []

    def verdict(item: CriterionGrade) -> Verdict:
        return verdict_from(item.probability, met, partly)

    for answer, grade in graded:
        truth += [answer.labels[item.id] for item in grade.criteria]
        given += [verdict(item) for item in grade.criteria]
        penalty = sum(m.penalty for m in grade.misconceptions)
        scores.append(weighted_score(grade.criteria, penalty, lambda item: CREDIT[verdict(item)]))
    return qwk([answer.score or 0.0 for answer, _ in graded], scores) + macro_f1(truth, given, VERDICTS)
