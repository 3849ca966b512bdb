"""How well grades agree with labels, by criterion and by answer, with intervals and floors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from evals.labelled.floors import floor_guesses
from evals.labelled.gold import VERDICTS, LabelledAnswer
from evals.metrics.calibration_error import calibration_bins, expected_calibration_error
from evals.metrics.kappa import kappa
from evals.metrics.macro_f1 import macro_f1
from evals.metrics.pair_order import pair_order, pair_order_interval
from evals.metrics.pearson import pearson
from evals.metrics.qwk import qwk
from evals.metrics.resampling import interval
from evals.metrics.spearman import spearman
from evals.suites.agreement.charges import charges
from interviewer.grading.grade import CREDIT, Grade, weighted_score
from interviewer.json_data import JsonObject, JsonValue
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder

AnswerAndGrade = tuple[LabelledAnswer, Grade]
EARNS_NOTHING = ("wrong", "empty", "unusual wrong", "adversarial")
_T = TypeVar("_T")


def measure(bank: Bank, graded: Sequence[AnswerAndGrade], embedder: BankEmbedder | None = None) -> JsonObject:
    """Agreement with the labels, with 95 % intervals over questions, and compared with the floors."""
    truth = [answer.score or 0.0 for answer, _ in graded]
    given = [score_of_labelled(answer, grade) for answer, grade in graded]
    expected = [expected_score(_labelled(answer, grade)) for answer, grade in graded]
    groups = [bank[answer.question_id].stem for answer, _ in graded]
    result: dict[str, JsonValue] = {
        "answers": len(graded),
        "questions": len(set(groups)),
        "qwk": interval(groups, lambda rows: qwk(_at(truth, rows), _at(given, rows))),
        "pair_order": pair_order_interval(truth, given, groups),
        "mae": round(float(np.mean(np.abs(np.subtract(truth, given)))), 3),
        "pearson": round(pearson(truth, given), 3),
        "spearman": round(spearman(truth, given), 3),
        "ungraded_criteria": sum(item.verdict == "ungraded" for _, grade in graded for item in grade.criteria),
        "expected_score": {
            "qwk": interval(groups, lambda rows: qwk(_at(truth, rows), _at(expected, rows))),
            "pair_order": pair_order_interval(truth, expected, groups),
            "mae": round(float(np.mean(np.abs(np.subtract(truth, expected)))), 3),
            "pearson": round(pearson(truth, expected), 3),
        },
        "floors": _floors(bank, graded, truth, given, groups, embedder),
        "seconds_per_answer": round(sum(g.usage.seconds for _, g in graded) / len(graded), 2),
    }
    result |= _by_criterion(bank, graded)
    if any(answer.labels for answer, _ in graded):
        result["charges"] = charges(bank, graded)
    if any(answer.category for answer, _ in graded):
        result["length"] = _length(graded, groups)
        result["mean_score_by_category"] = _means(graded, lambda a: a.category)
    result["by_section"] = {
        section: {
            "answers": len(rows),
            "qwk": round(qwk(_at(truth, rows), _at(given, rows)), 3),
            "pair_order": round(pair_order(_at(truth, rows), _at(given, rows), _at(groups, rows)), 3),
        }
        for section in bank.sections
        if (rows := [n for n, (a, _) in enumerate(graded) if bank[a.question_id].section == section])
    }
    return result


def score_of_labelled(answer: LabelledAnswer, grade: Grade) -> float:
    """The score over the points that have a label, 0..1; the grade's own score if all have one, or none."""
    part = _labelled(answer, grade)
    if part is grade:
        return grade.score
    return weighted_score(part.criteria, sum(m.penalty for m in grade.misconceptions))


def _labelled(answer: LabelledAnswer, grade: Grade) -> Grade:
    """The grade with only the labelled points, if some but not all are labelled; otherwise the grade itself."""
    kept = tuple(item for item in grade.criteria if item.id in answer.labels or item.bonus)
    return grade if not answer.labels or len(kept) == len(grade.criteria) else replace(grade, criteria=kept)


def expected_score(grade: Grade) -> float:
    """The score without rounding to verdicts, 0..1: the weighted mean of the probabilities, less the penalties."""
    penalty = sum(m.penalty for m in grade.misconceptions)
    return weighted_score(grade.criteria, penalty, lambda item: item.probability)


def disagreements(bank: Bank, graded: Sequence[AnswerAndGrade], most: int = 200) -> list[JsonObject]:
    """Criteria on which the grader and the label differ, most confident errors first."""
    rows: list[tuple[float, JsonObject]] = []
    for answer, grade in graded:
        for item in grade.criteria:
            label = answer.labels.get(item.id)
            if label and item.verdict not in ("ungraded", label):
                row: JsonObject = {
                    "id": answer.id,
                    "category": answer.category,
                    "question": bank[answer.question_id].title,
                    "claim": item.claim,
                    "label": label,
                    "verdict": item.verdict,
                    "probability": round(item.probability, 3),
                    "quote": item.evidence[0].quote if item.evidence else "",
                    "answer": answer.answer,
                    "gold_reason": answer.reasons.get(item.id, ""),
                }
                rows.append((abs(CREDIT[label] - item.probability), row))
    return [row for _, row in sorted(rows, key=lambda pair: -pair[0])[:most]]


def _by_criterion(bank: Bank, graded: Sequence[AnswerAndGrade]) -> JsonObject:
    rows = [
        (answer.labels[item.id], item.verdict, item.probability, bank[answer.question_id].stem)
        for answer, grade in graded
        for item in grade.criteria
        if item.id in answer.labels
    ]
    if not rows:
        return {}
    labels, verdicts, probabilities, groups = (list(column) for column in zip(*rows, strict=True))
    judged = [n for n, verdict in enumerate(verdicts) if verdict != "ungraded"]
    target = [CREDIT[labels[n]] for n in judged]
    sure = [probabilities[n] for n in judged]
    met = ([str(x == "met") for x in labels], [str(x == "met") for x in verdicts])
    return {
        "criteria": {
            "count": len(rows),
            "macro_f1": interval(groups, lambda r: macro_f1(_at(labels, r), _at(verdicts, r), VERDICTS)),
            "f1": {label: round(macro_f1(labels, verdicts, (label,)), 3) for label in VERDICTS},
            "macro_f1_met_or_not": interval(
                groups, lambda r: macro_f1(_at(met[0], r), _at(met[1], r), ("True", "False"))
            ),
            "kappa": round(kappa(labels, verdicts), 3),
            "accuracy": round(sum(a == b for a, b in zip(labels, verdicts, strict=True)) / len(rows), 3),
            "labels": {label: labels.count(label) for label in VERDICTS},
            "met_rate_bias": round((verdicts.count("met") - labels.count("met")) / len(rows), 3),
            "majority_macro_f1": round(macro_f1(labels, [max(VERDICTS, key=labels.count)] * len(labels), VERDICTS), 3),
        },
        "calibration": {
            "ece": round(expected_calibration_error(target, sure), 3),
            "bins": calibration_bins(target, sure),
        },
    }


def _floors(
    bank: Bank,
    graded: Sequence[AnswerAndGrade],
    truth: list[float],
    given: list[float],
    groups: list[str],
    embedder: BankEmbedder | None,
) -> JsonObject:
    """How well graders without judgement do, and how far this one is ahead of each (95 % interval)."""
    guesses = floor_guesses(bank, [answer for answer, _ in graded], embedder)
    guesses["mean_score"] = np.full(len(truth), np.mean(truth))
    out: dict[str, JsonObject] = {}
    for name, guess in guesses.items():
        floor = guess.tolist()

        def ahead(rows: Sequence[int], floor: list[float] = floor) -> float:
            t = _at(truth, rows)
            return qwk(t, _at(given, rows)) - qwk(t, _at(floor, rows))

        out[name] = {
            "qwk": round(qwk(truth, floor), 3),
            "pair_order": round(pair_order(truth, floor, groups), 3),
            "ahead_by_qwk": interval(groups, ahead),
        }
    return out


def _length(graded: Sequence[AnswerAndGrade], groups: list[str]) -> JsonObject:
    """Whether length earns anything: within each kind of answer, and for long worthless answers against partial ones."""
    by_kind = {}
    for kind in sorted({answer.category for answer, _ in graded}):
        rows = [(len(a.answer.split()), g.score) for a, g in graded if a.category == kind]
        by_kind[kind] = round(spearman([float(n) for n, _ in rows], [s for _, s in rows]), 3)
    strong = {g: len(a.answer.split()) for (a, _), g in zip(graded, groups, strict=True) if a.category == "strong"}
    right, pairs = 0.0, 0
    for (bad, worse), group in zip(graded, groups, strict=True):
        if bad.category not in EARNS_NOTHING[:3] or len(bad.answer.split()) < 0.8 * strong.get(group, 10**6):
            continue
        for (answer, better), other in zip(graded, groups, strict=True):
            if other == group and answer.category == "partial" and (answer.score or 0) > (bad.score or 0):
                pairs += 1
                right += 1.0 if worse.score < better.score else 0.5 if worse.score == better.score else 0.0
    return {
        "correlation_inside_category": by_kind,
        "mean_correlation": round(float(np.mean(list(by_kind.values()))), 3),
        "long_wrong_below_partial": {"share": round(right / pairs, 3) if pairs else None, "pairs": pairs},
    }


def _means(graded: Sequence[AnswerAndGrade], key: Callable[[LabelledAnswer], str]) -> dict[str, dict[str, float]]:
    out = {}
    for name in sorted({key(a) for a, _ in graded}):
        rows = [(a.score or 0.0, g.score) for a, g in graded if key(a) == name]
        label, grade = np.mean(rows, axis=0)
        out[name] = {"answers": len(rows), "label": round(float(label), 3), "grade": round(float(grade), 3)}
    return out


def _at(values: Sequence[_T], rows: Sequence[int]) -> list[_T]:
    return [values[row] for row in rows]
