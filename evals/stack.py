"""Fits how the embedded judge joins its signals and its cross-encoder, on the gold's development split.

Neither of the two has seen these questions, so their log-odds are what they would be for any new question.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.fit import bare_question
from evals.gold import gold_answers
from interviewer.grading.calibration import Stack, load_calibration
from interviewer.grading.evidence import readable
from interviewer.grading.local_judge import LocalJudge
from interviewer.records import CREDIT
from knowledge.embeddings import CachedEmbedder
from knowledge.schema import Bank

SIGNALS_ALONE, READER_ALONE = Stack(0.0, 1.0, 0.0), Stack(0.0, 0.0, 1.0)
REGULARISATION = 1.0


def log_odds_of(
    bank: Bank, embedder: CachedEmbedder, split: str, bare: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Signals' and reader's log-odds x (n, 2), and targets y (n,) of 0, 0.5 and 1."""
    calibration = load_calibration()
    judges = [
        LocalJudge(embedder, budget=0, calibration=replace(calibration, with_reader=s, bare_with_reader=s))
        for s in (SIGNALS_ALONE, READER_ALONE)
    ]
    rows, labels = [], []
    for answer in gold_answers(bank, split):
        question = bank[answer.question_id]
        shown = bare_question(question) if bare else question
        text = readable(answer.answer)
        both = [judge.judge(shown, text, shown.criteria).items for judge in judges]
        for one, two in zip(*both, strict=True):
            if one.evidence:
                rows.append([_logit(one.probability), _logit(two.probability)])
                labels.append(CREDIT[answer.labels[one.criterion_id]])
    return np.asarray(rows), np.asarray(labels)


def fit_stack(x: NDArray[np.float64], y: NDArray[np.float64]) -> Stack:
    """Logistic regression of the targets on both log-odds; a target of 0.5 counts half for each side."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=REGULARISATION, max_iter=1000)
    model.fit(np.vstack([x, x]), np.repeat([1, 0], len(y)), sample_weight=np.concatenate([y, 1 - y]))
    return Stack(*(round(float(v), 4) for v in (model.intercept_[0], *model.coef_[0])))


def fit_stacks(bank: Bank, embedder: CachedEmbedder, path: Path) -> dict[str, Any]:
    """Fit both stacks and write them into the calibration file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    for name, bare in (("with_reader", False), ("bare_with_reader", True)):
        data[name] = vars(fit_stack(*log_odds_of(bank, embedder, "dev", bare)))
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return {name: data[name] for name in ("with_reader", "bare_with_reader")}


def _logit(p: float) -> float:
    p = min(max(p, 1e-9), 1 - 1e-9)
    return float(np.log(p / (1 - p)))
