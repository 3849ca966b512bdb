"""``python -m evals folds --answers FILE``: how well the judge learns another course from its graded answers.

Whole questions are left out: what joins the judge's numbers is fitted on the other folds. With ``--rounds`` the reader is
also trained on their answers, as ``train --graded`` does, and every answer is read by a reader that has seen no answer to
its question. The join as shipped is measured too; it was fitted on none of the folds where ``fit`` had no ``--graded``.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.labelled.floors import floor_guesses
from evals.labelled.gold import VERDICTS, LabelledAnswer
from evals.labelled.graded import REFERENCE, fingerprint, read_graded, require_unseen
from evals.metrics.bootstrap import interval
from evals.metrics.macro_f1 import macro_f1
from evals.metrics.pair_order import pair_order
from evals.metrics.qwk import qwk
from evals.training.embeds_once import EmbedsOnce
from evals.training.join import Rows, rows_to_join
from evals.training.pairs import graded_rows
from evals.training.train import rows_again
from interviewer.bars import item_bar, step_bar
from interviewer.grading.evidence import readable, segments
from interviewer.grading.grade import CREDIT
from interviewer.grading.grader import credit_of_whole
from interviewer.grading.local.calibration import Calibration, load_calibration, probability, verdict_from
from interviewer.grading.local.reader import WEIGHTS, CrossEncoder
from interviewer.grading.local.signals import FEATURES, criterion_signals
from interviewer.grading.local.vectors import question_vectors
from interviewer.grading.training.fine_tune import fine_tune
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder

FOLDS = 5
SEED = 20261122
NOTHING = (-8.0, -8.0, -4.0)
"""What is joined where an answer holds nothing to read: the log-odds of signals and of the reader, and the cover."""
JOINED, LENGTHS = len(NOTHING), 2
WIDTH = JOINED + len(FEATURES) + LENGTHS
"""Columns of what is known of an answer."""
Features = NDArray[np.float64]
Given = tuple[list[str], list[float]]
"""A verdict and a score for each answer."""


def cross_validate(
    path: Path,
    embedder: BankEmbedder,
    start: Path = WEIGHTS,
    folds: int = FOLDS,
    passes: int = 0,
    gold: Bank | None = None,
    kept: Path | None = None,
) -> dict[str, Any]:
    """Verdicts and scores of every answer by a judge that has seen no answer to its question, against the labels.

    Args:
        start: The reader, which must not have been trained on the file.
        passes: How often the reader is trained on the answers of the other folds; 0 leaves it as it is.
        gold: The bank of the gold, a part of which is read again with them.
        kept: A folder where what was read is kept, and taken from the next time.

    Raises:
        UsageError: The file cannot be read, or the reader has seen it.
    """
    bank, answers = read_graded(path)
    embedder = EmbedsOnce(embedder)
    x, place = read_apart(path, embedder, start, folds, passes, gold, kept)
    return {"passes": passes, **measure(answers, x, place, floor_guesses(bank, answers, embedder))}


def left_out_rows(
    path: Path,
    embedder: BankEmbedder,
    start: Path,
    passes: int,
    gold: Bank | None = None,
    kept: Path | None = None,
    calibration: Calibration | None = None,
) -> Rows:
    """What the judge joins for each answer of a file, as ``rows_to_join`` gives it, read as ``cross_validate`` does."""
    x, _ = read_apart(path, EmbedsOnce(embedder), start, FOLDS, passes, gold, kept, calibration)
    scores = np.asarray([answer.score or 0.0 for answer in read_graded(path)[1]])
    read = (x[:, :JOINED] != NOTHING).any(axis=1)
    return x[read, :JOINED], scores[read]


def read_apart(
    path: Path,
    embedder: BankEmbedder,
    start: Path,
    folds: int,
    passes: int,
    gold: Bank | None,
    kept: Path | None = None,
    calibration: Calibration | None = None,
) -> tuple[Features, NDArray[np.int64]]:
    """The features of every answer (n, WIDTH), read by a reader that has seen no answer to its question, and its fold."""
    bank, answers = read_graded(path)
    require_unseen(start, path)
    calibration = calibration or load_calibration()
    name = _name_of(path, start, folds, passes, gold, calibration)
    if kept is not None and (kept / name).is_file():
        with np.load(kept / name) as read:
            return read["x"], read["place"]
    again = rows_again(gold, embedder) if gold is not None and passes else []
    place = fold_of(bank, folds)
    x = np.zeros((len(answers), WIDTH))
    with item_bar("reading", len(answers)) as step:
        for number in range(folds):
            rest = [a for a in answers if place[a.question_id] != number]
            with tempfile.TemporaryDirectory() as scratch:
                folder = start
                if passes:
                    folder = Path(scratch)
                    rows = [*again, *graded_rows(bank, rest, embedder)]
                    with step_bar(f"fold {number + 1} of {folds}") as progress:
                        fine_tune(start, [rows] * passes, folder, SEED, progress=progress)
                reader = CrossEncoder(folder)
                for n, answer in enumerate(answers):
                    if place[answer.question_id] == number:
                        x[n] = features(bank, answer, embedder, reader, calibration)
                        step()
    numbers = np.asarray([place[a.question_id] for a in answers])
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        np.savez(kept / name, x=x, place=numbers)
    return x, numbers


def _name_of(path: Path, start: Path, folds: int, passes: int, gold: Bank | None, calibration: Calibration) -> str:
    """The name of a file of readings, which says all that they depend on."""
    parts = (
        fingerprint(path),
        CrossEncoder(start).version,
        f"{folds} folds {passes} passes",
        gold.content_hash if gold is not None and passes else "",
        calibration.bare.log_odds(np.zeros(len(FEATURES))),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16] + ".npz"


def fold_of(bank: Bank, folds: int) -> dict[str, int]:
    """The fold of each question."""
    order = np.random.default_rng(SEED).permutation(sorted(bank))
    return {str(question_id): n % folds for n, question_id in enumerate(order)}


def features(
    bank: Bank,
    answer: LabelledAnswer,
    embedder: BankEmbedder,
    reader: CrossEncoder,
    calibration: Calibration | None = None,
) -> Features:
    """What is known of an answer, (WIDTH,): what the judge joins, its signals one by one, and two lengths."""
    question, text = bank[answer.question_id], readable(answer.answer)
    words = len(text.split())
    lengths = [np.log((words + 1) / (len(question.reference.split()) + 1)), np.log(words + 1)]
    pieces = segments(text)
    if not pieces:
        return np.asarray([*NOTHING, *np.zeros(len(FEATURES)), *lengths])
    embedded = embedder.embed([piece.of(text) for piece in pieces])
    signals = criterion_signals(0, question_vectors(question, embedder), text, pieces, embedded)
    joined, _ = rows_to_join(bank, [answer], embedder, reader, calibration)
    return np.asarray([*(joined[0] if len(joined) else NOTHING), *signals.values, *lengths])


def measure(
    answers: Sequence[LabelledAnswer], x: Features, place: NDArray[np.int64], floors: Mapping[str, Features]
) -> dict[str, Any]:
    """Agreement of the joined judge with the labels, each fold judged by what was fitted on the others.

    Args:
        floors: What graders without judgement go by, (n,) each; they are fitted on the other folds as the judge is.
    """
    labels = [a.labels[REFERENCE] for a in answers]
    groups = [a.question_id for a in answers]
    scores = [a.score or 0.0 for a in answers]
    verdicts, expected = _across(x, labels, scores, place)
    across = {name: _across(guess[:, None], labels, scores, place) for name, guess in floors.items()}
    truth, given = [CREDIT[v] for v in labels], [CREDIT[v] for v in verdicts]
    return {
        "answers": len(answers),
        "questions": len(set(groups)),
        **_agreement(labels, scores, groups, (verdicts, expected), across),
        "f1": {v: round(macro_f1(labels, verdicts, (v,)), 3) for v in VERDICTS},
        "qwk_of_verdicts": interval(groups, lambda r: qwk([truth[n] for n in r], [given[n] for n in r], 3)),
        "majority_macro_f1": round(macro_f1(labels, [max(VERDICTS, key=labels.count)] * len(labels), VERDICTS), 3),
        "join_as_shipped": _shipped(x, labels, scores, groups, across),
    }


def _shipped(
    x: Features,
    labels: Sequence[str],
    scores: Sequence[float],
    groups: Sequence[str],
    floors: Mapping[str, Given],
) -> dict[str, Any]:
    """What the shipped join and its thresholds make of what is joined, and how far it is ahead of floors."""
    kept = load_calibration()
    p = np.asarray([probability(kept.whole_with_reader.log_odds(*row[:JOINED])) for row in x])
    verdicts = [verdict_from(value, kept.whole_met, kept.whole_partly) for value in p]
    given = [credit_of_whole(verdict, float(share)) for verdict, share in zip(verdicts, p, strict=True)]
    return {
        **_agreement(labels, scores, groups, ([*verdicts], given), floors),
        "qwk_of_probability": interval(groups, lambda r: qwk([scores[n] for n in r], [p[n] for n in r])),
    }


def _agreement(
    labels: Sequence[str], scores: Sequence[float], groups: Sequence[str], judge: Given, floors: Mapping[str, Given]
) -> dict[str, Any]:
    """How verdicts and scores agree with the labels, and how far they are ahead of each floor."""
    verdicts, given = judge
    return {
        "macro_f1": interval(groups, lambda r: macro_f1([labels[n] for n in r], [verdicts[n] for n in r], VERDICTS)),
        "qwk": interval(groups, lambda r: qwk([scores[n] for n in r], [given[n] for n in r])),
        "pair_order": round(pair_order(scores, given, groups), 3),
        "floors": {name: _floor(labels, scores, groups, judge, floor) for name, floor in floors.items()},
    }


def _floor(
    labels: Sequence[str], scores: Sequence[float], groups: Sequence[str], judge: Given, floor: Given
) -> dict[str, Any]:
    """What a floor reaches, and by how much the judge is ahead of it."""

    def f1(given: Given, rows: Sequence[int]) -> float:
        return macro_f1([labels[n] for n in rows], [given[0][n] for n in rows], VERDICTS)

    def kappa(given: Given, rows: Sequence[int]) -> float:
        return qwk([scores[n] for n in rows], [given[1][n] for n in rows])

    whole = range(len(labels))
    return {
        "macro_f1": round(f1(floor, whole), 3),
        "qwk": round(kappa(floor, whole), 3),
        "pair_order": round(pair_order(scores, floor[1], groups), 3),
        "ahead_by_macro_f1": interval(groups, lambda rows: f1(judge, rows) - f1(floor, rows)),
        "ahead_by_qwk": interval(groups, lambda rows: kappa(judge, rows) - kappa(floor, rows)),
    }


def _across(x: Features, labels: Sequence[str], scores: Sequence[float], place: NDArray[np.int64]) -> Given:
    """Verdicts and scores of every row, each fold given by what was fitted on the others."""
    verdicts, expected = np.full(len(labels), "not_met", dtype=object), np.zeros(len(labels))
    for number in np.unique(place):
        out, others = place == number, [int(n) for n in np.flatnonzero(place != number)]
        verdicts[out], expected[out] = _joined(
            x[others], [labels[n] for n in others], [scores[n] for n in others], x[out]
        )
    return verdicts.tolist(), expected.tolist()


def _joined(x: Features, labels: Sequence[str], scores: Sequence[float], new: Features) -> tuple[list[str], Features]:
    """Verdicts and scores of new rows: a multinomial logistic model and a ridge regression of others."""
    from sklearn.linear_model import LogisticRegression, RidgeCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    verdict = LogisticRegression(C=0.1, class_weight="balanced", max_iter=3000)
    verdict = make_pipeline(StandardScaler(), verdict).fit(x, labels)
    score = make_pipeline(StandardScaler(), RidgeCV(np.logspace(-1, 4, 11))).fit(x, scores)
    return [str(v) for v in verdict.predict(new)], np.clip(score.predict(new), 0, 1)
