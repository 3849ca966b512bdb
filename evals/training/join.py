"""Fits how the embedded judge joins its signals and its cross-encoder, and its thresholds, on the development split.

Neither of the two has seen these questions, so their log-odds are what they would be for any new question.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.labelled.gold import VERDICTS, LabelledAnswer, gold_answers
from evals.labelled.graded import REFERENCE
from evals.labelled.views import bare_question, whole_question
from evals.metrics.macro_f1 import macro_f1
from evals.training.thresholds import fit_thresholds
from interviewer.grading.evidence import readable
from interviewer.grading.grade import CREDIT
from interviewer.grading.grader import AHEAD
from interviewer.grading.local.calibration import (
    Calibration,
    Half,
    Measured,
    Stack,
    probability,
    read_calibration,
    verdict_from,
)
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import CrossEncoder
from interviewer.grading.training.fine_tune import fit_shares
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import BankEmbedder

REGULARISATION = 1.0
Rows = tuple[NDArray[np.float64], NDArray[np.float64]]
"""What is joined x (n, 3): the log-odds of signals and of the reader, and the cover; and targets y (n,), 0..1."""


@dataclass(frozen=True)
class Point:
    """One criterion of a labelled answer: what is known of it, and what it earns, 0..1."""

    measured: Measured
    earns: float


def points_of(
    bank: Bank,
    answers: Iterable[LabelledAnswer],
    embedder: BankEmbedder,
    reader: CrossEncoder | None = None,
    calibration: Calibration | None = None,
) -> Iterator[Point]:
    """What the judge goes by for each answer and criterion; what is earned is a verdict's credit, or a whole answer's score.

    Args:
        reader: The cross-encoder, the shipped one unless given; it must not have seen the answers.
        calibration: The models of the signals, the shipped ones unless given; its joins do not matter.
    """
    judge = LocalJudge(embedder, budget=0, calibration=calibration, reader=reader)
    left = iter(answers)
    while some := list(islice(left, AHEAD)):
        asked = [(bank[answer.question_id], readable(answer.answer)) for answer in some]
        judge.prepare(asked)
        for answer, (question, text) in zip(some, asked, strict=True):
            for name, measured in judge.measure(question, text).items():
                if measured.read is not None:
                    earns = (answer.score or 0.0) if name == REFERENCE else CREDIT[answer.labels[name]]
                    yield Point(measured, earns)


def rows_to_join(
    bank: Bank,
    answers: Iterable[LabelledAnswer],
    embedder: BankEmbedder,
    reader: CrossEncoder | None = None,
    calibration: Calibration | None = None,
) -> Rows:
    """What is joined of each answer and criterion, as ``points_of`` gives them."""
    return rows_of_points(list(points_of(bank, answers, embedder, reader, calibration)))


def rows_of_points(points: Sequence[Point]) -> Rows:
    """What is joined of each point."""
    rows = [(p.measured.signals, p.measured.read[0], p.measured.cover) for p in points if p.measured.read is not None]
    return np.asarray(rows), np.asarray([p.earns for p in points])


def fit_stack(x: NDArray[np.float64], y: NDArray[np.float64], weights: NDArray[np.float64] | None = None) -> Stack:
    """Logistic regression of the targets on what is joined; a target of 0.5 counts half for each side.

    Args:
        x: (n, 2), or (n, 3) with the cover; then the reader's probability is joined and not its log-odds.
    """
    if x.shape[1] == 3:
        x = np.column_stack([x[:, 0], [probability(read) for read in x[:, 1]], x[:, 2]])
    model = fit_shares(x, y, REGULARISATION, weights)
    return Stack(*(round(float(v), 4) for v in (model.intercept_[0], *model.coef_[0])))


def fit_half(points: Sequence[Point], stack: Stack) -> Half:
    """Logistic regression of whether a point is partly met, given how likely it is met at all."""
    rows, half = [], np.asarray([1.0 - abs(2.0 * point.earns - 1.0) for point in points])
    for measured in (point.measured for point in points):
        met, by_half = measured.read or (0.0, 0.0)
        p = probability(stack.log_odds(measured.signals, met))
        rows.append((by_half, 4 * p * (1 - p), measured.margin))
    model = fit_shares(np.asarray(rows), half, REGULARISATION)
    return Half(*(round(float(v), 4) for v in (model.intercept_[0], *model.coef_[0])))


def fit_stacks(
    data: Mapping[str, Any],
    bank: Bank,
    embedder: BankEmbedder,
    graded: Mapping[str, Rows] | None = None,
    reader: CrossEncoder | None = None,
) -> dict[str, Any]:
    """The calibration with its stacks and thresholds fitted.

    Args:
        data: A calibration as ``fit`` makes it, whose models of the signals are joined here.
        graded: What is joined of public graded answers, by the name of their file; each file counts for whole references
            as much as the gold does. They must have been read by readers that were not trained on them.
        reader: The cross-encoder that is joined, the shipped one unless given.
    """
    data = {**data, "fitted_on": {**data["fitted_on"], "whole_references": ["gold, dev", *(graded or {})]}}
    calibration = read_calibration(json.dumps(data))
    dev = list(gold_answers(bank, "dev", read_once=True))
    views = [bank, _seen_as(bank, dev, bare_question)]
    for seen, joined, by_half in zip(views, ("with_reader", "bare_with_reader"), ("half", "bare_half"), strict=True):
        points = list(points_of(seen, dev, embedder, reader, calibration))
        x, y = rows_of_points(points)
        stack = fit_stack(x[:, :2], y)
        data[joined], data[by_half] = _kept(stack), _kept(fit_half(points, stack))
    sources = [rows_to_join(_seen_as(bank, dev, whole_question), dev, embedder, reader, calibration)]
    sources += (graded or {}).values()
    stack, data["whole_met"], data["whole_partly"] = join_whole(sources)
    data["whole_with_reader"] = _kept(stack)
    fitted = read_calibration(json.dumps(data))
    data["met"], data["half_from"] = fit_thresholds(views, embedder, fitted, dev, reader)
    return data


def join_whole(sources: Sequence[Rows]) -> tuple[Stack, float, float]:
    """The stack of whole references and its thresholds, each source of answers counting the same."""
    x, y = np.concatenate([x for x, _ in sources]), np.concatenate([y for _, y in sources])
    weights = np.concatenate([np.full(len(y), len(sources[0][1]) / len(y)) for _, y in sources])
    stack = fit_stack(x, y, weights)
    return stack, *best_thresholds([([probability(stack.log_odds(*row)) for row in x], y) for x, y in sources])


def _kept(joined: Stack | Half) -> dict[str, float]:
    return {name: value for name, value in vars(joined).items() if value or name not in ("cover", "margin")}


def _seen_as(bank: Bank, answers: Sequence[LabelledAnswer], shown: Callable[[Question], Question]) -> Bank:
    """The answers' questions, as the judge is to see them."""
    return Bank([shown(bank[i]) for i in {a.question_id: None for a in answers}], bank.root)


def best_thresholds(sources: Sequence[tuple[Sequence[float], NDArray[np.float64]]]) -> tuple[float, float]:
    """From where a whole reference is met, and partly met: where the mean macro-F1 of three verdicts is greatest.

    Args:
        sources: Probabilities and scores of each source of answers.
    """
    labels = [["met" if s > 0.85 else "not_met" if s < 0.15 else "partly_met" for s in y] for _, y in sources]

    def f1(met: float, partly: float) -> float:
        given = [[verdict_from(v, met, partly) for v in p] for p, _ in sources]
        return float(np.mean([macro_f1(a, b, VERDICTS) for a, b in zip(labels, given, strict=True)]))

    grid = [round(float(v), 2) for v in np.arange(0.05, 1.0, 0.05)]
    return max(((m, q) for m in grid for q in grid if q < m), key=lambda pair: f1(*pair))
