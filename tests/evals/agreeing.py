"""A stand-in grader that agrees with the labels."""

from __future__ import annotations

from evals.labelled.gold import LabelledAnswer
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, weighted_score
from knowledge.schema import Bank


def graded(bank: Bank, answer: LabelledAnswer, flip: frozenset[str] = frozenset()) -> Grade:
    """A grade that agrees with the labels, except on the criteria in ``flip``."""
    items = []
    for c in bank[answer.question_id].criteria:
        verdict = answer.labels[c.id]
        if c.id in flip:
            verdict = "not_met" if verdict == "met" else "met"
        p = {"met": 0.9, "partly_met": 0.5, "not_met": 0.1}[verdict]
        quote = (Evidence(answer.answer[:5], 0, 5),) if verdict == "met" else ()
        items.append(CriterionVerdict(c.id, c.claim, c.weight, verdict, p, quote))  # type: ignore[arg-type]
    return Grade(answer.question_id, weighted_score(tuple(items), 0.0), tuple(items))
