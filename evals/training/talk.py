"""Fits the talk classifier: a logistic regression on sentence embeddings with the embedder's inner layers, three simple measures,
and hashed n-grams.

It learns from the writers' lines that are not held out, and from gold answers outside the test split, without the adversarial
ones. The thresholds are chosen by leaving out some of the writers at a time and scoring their lines.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evals.labelled.talk import TalkLine
from interviewer.conversation.understanding.asides import without_asides
from interviewer.conversation.understanding.grams import grams
from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.understanding.talk_model import MEASURES, features, may_be_talk, packed
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject
from knowledge.search.inner import embed_inner
from knowledge.search.vectors import Embedder

STRENGTH = 5.0
"""Inverse of the ridge penalty. In cross-validation on the fit half, no value from 1 to 20 found more talk at the threshold with
the embedding alone, and 20 finds no more with the inner layers.

There, by writers left out, the embedding alone finds .73 of the talk of the first eleven writers at the threshold, with the inner
layers .80, and with ten more writers as well .83. A network with one hidden layer on the same numbers finds .72, its mean with
this .82, three more layers .81. With the reader's layers see docs/experiments.md, 64."""
GOLD_WEIGHT = 0.1
"""Weight of a gold answer compared with a writer's line: there are several times as many, and most are easy."""
MOST_TAKEN = 0.005
"""The largest share of answers that may be taken for talk, for the writers' and for the gold ones."""
MOST_ASKED = 0.03
"""The largest share of answers after which the candidate may be asked whether it was one: more would be tiresome (a judgement)."""
LEAST_WRITERS = 3
"""With fewer writers none can be left out, so the folds are made of lines."""
FOLDS = 5
GROUPS_OF_WRITERS = 6
"""Groups into which the writers are divided, one of which is left out at a time. One writer at a time takes four times as long."""
MOST_STEPS, PRECISION = 1000, 1e-3
"""Steps of a fit at the most, and the gradient at which it ends. With the reader's layers there are 160,000 weights."""
DIGITS = 4
"""Decimal places of a threshold in the file."""
WEIGHT_DIGITS = 3
"""Decimal places of a weight in the file; more would change no decision."""


def fit_talk(lines: Sequence[TalkLine], embedder: Embedder, width: int | None = None) -> JsonObject:
    """The weights, as ``read_talk_model`` reads them.

    Args:
        lines: Talk and answers; gold answers have the writer ``gold``.
        width: The dimension that the embedder's vectors must have; not checked by default.

    Raises:
        UsageError: There are too few lines, or the vectors have another dimension.
    """
    lines = [line for line in lines if may_be_talk(line.text)]
    names = sorted({line.intent for line in lines})
    if len(lines) < FOLDS or "answer" not in names or len(names) < 2:
        raise UsageError("the talk classifier needs both talk and answers to learn from")
    spoken = [without_asides(line.text) for line in lines]
    vectors = embed_inner(embedder, spoken)
    if width is not None and vectors.shape[1] != width:
        raise UsageError(
            f"the embeddings have {vectors.shape[1]} numbers, but {width} are needed; set another embedder"
        )
    measured = np.stack([features(text, vector) for text, vector in zip(spoken, vectors, strict=True)])
    rows = sparse.csr_matrix(np.hstack([measured, np.stack([grams(text) for text in spoken])]))
    intents = np.array([line.intent for line in lines])
    weights = np.array([GOLD_WEIGHT if line.writer == "gold" else 1.0 for line in lines])
    model = _fitted(rows, intents, weights)
    coefficients, bias = _rows_of(model)
    told = _told(lines, rows, intents, weights)
    threshold = _bound(lines, told, MOST_TAKEN)
    plain = coefficients[:, : measured.shape[1]]
    return {
        "embedder": embedder.name,
        "width": int(vectors.shape[1]),
        "measures": list(MEASURES),
        "threshold": round(threshold, DIGITS),
        "asks_from": round(min(threshold, _bound(lines, told, MOST_ASKED)), DIGITS),
        "intents": [str(name) for name in model.classes_],
        "bias": [round(float(value), DIGITS) for value in bias],
        "weights": [[round(float(value), WEIGHT_DIGITS) for value in row] for row in plain],
        "pieces": packed(coefficients[:, measured.shape[1] :]),
    }


def _fitted(rows: sparse.csr_matrix, intents: NDArray[np.str_], weights: NDArray[np.float64]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=MOST_STEPS, tol=PRECISION).fit(rows, intents, sample_weight=weights)


def _rows_of(model: LogisticRegression) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One row per class; scikit-learn has only one row for two classes."""
    if len(model.classes_) > 2:
        return model.coef_, model.intercept_
    zero = np.zeros_like(model.coef_)
    return np.vstack([zero, model.coef_]), np.concatenate([[0.0], model.intercept_])


def _told(
    lines: Sequence[TalkLine], rows: sparse.csr_matrix, intents: NDArray[np.str_], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The probability that each line is talk, from a model that has seen neither its writer nor, for gold, its question."""
    writers = sorted({line.writer for line in lines} - {"gold"})
    fold = np.zeros(len(lines), dtype=int)
    if len(writers) < LEAST_WRITERS:
        folds = GroupKFold(n_splits=FOLDS, shuffle=True, random_state=0)
        for number, (_, test) in enumerate(folds.split(rows, groups=[line.group for line in lines])):
            fold[test] = number
    else:
        groups = sorted({line.group for line in lines if line.writer == "gold"})
        among = min(len(writers), GROUPS_OF_WRITERS)
        places = {group: number % among for number, group in enumerate(groups)}
        fold[:] = [places[n.group] if n.writer == "gold" else writers.index(n.writer) % among for n in lines]
    talk = np.zeros(len(lines))
    for number in sorted(set(fold.tolist())):
        model = _fitted(rows[fold != number], intents[fold != number], weights[fold != number])
        at = list(model.classes_).index("answer")
        talk[fold == number] = 1.0 - model.predict_proba(rows[fold == number])[:, at]
    return talk


def _bound(lines: Sequence[TalkLine], talk: NDArray[np.float64], share: float) -> float:
    """The lowest threshold at which at most this share of answers is taken for talk, among the writers' and among the gold ones.

    The classifier never reads messages that match a listed phrase, so these are left out.
    """
    bounds = [0.0]
    for gold in (True, False):
        kind = [
            line.intent == "answer" and (line.writer == "gold") == gold and read_intent(line.text) == "answer"
            for line in lines
        ]
        ordered = np.sort(talk[np.array(kind)])
        if len(ordered):
            bounds.append(float(ordered[len(ordered) - 1 - int(share * len(ordered))]) + 10.0**-DIGITS)
    return min(1.0, max(bounds))
