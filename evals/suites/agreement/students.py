"""``python -m evals students``: real students' answers: correct or not, and how much contradictory ones earn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evals.labelled.floors import floor_guesses
from evals.labelled.gold import LabelledAnswer, spread
from evals.labelled.public_sets import REFERENCE
from evals.metrics.resampling import interval
from interviewer.bars import item_bar
from interviewer.grading.grade import CREDIT
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonValue
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder

SEED = 13


def measure(
    bank: Bank, answers: Sequence[LabelledAnswer], grader: Grader, embedder: BankEmbedder, count: int | None = None
) -> dict[str, JsonValue]:
    """Agreement by answer, with 95 % intervals by bootstrap over questions, and compared with the floors.

    Args:
        count: At most this many answers, spread over questions and classes.
    """
    rows = list(answers) if count is None else spread(answers, count, SEED)
    given: list[bool] = []
    credits: list[float] = []
    named: list[bool] = []
    with item_bar("students", len(rows)) as step:
        for grade in grader.grade_many((bank[a.question_id], a.answer) for a in rows):
            item = grade.criterion(REFERENCE)
            given.append(item.verdict == "met")
            credits.append(CREDIT.get(item.verdict, 0.0))
            named.append(item.contradicted)
            step()
    groups = [a.question_id for a in rows]
    truth = [a.category == "correct" for a in rows]
    wrong = [n for n, a in enumerate(rows) if a.category == "contradictory"]
    wrong_groups = [groups[n] for n in wrong]
    floors = floor_guesses(bank, rows, embedder)
    return {
        "answers": len(rows),
        "questions": len(set(groups)),
        "classes": dict(Counter(a.category for a in rows)),
        "weighted_f1": interval(groups, lambda r: weighted_f1([truth[n] for n in r], [given[n] for n in r])),
        "contradictory": {
            "answers": len(wrong),
            "credit": interval(wrong_groups, lambda r: _mean([credits[wrong[n]] for n in r])),
            "named": interval(wrong_groups, lambda r: _mean([float(named[wrong[n]]) for n in r])),
        },
        "floors": {
            name: round(max(weighted_f1(truth, [bool(v >= cut) for v in guess]) for cut in sorted(set(guess))[::7]), 3)
            for name, guess in floors.items()
        },
    }


def weighted_f1(truth: Sequence[bool], given: Sequence[bool]) -> float:
    """F1 of *correct* and of *not correct*, weighted by how often each is true, 0..1."""
    total = 0.0
    for label in (True, False):
        hit = sum(t == label and g == label for t, g in zip(truth, given, strict=True))
        actual, called = sum(t == label for t in truth), sum(g == label for g in given)
        total += actual * (2 * hit / (actual + called) if actual + called else 0.0)
    return total / len(truth) if truth else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))
