"""Fits the classifier of talk: a logistic regression on sentence embeddings and three plain measures.

Learns from one half of each writer's lines and from gold answers outside the test split, without the adversarial ones. The threshold is chosen on what
each of five folds says of the others, so that it has not seen what it is chosen on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evals.labelled.talk import TalkLine
from interviewer.conversation.talk import MEASURES, features, may_be_talk
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject
from knowledge.search.embeddings import Embedder

STRENGTH = 5.0
"""Inverse of the ridge. In cross-validation of the fit half it finds as much talk at the threshold as any from 1 to 20."""
GOLD_WEIGHT = 0.1
"""What a gold answer counts beside a line by a writer: there are several times as many, and most are easy."""
MOST_TAKEN = 0.005
"""Share of answers that may be taken for talk: the writers' and the gold ones, each."""
FOLDS = 5
DIGITS = 4
"""Of a weight in the file; more change no decision."""


def fit_talk(lines: Sequence[TalkLine], embedder: Embedder, width: int | None = None) -> JsonObject:
    """The weights, as ``read_talk_model`` reads them.

    Args:
        lines: Talk and answers, those of gold marked as such.
        width: What the embedder's vectors must have; not checked unless given.

    Raises:
        UsageError: There are too few lines, or the vectors are of another width.
    """
    lines = [line for line in lines if may_be_talk(line.text)]
    names = sorted({line.intent for line in lines})
    if len(lines) < FOLDS or "answer" not in names or len(names) < 2:
        raise UsageError("the classifier of talk needs both talk and answers to learn from")
    vectors = embedder.embed([line.text for line in lines])
    if width is not None and vectors.shape[1] != width:
        raise UsageError(f"embeddings of {vectors.shape[1]} numbers where {width} are needed; set another embedder")
    rows = np.stack([features(line.text, vector) for line, vector in zip(lines, vectors, strict=True)])
    intents = np.array([line.intent for line in lines])
    weights = np.array([GOLD_WEIGHT if line.writer == "gold" else 1.0 for line in lines])
    model = _fitted(rows, intents, weights)
    coefficients, bias = _rows_of(model)
    return {
        "embedder": embedder.name,
        "width": int(vectors.shape[1]),
        "measures": list(MEASURES),
        "threshold": round(_threshold(lines, rows, intents, weights), DIGITS),
        "intents": [str(name) for name in model.classes_],
        "bias": [round(float(value), DIGITS) for value in bias],
        "weights": [[round(float(value), DIGITS) for value in row] for row in coefficients],
    }


def _fitted(rows: NDArray[np.float64], intents: NDArray[np.str_], weights: NDArray[np.float64]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=3000).fit(rows, intents, sample_weight=weights)


def _rows_of(model: LogisticRegression) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One row a class; scikit-learn has a single one for two classes."""
    if len(model.classes_) > 2:
        return model.coef_, model.intercept_
    zero = np.zeros_like(model.coef_)
    return np.vstack([zero, model.coef_]), np.concatenate([[0.0], model.intercept_])


def _threshold(
    lines: Sequence[TalkLine],
    rows: NDArray[np.float64],
    intents: NDArray[np.str_],
    weights: NDArray[np.float64],
) -> float:
    """The least probability of talk that at most ``MOST_TAKEN`` of each kind of answers reach, out of fold."""
    talk = np.zeros(len(lines))
    folds = GroupKFold(n_splits=FOLDS, shuffle=True, random_state=0)
    for learnt, told in folds.split(rows, groups=[line.group for line in lines]):
        model = _fitted(rows[learnt], intents[learnt], weights[learnt])
        talk[told] = 1.0 - model.predict_proba(rows[told])[:, list(model.classes_).index("answer")]
    gold = np.array([line.writer == "gold" for line in lines])
    answers = intents == "answer"
    bounds = [_bound(np.sort(talk[answers & kind])) for kind in (gold, ~gold) if (answers & kind).any()]
    return float(max(bounds))


def _bound(ordered: NDArray[np.float64]) -> float:
    """Just above the highest value that must stay below."""
    allowed = int(MOST_TAKEN * len(ordered))
    return float(min(1.0, ordered[len(ordered) - 1 - allowed] + 10.0**-DIGITS))
