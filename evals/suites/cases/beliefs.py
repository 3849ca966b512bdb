"""``python -m evals beliefs``: whether wrong beliefs are found in other words, and true statements close to them left alone."""

from __future__ import annotations

from collections.abc import Sequence

from evals.labelled.gold import gold_split
from evals.labelled.stated_beliefs import MANNERS, StatedBelief, stated_beliefs
from evals.metrics.resampling import mean_interval
from interviewer.bars import item_bar
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank


def measure(bank: Bank, grader: Grader, split: str) -> JsonObject:
    """What is found in each text, graded as if it were the whole answer.

    Args:
        split: The split to take questions from: dev or test.

    Returns:
        For statements of a belief ``found``, also by manner, and the ``credit`` they earn (the mean score); for true statements
        ``charged``, the share in which any belief is found; for answers ``found_in_answers``, the share in which the belief is
        found in words of the sentence that states it, and ``charged_in_answers``, in which it or another one is found elsewhere.
    """
    stems = frozenset(gold_split()[split])
    items = [item for item in stated_beliefs(bank) if bank[item.question_id].stem in stems]
    rows: list[
        tuple[StatedBelief, bool, bool, float]
    ] = []  # the belief found where it is stated; any other finding; score
    with item_bar("beliefs", len(items)) as step:
        for item, grade in zip(items, grader.grade_many((bank[i.question_id], i.text) for i in items), strict=True):
            place = item.text.find(item.said or item.text)
            there = [
                finding.id == item.belief
                and any(e.start < place + len(item.said or item.text) and place < e.end for e in finding.evidence)
                for finding in grade.misconceptions
            ]
            rows.append((item, any(there), not all(there), grade.score))
            step()

    def share(chosen: Sequence[tuple[StatedBelief, float]]) -> JsonObject:
        groups = [bank[item.question_id].stem for item, _ in chosen]
        return {"n": len(chosen), **(mean_interval(groups, [value for _, value in chosen]) if chosen else {})}

    def of(kind: str) -> list[tuple[StatedBelief, bool, bool, float]]:
        return [row for row in rows if row[0].kind == kind]

    stated = [(item, float(found)) for item, found, _, _ in of("states")]
    twice = [(item, float(item.second == item.kind)) for item, *_ in rows if item.second]
    return {
        "split": split,
        "found": share(stated),
        "credit": share([(item, score) for item, _, _, score in of("states")]),
        "charged": share([(item, float(found or other)) for item, found, other, _ in of("near")]),
        "found_in_answers": share([(item, float(found)) for item, found, _, _ in of("answer")]),
        "charged_in_answers": share([(item, float(other)) for item, _, other, _ in of("answer")]),
        "manners": {manner: share([row for row in stated if row[0].manner == manner]) for manner in MANNERS},
        "agreement": share(twice),
    }
