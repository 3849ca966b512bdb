"""``python -m evals grading`` and ``external``: the production grader against labelled answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from evals.fit import FOLDS, calibration_text, fit_logistic, folds_by_stem, training_set
from evals.gold import LabelledAnswer, gold_answers
from evals.metrics import bootstrap_by_group, kappa, macro_f1, pair_order, qwk, spearman
from interviewer.grading.calibration import read_calibration
from interviewer.grading.grader import Grader
from interviewer.grading.local_judge import LocalJudge
from interviewer.llm.chat import ChatModel
from interviewer.progress import item_bar
from interviewer.records import Grade
from knowledge.embeddings import CachedEmbedder
from knowledge.schema import Bank

Graded = tuple[LabelledAnswer, Grade]


def grade_gold_held_out(
    bank: Bank, embedder: CachedEmbedder, witness: Callable[[], ChatModel | None], budget: float
) -> list[Graded]:
    """Gold answers, each graded by a judge that was fitted without its question (all parts of it)."""
    folds = folds_by_stem(bank)
    rich, bare = training_set(bank, embedder, False), training_set(bank, embedder, True)
    answers = list(gold_answers(bank))
    graded: list[Graded] = []
    with item_bar("grading", len(answers)) as step:
        for number in range(FOLDS):
            left = [stem for stem, fold in folds.items() if fold == number]
            text = calibration_text(fit_logistic(rich, left), fit_logistic(bare, left), {})
            grader = Grader(LocalJudge(embedder, witness, budget, read_calibration(text)))
            for answer in answers:
                if bank[answer.question_id].stem in left:
                    graded.append((answer, grader.grade(bank[answer.question_id], answer.answer)))
                    step()
    return graded


def grade_all(bank: Bank, grader: Grader, answers: Sequence[LabelledAnswer]) -> list[Graded]:
    """Labelled answers, graded as shipped."""
    graded = []
    with item_bar("grading", len(answers)) as step:
        for answer in answers:
            graded.append((answer, grader.grade(bank[answer.question_id], answer.answer)))
            step()
    return graded


def measure(bank: Bank, graded: Sequence[Graded]) -> dict[str, Any]:
    """Agreement with the labels, 95 % intervals by question, and the floors beside."""
    truth = [answer.score or 0.0 for answer, _ in graded]
    given = [grade.score for _, grade in graded]
    lengths = [float(len(answer.answer.split())) for answer, _ in graded]
    groups = [bank[answer.question_id].stem for answer, _ in graded]
    longest = max(lengths)
    by_length = [length / longest for length in lengths]
    pairs = [
        (answer.labels[item.id], item.verdict)
        for answer, grade in graded
        for item in grade.criteria
        if item.id in answer.labels
    ]
    result: dict[str, Any] = {
        "answers": len(graded),
        "questions": len(set(groups)),
        "qwk": _with_interval(groups, lambda rows: qwk([truth[r] for r in rows], [given[r] for r in rows])),
        "mae": round(sum(abs(t - g) for t, g in zip(truth, given, strict=True)) / len(truth), 3),
        "spearman": round(spearman(truth, given), 3),
        "pair_order": round(pair_order(truth, given, groups), 3),
        "ungraded_criteria": sum(item.verdict == "ungraded" for _, grade in graded for item in grade.criteria),
        "floors": {
            "length_qwk": round(qwk(truth, by_length), 3),
            "length_pair_order": round(pair_order(truth, lengths, groups), 3),
            "mean_score_qwk": round(qwk(truth, [sum(truth) / len(truth)] * len(truth)), 3),
        },
        "mean_score_by_category": {
            category: round(sum(g.score for a, g in graded if a.category == category) / count, 3)
            for category in sorted({a.category for a, _ in graded})
            if (count := sum(a.category == category for a, _ in graded))
        },
        "seconds_per_answer": round(sum(g.usage.seconds for _, g in graded) / len(graded), 2),
    }
    if pairs:
        labels = ("met", "partly_met", "not_met")
        t, g = [p[0] for p in pairs], [p[1] for p in pairs]
        result["criteria"] = {
            "count": len(pairs),
            "macro_f1": round(macro_f1(t, g, labels), 3),
            "kappa": round(kappa(t, g), 3),
            "accuracy": round(sum(a == b for a, b in pairs) / len(pairs), 3),
            "macro_f1_met_or_not": round(
                macro_f1([str(x == "met") for x in t], [str(x == "met") for x in g], ("True", "False")), 3
            ),
            "met_rate": {"labels": round(t.count("met") / len(t), 3), "grader": round(g.count("met") / len(g), 3)},
            "majority_macro_f1": round(macro_f1(t, [max(labels, key=t.count)] * len(t), labels), 3),
        }
    return result


def _with_interval(groups: Sequence[str], statistic: Callable[[Sequence[int]], float]) -> dict[str, float]:
    low, high = bootstrap_by_group(groups, statistic)
    return {"value": round(statistic(range(len(groups))), 3), "low": round(low, 3), "high": round(high, 3)}


def timed(work: Callable[[], list[Graded]]) -> tuple[list[Graded], float]:
    """The result of some work and the seconds it took."""
    start = time.monotonic()
    return work(), time.monotonic() - start
