"""``python -m evals contradictions``: how the judge grades single statements whose effect is known.

For each criterion the bank has statements that meet it, and statements that are wrong about the same point. Each is graded
alone. Right statements should be credited; any credit for a wrong one is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evals.labelled.gold import gold_split
from evals.metrics.resampling import mean_interval
from interviewer.bars import item_bar
from interviewer.grading.grade import CREDIT, Verdict
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank, Criterion, Question

KINDS = ("satisfied_by", "contradicted_by", "not_satisfied_by")


@dataclass(frozen=True)
class GradedStatement:
    """The verdict on one statement, graded as if it were the whole answer."""

    stem: str
    kind: str
    verdict: Verdict


def measure(bank: Bank, grader: Grader, split: str, count: int) -> JsonObject:
    """The mean credit of each kind of statement, with 95 % intervals by bootstrap over questions.

    Args:
        split: The split to take questions from: train, dev or test.
        count: How many statements of each kind per criterion; the first ones in the file.
    """
    stems = frozenset(gold_split()[split])
    rows = [
        (question, criterion, kind, text)
        for question in bank.values()
        if question.stem in stems
        for criterion in question.criteria
        for kind in KINDS
        for text in statements(criterion, kind)[:count]
    ]
    with item_bar("contradictions", len(rows)) as step:
        heard = [_heard(grader, *row, step) for row in rows]
    return {"criteria": len({(q.id, c.id) for q, c, _, _ in rows}), **{kind: _credited(heard, kind) for kind in KINDS}}


def statements(criterion: Criterion, kind: str) -> tuple[str, ...]:
    """The bank's statements of one kind."""
    known = {
        "satisfied_by": criterion.satisfied_by,
        "contradicted_by": criterion.contradicted_by,
        "not_satisfied_by": criterion.not_satisfied_by,
    }
    return known[kind]


def _heard(
    grader: Grader, question: Question, criterion: Criterion, kind: str, text: str, step: Callable[[], None]
) -> GradedStatement:
    verdict = grader.grade(question, text, [criterion.id]).criteria[0].verdict
    step()
    return GradedStatement(question.stem, kind, verdict)


def _credited(heard: Iterable[GradedStatement], kind: str) -> JsonObject:
    """The number of statements of a kind, their mean credit, 0..1, and the share that is met."""
    rows: Sequence[GradedStatement] = [item for item in heard if item.kind == kind and item.verdict != "ungraded"]
    earned = [CREDIT[item.verdict] for item in rows]
    return {
        "statements": len(rows),
        "credit": mean_interval([item.stem for item in rows], earned),
        "met": round(sum(item.verdict == "met" for item in rows) / max(1, len(rows)), 3),
    }
