"""``python -m evals said-back``: what a hint or a probe earns when repeated, and true statements that are charged.

Nothing was said by the interviewer as far as the grader knows, so that it is the reader that must hear that nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evals.labelled.gold import gold_split
from evals.labelled.said_back import corrections, said_back
from evals.metrics.bootstrap import mean_interval
from interviewer.bars import item_bar
from interviewer.grading.grade import CriterionGrade, Grade
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank, Question

QuestionAndText = tuple[Question, str]


def earned(item: CriterionGrade) -> bool:
    """More than saying back may earn: a point that is met, or one above weight 1 that is half met."""
    return item.verdict == "met" or (item.verdict == "partly_met" and item.weight > 1)


def measure(bank: Bank, grader: Grader, split: str, by_rule: bool = False) -> JsonObject:
    """The share of statements that earn a point, by hand and perhaps by rule, and of corrections taken for the misconception.

    Args:
        split: Whose questions: train, dev or test. The reader learns from those of train that they say nothing, and the fit
            from those of dev.
        by_rule: Measure the questions turned by rule, too.
    """

    stems = frozenset(gold_split()[split])

    def rows(said: Iterable[QuestionAndText]) -> list[QuestionAndText]:
        return [(question, text) for question, text in said if question.stem in stems]

    def earns(grade: Grade) -> bool:
        return any(earned(item) for item in grade.criteria)

    def charged(grade: Grade) -> bool:
        return bool(grade.misconceptions)

    return {
        "by_hand": _share(grader, rows(said_back(bank)), earns),
        **({"by_rule": _share(grader, rows(said_back(bank, by_rule=True)), earns)} if by_rule else {}),
        "corrections": _share(grader, rows(corrections(bank)), charged),
    }


def _share(grader: Grader, rows: Sequence[QuestionAndText], counts: Callable[[Grade], bool]) -> JsonObject:
    with item_bar("said back", len(rows)) as step:
        found = []
        for grade in grader.grade_many(rows):
            found.append(counts(grade))
            step()
    return {"n": len(rows), **mean_interval([question.stem for question, _ in rows], found)}
