"""Fits how the embedded judge joins its signals and its cross-encoder, on the gold's development split.

Neither of the two has seen these questions, so their log-odds are what they would be for any new question.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.fit import bare_question
from evals.gold import VERDICTS, gold_answers
from evals.graded import REFERENCE
from evals.judge_data import whole_question
from evals.metrics import macro_f1
from interviewer.grading.calibration import Stack, load_calibration, probability
from interviewer.grading.evidence import readable
from interviewer.grading.local_judge import LocalJudge
from interviewer.records import CREDIT
from knowledge.embeddings import CachedEmbedder
from knowledge.schema import Bank, Question

SIGNALS_ALONE, READER_ALONE = Stack(0.0, 1.0, 0.0), Stack(0.0, 0.0, 1.0)
REGULARISATION = 1.0


def log_odds_of(
    bank: Bank, embedder: CachedEmbedder, split: str, shown: Callable[[Question], Question]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Signals' and reader's log-odds x (n, 2), and targets y (n,): a verdict's credit, or the score of a whole answer.

    Args:
        shown: What of a question the judge is to see.
    """
    calibration = load_calibration()
    judges = [
        LocalJudge(
            embedder,
            budget=0,
            calibration=replace(calibration, with_reader=s, bare_with_reader=s, whole_with_reader=s),
        )
        for s in (SIGNALS_ALONE, READER_ALONE)
    ]
    rows, labels = [], []
    for answer in gold_answers(bank, split):
        question = shown(bank[answer.question_id])
        text = readable(answer.answer)
        both = [judge.judge(question, text, question.criteria).items for judge in judges]
        for one, two in zip(*both, strict=True):
            if one.evidence:
                rows.append([_logit(one.probability), _logit(two.probability)])
                whole = one.criterion_id == REFERENCE
                labels.append((answer.score or 0.0) if whole else CREDIT[answer.labels[one.criterion_id]])
    return np.asarray(rows), np.asarray(labels)


def fit_stack(x: NDArray[np.float64], y: NDArray[np.float64]) -> Stack:
    """Logistic regression of the targets on both log-odds; a target of 0.5 counts half for each side."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=REGULARISATION, max_iter=1000)
    model.fit(np.vstack([x, x]), np.repeat([1, 0], len(y)), sample_weight=np.concatenate([y, 1 - y]))
    return Stack(*(round(float(v), 4) for v in (model.intercept_[0], *model.coef_[0])))


def fit_stacks(bank: Bank, embedder: CachedEmbedder, path: Path) -> dict[str, Any]:
    """Fit the stacks and the thresholds of whole references, and write them into the calibration file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    views: dict[str, Callable[[Question], Question]] = {
        "with_reader": lambda question: question,
        "bare_with_reader": bare_question,
        "whole_with_reader": whole_question,
    }
    for name, shown in views.items():
        x, y = log_odds_of(bank, embedder, "dev", shown)
        stack = fit_stack(x, y)
        data[name] = vars(stack)
        if shown is whole_question:
            p = [probability(stack.log_odds(*row)) for row in x]
            data["whole_met"], data["whole_partly"] = best_thresholds(p, y)
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return {name: data[name] for name in (*views, "whole_met", "whole_partly")}


def best_thresholds(p: Sequence[float], y: NDArray[np.float64]) -> tuple[float, float]:
    """From where a whole reference is met, and partly met, so that the macro-F1 of three verdicts is greatest."""
    labels = ["met" if score > 0.85 else "not_met" if score < 0.15 else "partly_met" for score in y]

    def f1(met: float, partly: float) -> float:
        given = ["met" if v >= met else "partly_met" if v >= partly else "not_met" for v in p]
        return macro_f1(labels, given, VERDICTS)

    grid = [round(v, 2) for v in np.arange(0.05, 1.0, 0.05)]
    return max(((m, q) for m in grid for q in grid if q < m), key=lambda pair: f1(*pair))


def _logit(p: float) -> float:
    p = min(max(p, 1e-9), 1 - 1e-9)
    return float(np.log(p / (1 - p)))
