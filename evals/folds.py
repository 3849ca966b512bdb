"""``python -m evals folds --answers FILE``: how well the judge learns another course from its graded answers.

Whole questions are left out: the reader goes on training on the answers of the other folds, and what joins it with the
signals is fitted on those folds' own held-out readings.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.agreement import interval
from evals.gold import VERDICTS, LabelledAnswer
from evals.graded import REFERENCE, graded_rows, read_graded
from evals.metrics import macro_f1, pair_order, qwk
from interviewer.grading.cross_encoder import WEIGHTS, CrossEncoder, Shown, criterion_texts, windows
from interviewer.grading.evidence import readable, segments, sentences
from interviewer.grading.fine_tuning import fine_tune
from interviewer.grading.signals import criterion_signals, question_vectors
from interviewer.progress import step_bar
from interviewer.records import CREDIT
from knowledge.embeddings import CachedEmbedder
from knowledge.schema import Bank

FOLDS = 5
PASSES = 2
SEED = 20261122
Features = NDArray[np.float64]


def cross_validate(
    path: Path, embedder: CachedEmbedder, start: Path = WEIGHTS, folds: int = FOLDS, passes: int = PASSES
) -> dict[str, Any]:
    """Verdicts of every answer by a judge that has seen no answer to its question, against the labels."""
    bank, answers = read_graded(path)
    place = fold_of(bank, folds)
    x = np.stack([_features(bank, answer, embedder) for answer in answers])
    read = np.zeros(len(answers))
    for number in range(folds):
        rest = [a for a in answers if place[a.question_id] != number]
        held = [n for n, a in enumerate(answers) if place[a.question_id] == number]
        rows = list(graded_rows(bank, rest, embedder))
        with tempfile.TemporaryDirectory() as scratch, step_bar(f"fold {number + 1} of {folds}") as progress:
            fine_tune(start, [rows] * passes, Path(scratch), SEED, progress=progress)
            read[held] = read_all(CrossEncoder(Path(scratch)), bank, [answers[n] for n in held])
    return measure(answers, np.column_stack([read, x]), np.asarray([place[a.question_id] for a in answers]))


def fold_of(bank: Bank, folds: int) -> dict[str, int]:
    """The fold of each question."""
    order = np.random.default_rng(SEED).permutation(sorted(bank))
    return {str(question_id): n % folds for n, question_id in enumerate(order)}


def read_all(reader: CrossEncoder, bank: Bank, answers: Sequence[LabelledAnswer]) -> Features:
    """Log-odds (n,) of each answer against the reference: the mean over its parts, the best window of the answer."""
    out = np.zeros(len(answers))
    pairs: list[tuple[str, str]] = []
    places: list[tuple[int, int]] = []
    for n, answer in enumerate(answers):
        question, text = bank[answer.question_id], readable(answer.answer)
        stretches = windows(text, sentences(text)) or [text]
        for part, claim in enumerate(criterion_texts(question, question.criteria[0], Shown())):
            pairs += [(claim, stretch) for stretch in stretches]
            places += [(n, part)] * len(stretches)
    best: dict[tuple[int, int], float] = {}
    for key, value in zip(places, reader.log_odds(pairs), strict=True):
        best[key] = max(best.get(key, -np.inf), float(value))
    for n in range(len(answers)):
        out[n] = np.mean([value for (row, _), value in best.items() if row == n])
    return out


def measure(answers: Sequence[LabelledAnswer], x: Features, place: NDArray[np.int64]) -> dict[str, Any]:
    """Agreement of the joined judge with the labels, each fold judged by what was fitted on the others."""
    labels = [a.labels[REFERENCE] for a in answers]
    groups = [a.question_id for a in answers]
    verdicts = np.full(len(answers), "not_met", dtype=object)
    expected = np.zeros(len(answers))
    for number in np.unique(place):
        out, rest = place == number, place != number
        verdicts[out], expected[out] = _joined(x[rest], [labels[n] for n in np.flatnonzero(rest)], x[out])
    truth, given = [CREDIT[v] for v in labels], [CREDIT[v] for v in verdicts]
    scores = [a.score or 0.0 for a in answers]

    return {
        "answers": len(answers),
        "questions": len(set(groups)),
        "macro_f1": interval(groups, lambda r: macro_f1([labels[n] for n in r], [verdicts[n] for n in r], VERDICTS)),
        "qwk": interval(groups, lambda r: qwk([truth[n] for n in r], [given[n] for n in r], 3)),
        "f1": {v: round(macro_f1(labels, list(verdicts), (v,)), 3) for v in VERDICTS},
        "qwk_of_expected_score": round(qwk(scores, expected.tolist()), 3),
        "pair_order": round(pair_order(scores, expected.tolist(), groups), 3),
        "majority_macro_f1": round(macro_f1(labels, [max(VERDICTS, key=labels.count)] * len(labels), VERDICTS), 3),
    }


def _joined(x: Features, labels: Sequence[str], new: Features) -> tuple[list[str], Features]:
    """Verdicts and expected scores of new rows, by a multinomial logistic model of others."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, class_weight="balanced", max_iter=2000))
    model.fit(x, labels)
    credit = np.asarray([CREDIT[v] for v in model.classes_])
    p = model.predict_proba(new)
    return [str(v) for v in model.predict(new)], p @ credit


def _features(bank: Bank, answer: LabelledAnswer, embedder: CachedEmbedder) -> Features:
    """The signals of the claim, and the logarithm of the answer's length over the reference's."""
    question, text = bank[answer.question_id], readable(answer.answer)
    pieces = segments(text)
    ratio = np.log((len(text.split()) + 1) / (len(question.reference.split()) + 1))
    if not pieces:
        return np.asarray([*np.zeros(15), ratio])
    embedded = embedder.embed([piece.of(text) for piece in pieces])
    signals = criterion_signals(0, question_vectors(question, embedder), text, pieces, embedded)
    return np.asarray([*signals.values, ratio])
