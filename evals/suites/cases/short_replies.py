"""``python -m evals short-replies``: what a few words in reply to a follow-up earn for the point that it asks about."""

from __future__ import annotations

from collections.abc import Sequence

from evals.labelled.gold import gold_split
from evals.labelled.short_replies import LABELS, ShortReply, short_replies
from evals.metrics.resampling import mean_interval
from interviewer.bars import item_bar
from interviewer.grading.grade import CREDIT
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank


def measure(bank: Bank, grader: Grader, split: str) -> JsonObject:
    """The credit of replies for their point, by label, and how many are taken to contradict it.

    Each is graded as if nothing had been said before, and its follow-up is known to be the interviewer's words.

    Args:
        split: The split to take questions from: dev or test.

    Returns:
        A row for each label with the mean credit, ``called_wrong`` for right and for wrong replies, and under ``agreement`` how
        often a second, blind reader gave the same label.
    """
    stems = frozenset(gold_split()[split])
    replies = [item for item in short_replies(bank) if bank[item.question_id].stem in stems]
    graded: list[tuple[ShortReply, float, float]] = []  # credit, and 1.0 if taken to contradict the point
    with item_bar("short replies", len(replies)) as step:
        for item in replies:
            grade = grader.grade(bank[item.question_id], item.text, only=[item.criterion_id], said=[item.probe])
            verdict = grade.criterion(item.criterion_id)
            graded.append((item, CREDIT.get(verdict.verdict, 0.0), float(verdict.contradicted)))
            step()

    def mean(rows: Sequence[tuple[ShortReply, float]]) -> JsonObject:
        groups = [bank[item.question_id].stem for item, _ in rows]
        return {"n": len(rows), **(mean_interval(groups, [value for _, value in rows]) if rows else {})}

    def of(label: str) -> list[tuple[ShortReply, float, float]]:
        return [row for row in graded if row[0].label == label]

    twice = [item for item in replies if item.second]
    return {
        "split": split,
        "credit": {label: mean([(item, credit) for item, credit, _ in of(label)]) for label in LABELS},
        "called_wrong": {
            label: mean([(item, called) for item, _, called in of(label)]) for label in ("met", "contradicted")
        },
        "agreement": mean([(item, float(item.label == item.second)) for item in twice]),
    }
