"""Where a contradiction of a point is found, and where it is reported: in answers that contradict the point, that make it, and that
don't mention it."""

from __future__ import annotations

from collections.abc import Sequence

from evals.labelled.gold import LabelledAnswer
from evals.metrics.resampling import mean_interval
from interviewer.grading.grade import Grade
from interviewer.json_data import JsonObject
from knowledge.schema import Bank


def charges(bank: Bank, graded: Sequence[tuple[LabelledAnswer, Grade]]) -> JsonObject:
    """The share of points for which a contradiction is found, by label; with ``n`` points each, and an interval.

    ``told`` has the share that is reported to the candidate: if the judge is not sure, it asks about the words instead. Points are
    ``made`` (met or partly met), ``wrong`` (the answer contradicts them) and ``open``. If a set has no labels for wrong points, its
    wrong ones are among the open ones.
    """
    heard: dict[str, list[tuple[str, float]]] = {"made": [], "wrong": [], "open": []}
    told: dict[str, list[tuple[str, float]]] = {kind: [] for kind in heard}
    for answer, grade in graded:
        for item in grade.criteria:
            if (label := answer.labels.get(item.id)) and item.verdict != "ungraded":
                kind = "wrong" if item.id in answer.contradicted else "open" if label == "not_met" else "made"
                stem = bank[answer.question_id].stem
                heard[kind].append((stem, float(item.contradicted)))
                told[kind].append((stem, float(item.called_wrong)))
    return {kind: _share(rows) for kind, rows in heard.items()} | {
        "told": {kind: _share(rows) for kind, rows in told.items()}
    }


def _share(rows: Sequence[tuple[str, float]]) -> JsonObject:
    if not rows:
        return {"n": 0}
    return {"n": len(rows), **mean_interval([stem for stem, _ in rows], [value for _, value in rows])}
