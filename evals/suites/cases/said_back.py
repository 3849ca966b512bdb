"""``python -m evals said-back``: how much repeated hints and probes earn, and how often a correction counts as a misconception.

Twice: as in an interview in which the interviewer has just said it, and without telling the grader that anything was said, so
that the reader itself must notice that nothing new is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evals.labelled.gold import gold_split
from evals.labelled.said_back import corrections, said_after, said_back
from evals.metrics.resampling import mean_interval
from interviewer.bars import item_bar
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank, Question

QuestionAndText = tuple[Question, str]
Counts = Callable[[Grade], bool]


def earned(item: CriterionVerdict) -> bool:
    """Whether a criterion earned more than it may: met, or partly met with a weight above 1."""
    return item.verdict == "met" or (item.verdict == "partly_met" and item.weight > 1)


def measure(bank: Bank, grader: Grader, split: str, by_rule: bool = False) -> JsonObject:
    """The share of repeated hints and probes that earn a point, and of corrections that count as the misconception.

    Args:
        split: The split to take questions from: train, dev or test. The reader learns from the train ones that they say nothing,
            and the calibration from the dev ones.
        by_rule: Also measure the hints and probes that a rule turned into statements.
    """
    stems = frozenset(gold_split()[split])

    def rows(said: Iterable[QuestionAndText]) -> list[QuestionAndText]:
        return [(question, text) for question, text in said if question.stem in stems]

    def earns(grade: Grade) -> bool:
        return any(earned(item) for item in grade.criteria)

    def charged(grade: Grade) -> bool:
        return bool(grade.misconceptions)

    def alone(said: Iterable[QuestionAndText], counts: Counts) -> JsonObject:
        some = rows(said)
        return _share("said back", some, grader.grade_many(some), counts)

    after = [(question, text, (said,)) for question, said, text in said_after(bank) if question.stem in stems]
    return {
        "by_hand": alone(said_back(bank), earns),
        "in_an_interview": _share(
            "said back in an interview", rows(said_back(bank)), grader.grade_exchanges(after), earns
        ),
        **({"by_rule": alone(said_back(bank, by_rule=True), earns)} if by_rule else {}),
        "corrections": alone(corrections(bank), charged),
    }


def _share(label: str, said: Sequence[QuestionAndText], grades: Iterable[Grade], counts: Counts) -> JsonObject:
    """The share of grades that count, with its interval by question; ``grades`` are those of what was said, in order."""
    with item_bar(label, len(said)) as step:
        found = []
        for grade in grades:
            found.append(counts(grade))
            step()
    return {"n": len(said), **mean_interval([question.stem for question, _ in said], found)}
