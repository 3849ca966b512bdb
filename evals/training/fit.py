"""Fits the embedded judge's logistic models: ``python -m evals fit``.

Of the gold only the questions of the training split are used: its answers, and, weighing a tenth, answers held against
other, unrelated questions, where nothing is met. For bare claims the answers to questions of other subjects are
added. Answers composed of paraphrases are left out: with a third of the weight on them, the signals did worse on the
development split (area under the curve .85 instead of .90 with paraphrases shown, .76 instead of .81 without).
The numbers it prints are held out: whole questions, with all their parts, are left out of each fit.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.labelled.gold import LabelledAnswer, gold_answers, gold_split, subject_answers
from evals.labelled.views import bare_question
from interviewer.grading.evidence import readable, segments
from interviewer.grading.local.signals import FEATURES, criterion_signals
from interviewer.grading.local.vectors import QuestionVectors, question_vectors
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import BankEmbedder

FOLDS = 6
REGULARISATION = 0.1
STRANGERS_PER_QUESTION = 6
SEED = 7
KINDS = ("gold", "strangers")
STRANGERS_WEIGHT = 0.1
"""What the strangers weigh together, where the gold weighs 1."""
UNFITTED = {"met": 0.5, "half_from": 0.5, "whole_met": 0.5, "whole_partly": 0.3}
"""Thresholds until ``join`` has fitted them."""
SET_BY_HAND = {
    "partly": 0.3,
    "witness_weight": 0.2,
    "witness_bias": 0.5,
    "unsure": [0.35, 0.6],
    "misconception": 0.75,
}
"""What is not fitted."""
_EVENLY = {"bias": 0.0, "signals": 0.5, "reader": 0.5}
_BY_HALF = {"bias": 0.0, "reader": 1.0, "doubt": 0.0}
UNJOINED = {
    "with_reader": _EVENLY,
    "bare_with_reader": _EVENLY,
    "whole_with_reader": _EVENLY,
    "half": _BY_HALF,
    "bare_half": _BY_HALF,
}
"""How all is joined until ``join`` has fitted it."""


@dataclass(frozen=True)
class TrainingSet:
    """Signals x (n, features), labels y (n,), the stem of each row, and its kind as an index of KINDS."""

    x: NDArray[np.float64]
    y: NDArray[np.int64]
    stems: NDArray[np.str_]
    kinds: NDArray[np.int64]

    @property
    def weights(self) -> NDArray[np.float64]:
        """Weights (n,): 1 for gold rows, and for the strangers what gives them their share."""
        gold, strangers = np.bincount(self.kinds, minlength=len(KINDS))
        return np.where(self.kinds == 0, 1.0, STRANGERS_WEIGHT * gold / max(1, strangers))


def folds_by_stem(bank: Bank) -> dict[str, int]:
    """The fold of each question; parts of one question share it."""
    return {stem: number % FOLDS for number, stem in enumerate(sorted({q.stem for q in bank.values()}))}


def training_set(bank: Bank, embedder: BankEmbedder, bare: bool, split: str = "") -> TrainingSet:
    """Signals and labels of both kinds, of one split's questions where it is named.

    Args:
        bare: Hide the bank's paraphrases, and add the answers to questions of other subjects, which have none.
    """
    items = list(_items(bank, split))
    if bare:
        items += _labelled(*subject_answers("train"))
        items = [(kind, bare_question(question), answer, met) for kind, question, answer, met in items]
    return _signals(items, embedder)


def _signals(items: Iterable[_Item], embedder: BankEmbedder) -> TrainingSet:
    rows: list[NDArray[np.float64]] = []
    labels: list[int] = []
    stems: list[str] = []
    kinds: list[int] = []
    for kind, question, answer, met in items:
        if not segments(answer):
            continue  # the judge gives such an answer nothing without a model
        rows += _rows(question, question_vectors(question, embedder), answer, embedder)
        labels += [int(criterion.id in met) for criterion in question.criteria]
        stems += [question.stem] * len(question.criteria)
        kinds += [kind] * len(question.criteria)
    return TrainingSet(np.stack(rows), np.asarray(labels), np.asarray(stems), np.asarray(kinds))


def fit_logistic(data: TrainingSet, without: Collection[str] = ()) -> dict[str, Any]:
    """One logistic model, as the calibration file holds it, fitted without the rows of some stems."""
    from sklearn.linear_model import LogisticRegression

    keep = ~np.isin(data.stems, list(without))
    mean, scale = data.x[keep].mean(axis=0), np.maximum(data.x[keep].std(axis=0), 1e-6)
    model = LogisticRegression(C=REGULARISATION, max_iter=2000)
    model.fit((data.x[keep] - mean) / scale, data.y[keep], sample_weight=data.weights[keep])
    return {
        "mean": np.round(mean, 6).tolist(),
        "scale": np.round(scale, 6).tolist(),
        "weights": np.round(model.coef_[0], 6).tolist(),
        "bias": round(float(model.intercept_[0]), 6),
    }


def held_out(data: TrainingSet, folds: dict[str, int]) -> dict[str, Any]:
    """How well met and not met are told apart on questions that were left out, by kind of answer."""
    from sklearn.metrics import f1_score, roc_auc_score

    held = np.zeros(len(data.y))
    for number in range(FOLDS):
        left = [stem for stem, fold in folds.items() if fold == number]
        if not np.isin(data.stems, left).any():
            continue
        model = fit_logistic(data, left)
        mask = np.isin(data.stems, left)
        z = (data.x[mask] - model["mean"]) / model["scale"]
        held[mask] = 1 / (1 + np.exp(-(z @ np.asarray(model["weights"]) + model["bias"])))
    out = {}
    for index, kind in enumerate(KINDS):
        mask = (data.kinds == index) & np.isin(data.stems, list(folds))
        y, p = data.y[mask], held[mask]
        out[kind] = {
            "rows": int(mask.sum()),
            "met_rate": round(float(y.mean()), 3),
            "auc": round(float(roc_auc_score(y, p)), 3) if y.any() else None,
            "f1_met_or_not": round(float(f1_score(y, p > 0.5, average="macro")), 3) if y.any() else None,
            "called_met": round(float((p > 0.5).mean()), 3),
        }
    return out


def fit(bank: Bank, embedder: BankEmbedder) -> dict[str, Any]:
    """A calibration with both models fitted, not joined with the reader yet; ``fitted_on`` says how they do on new questions."""
    folds = folds_by_stem(bank)
    rich, bare = (training_set(bank, embedder, hidden, "train") for hidden in (False, True))
    fitted_on = {
        "gold_answers": len(list(gold_answers(bank, "train", read_once=True))),
        "strangers_per_question": STRANGERS_PER_QUESTION,
        "seed": SEED,
        "questions": len({a.question_id for a in gold_answers(bank, "train")}),
        "bank": bank.content_hash[:12],
        "held_out_by_question": {"paraphrased": held_out(rich, folds), "bare": held_out(bare, folds)},
    }
    return {
        "version": "1",
        "features": list(FEATURES),
        "fitted_on": fitted_on,
        "paraphrased": fit_logistic(rich),
        "bare": fit_logistic(bare),
        **UNJOINED,
        **UNFITTED,
        **SET_BY_HAND,
    }


_Item = tuple[int, Question, str, frozenset[str]]


def _items(bank: Bank, split: str) -> Iterator[_Item]:
    """Kind, question, answer, and the criteria that are met."""
    gold = list(gold_answers(bank, split, read_once=True))
    stems = set(gold_split()[split]) if split else {question.stem for question in bank.values()}
    questions = [question for question in bank.values() if question.stem in stems]
    yield from _labelled(bank, gold)
    rng = random.Random(SEED)
    for question in questions:
        near = {question.stem, *(bank[i].stem for i in question.related)}
        topics = {topic for part in bank.parts(question.stem) for topic in part.topics}
        far = [a for a in gold if bank[a.question_id].stem not in near and not topics & set(bank[a.question_id].topics)]
        for item in rng.sample(far, min(STRANGERS_PER_QUESTION, len(far))):
            yield 1, question, readable(item.answer), frozenset()


def _labelled(bank: Bank, answers: Iterable[LabelledAnswer]) -> Iterator[_Item]:
    for item in answers:
        met = frozenset(name for name, verdict in item.labels.items() if verdict == "met")
        yield 0, bank[item.question_id], readable(item.answer), met


def _rows(shown: Question, vectors: QuestionVectors, answer: str, embedder: BankEmbedder) -> list[NDArray[np.float64]]:
    pieces = segments(answer)
    embedded = embedder.embed([piece.of(answer) for piece in pieces])
    return [
        criterion_signals(number, vectors, answer, pieces, embedded).values for number in range(len(shown.criteria))
    ]
