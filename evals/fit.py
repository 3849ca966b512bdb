"""Fits the embedded judge's logistic models: ``python -m evals fit``.

Half of the weight is on gold answers, half on answers composed of the bank's paraphrases (whose wordings are hidden
from the signals). What it prints is held out: whole questions, all parts of them, are left out of each fit.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.compose import Composed, compose
from evals.gold import gold_answers
from interviewer.grading.evidence import readable, segments
from interviewer.grading.signals import FEATURES, criterion_signals, question_vectors
from knowledge.embeddings import CachedEmbedder
from knowledge.schema import Bank, Question

Table = tuple[NDArray[np.float64], NDArray[np.int64], list[str]]


def bare_question(question: Question) -> Question:
    """The question as a bank without paraphrases would have it."""
    return replace(
        question,
        criteria=tuple(replace(c, satisfied_by=(), not_satisfied_by=()) for c in question.criteria),
    )


def table(bank: Bank, embedder: CachedEmbedder, count: int, seed: int, bare: bool) -> Table:
    """Signals (n, features), labels (n,) and the question of each row."""
    rows: list[NDArray[np.float64]] = []
    labels: list[int] = []
    groups: list[str] = []
    for question in bank.values():
        shown = bare_question(question) if bare else question
        vectors = question_vectors(shown, embedder)
        for item in compose(bank, question, count, seed):
            rows += _rows(shown, vectors, item, embedder)
            labels += [int(criterion.id in item.met) for criterion in question.criteria]
            groups += [question.id] * len(question.criteria)
    return np.stack(rows), np.asarray(labels), groups


def _rows(shown: Question, vectors: Any, item: Composed, embedder: CachedEmbedder) -> list[NDArray[np.float64]]:
    pieces = segments(item.answer)
    embedded = embedder.embed([piece.of(item.answer) for piece in pieces])
    return [
        criterion_signals(number, vectors, item.answer, pieces, embedded, item.used).values
        for number in range(len(shown.criteria))
    ]


def gold_table(bank: Bank, embedder: CachedEmbedder, bare: bool) -> Table:
    """The same of the gold answers; a label counts as met only where it says so."""
    rows: list[NDArray[np.float64]] = []
    labels: list[int] = []
    groups: list[str] = []
    for gold in gold_answers(bank):
        question = bank[gold.question_id]
        shown = bare_question(question) if bare else question
        item = Composed(question.id, readable(gold.answer), frozenset(), frozenset())
        rows += _rows(shown, question_vectors(shown, embedder), item, embedder)
        labels += [int(gold.labels.get(c.id) == "met") for c in question.criteria]
        groups += [question.id] * len(question.criteria)
    return np.stack(rows), np.asarray(labels), groups


def fit(bank: Bank, embedder: CachedEmbedder, out: Path, count: int = 8, seed: int = 7) -> dict[str, Any]:
    """Fit both models, write them to ``out`` and return what held-out questions say.

    Args:
        count: Composed answers a question.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score, roc_auc_score

    scores: dict[str, Any] = {}
    models: dict[str, Any] = {}
    for name, bare in (("paraphrased", False), ("bare", True)):
        made, gold = table(bank, embedder, count, seed, bare), gold_table(bank, embedder, bare)
        x = np.concatenate([made[0], gold[0]])
        y = np.concatenate([made[1], gold[1]])
        stems = np.asarray([bank[i].stem for i in made[2] + gold[2]])
        is_gold = np.arange(len(y)) >= len(made[1])
        weight = np.where(is_gold, 0.5 / is_gold.sum(), 0.5 / (~is_gold).sum()) * is_gold.sum()
        mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
        z = (x - mean) / scale
        folds = {stem: number % 6 for number, stem in enumerate(sorted(set(stems)))}
        fold = np.asarray([folds[stem] for stem in stems])
        held = np.zeros(len(y))
        for number in range(6):
            train = fold != number
            model = LogisticRegression(C=0.1, max_iter=2000).fit(z[train], y[train], sample_weight=weight[train])
            held[~train] = model.predict_proba(z[~train])[:, 1]
        scores[name] = {
            kind: {
                "rows": int(mask.sum()), "met_rate": round(float(y[mask].mean()), 3),
                "auc": round(float(roc_auc_score(y[mask], held[mask])), 3),
                "macro_f1_met": round(float(f1_score(y[mask], held[mask] > 0.5, average="macro")), 3),
            }
            for kind, mask in (("gold", is_gold), ("composed", ~is_gold))
        }
        final = LogisticRegression(C=0.1, max_iter=2000).fit(z, y, sample_weight=weight)
        models[name] = {
            "mean": np.round(mean, 6).tolist(), "scale": np.round(scale, 6).tolist(),
            "weights": np.round(final.coef_[0], 6).tolist(), "bias": round(float(final.intercept_[0]), 6),
        }
    data = {
        "version": "1", "features": list(FEATURES), "fitted_on": {
            "gold_answers": len(list(gold_answers(bank))), "composed_per_question": count, "seed": seed,
            "questions": len(bank), "bank": bank.content_hash[:12], "held_out_by_question": scores,
        },
        **models, "met": 0.5, "partly": 0.38, "witness_weight": 0.5, "witness_bias": 1.2,
        "unsure": [0.3, 0.65], "misconception": 0.62,
    }
    out.write_text(json.dumps(data, indent=1) + "\n")
    return scores
