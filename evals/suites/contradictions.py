"""``python -m evals contradictions``: how the judge grades single statements whose effect is known.

The bank holds, for each criterion, what meets it and what a candidate in error says of the very same point. Each is
graded alone. Right statements should be credited; whatever is credited of the wrong ones is credited wrongly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evals.labelled.gold import gold_split
from evals.metrics.bootstrap import mean_interval
from interviewer.bars import item_bar
from interviewer.grading.grade import CREDIT, Verdict
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank, Criterion, Question

KINDS = ("satisfied_by", "contradicted_by", "not_satisfied_by")


@dataclass(frozen=True)
class GradedStatement:
    """The verdict on one statement, which stood alone as the whole answer."""

    stem: str
    kind: str
    verdict: Verdict


def measure(bank: Bank, grader: Grader, split: str, count: int) -> JsonObject:
    """The share of statements that are credited, by kind, with 95 % intervals by bootstrap over questions.

    Args:
        split: Whose questions: train, dev or test.
        count: Statements of each kind a criterion, the first ones in the file.
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
    """Statements, and the mean credit they earn, 0..1."""
    rows: Sequence[GradedStatement] = [item for item in heard if item.kind == kind and item.verdict != "ungraded"]
    earned = [CREDIT[item.verdict] for item in rows]
    return {
        "statements": len(rows),
        "credit": mean_interval([item.stem for item in rows], earned),
        "met": round(sum(item.verdict == "met" for item in rows) / max(1, len(rows)), 3),
    }
