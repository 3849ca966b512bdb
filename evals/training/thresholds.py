"""The probabilities from which a verdict is met or partly met, set on the gold's development split."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from evals.labelled.gold import VERDICTS, LabelledAnswer
from evals.metrics.macro_f1 import macro_f1
from evals.metrics.qwk import qwk
from interviewer.grading.evidence import readable
from interviewer.grading.grade import CriterionGrade, Grade, Verdict, weighted_score
from interviewer.grading.grader import Grader
from interviewer.grading.local.calibration import Calibration, verdict_from, verdict_of_three
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import CrossEncoder
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder

STEP, HALF_STEP = 0.02, 0.1
MET = [round(float(v), 2) for v in np.arange(0.36, 0.821, STEP)]
HALF = [round(float(v), 2) for v in np.arange(0.1, 1.501, HALF_STEP)]
_EVERY_PROBABILITY, _NEVER = 0.001, 1e9
"""A threshold so low that evidence is kept for all that may be credited, and one that nothing reaches."""
_PLATEAU = 0.01
"""What the sum may fall short of the greatest: less than it changes from one draw of questions to another."""
_Thresholds = tuple[float, float]
_Graded = tuple[LabelledAnswer, Grade, dict[str, float]]


def fit_thresholds(
    banks: Sequence[Bank],
    embedder: BankEmbedder,
    calibration: Calibration,
    answers: Sequence[LabelledAnswer],
    reader: CrossEncoder | None = None,
) -> _Thresholds:
    """Where the sum of the answers' QWK and the macro-F1 of three verdicts is about greatest, as a mean over neighbours.

    The best single place of a few hundred answers is chance in part; the middle of the best nine is less so. Around it
    the sum hardly changes while the judge grows stricter by the step, so of what is as good as the best the place is
    taken that calls as many points met as the labels do.

    Args:
        banks: The answers' questions as the judge may see them, with paraphrases and without; each view counts the same.
        calibration: With the joins as they will be; its own thresholds do not matter.
        reader: The cross-encoder, the shipped one unless given.
    """
    open_ended = replace(calibration, met=2 * _EVERY_PROBABILITY, half_from=_NEVER)
    judge = LocalJudge(embedder, budget=0, calibration=open_ended, reader=reader)
    views = [list(_graded(bank, judge, answers)) for bank in banks]
    worth = {place: float(np.mean([_worth(graded, place) for graded in views])) for place in product(MET, HALF)}

    def around(place: _Thresholds) -> float:
        steps = (-1, 0, 1)
        near = [
            worth.get((round(place[0] + a * STEP, 2), round(place[1] + b * HALF_STEP, 2))) for a in steps for b in steps
        ]
        return float(np.mean([value for value in near if value is not None]))

    smooth = {place: around(place) for place in worth}
    best = max(smooth.values())
    return min(
        (place for place, value in smooth.items() if value >= best - _PLATEAU),
        key=lambda place: (round(_bias([item for graded in views for item in graded], place), 3), -smooth[place]),
    )


def _graded(bank: Bank, judge: LocalJudge, answers: Sequence[LabelledAnswer]) -> Iterator[_Graded]:
    """Each answer with its grade and, by criterion id, the probability that it is partly met."""
    calibration, grader = judge.calibration, Grader(judge)
    asked = [(bank[answer.question_id], readable(answer.answer)) for answer in answers]
    for answer, (question, text), grade in zip(answers, asked, grader.grade_many(asked), strict=True):
        known = judge.measure(question, text)
        halves = {
            item.id: calibration.half_of(question.criterion(item.id), known[item.id], item.probability)
            for item in grade.criteria
            if item.id in known
        }
        yield answer, grade, {name: half for name, half in halves.items() if half is not None}


def _verdict(item: CriterionGrade, halves: Mapping[str, float], place: _Thresholds) -> Verdict:
    p, half = item.probability, halves.get(item.id)
    if not p or half is None:
        return verdict_from(p, place[0], place[0])
    return verdict_of_three(p, half, *place)


def _bias(graded: Sequence[_Graded], place: _Thresholds) -> float:
    """How far the share of points called met lies from the share labelled met, 0..1."""
    said = [
        (_verdict(item, halves, place) == "met") - (answer.labels[item.id] == "met")
        for answer, grade, halves in graded
        for item in grade.criteria
    ]
    return abs(float(np.mean(said)))


def _worth(graded: Sequence[_Graded], place: _Thresholds) -> float:
    truth: list[str] = []
    given: list[str] = []
    scores: list[float] = []
    for answer, grade, halves in graded:
        verdicts = [replace(item, verdict=_verdict(item, halves, place)) for item in grade.criteria]
        truth += [answer.labels[item.id] for item in verdicts]
        given += [item.verdict for item in verdicts]
        scores.append(weighted_score(tuple(verdicts), sum(m.penalty for m in grade.misconceptions)))
    return qwk([answer.score or 0.0 for answer, _, _ in graded], scores) + macro_f1(truth, given, VERDICTS)
