"""Takes a candidate's word against themselves: no, the answer does not make this point."""

from __future__ import annotations

from dataclasses import replace

from interviewer.errors import UsageError
from interviewer.grading.appeals.outcome import AppealOutcome
from interviewer.grading.grade import CREDIT, Grade
from interviewer.grading.merging import PassageFinder, with_criterion
from interviewer.grading.rubric.spoken import in_sentence
from knowledge.schema import Question

DENIAL = "No, my answer does not say that."
"""The argument recorded for a candidate who denies a point."""
DENIED = "you said that your answer doesn't make this point"
"""The reason given for a verdict that the candidate has settled."""


def deny(question: Question, grade: Grade, criterion_id: str, passage: PassageFinder | None = None) -> AppealOutcome:
    """Settle a point on the candidate's word that the answer does not make it.

    Candidates can always give back a point; a point that earned nothing can be denied only if the judge
    is unsure about it, or if words count as contradicting it.

    Raises:
        KeyError: The grade has no such criterion.
        UsageError: The point earned nothing, and the judge is sure about it.
    """
    if any(m.id == criterion_id for m in grade.misconceptions):
        raise UsageError("you can't deny this; contest it instead")
    old = grade.criterion(criterion_id)
    if not (old.uncertain or old.contradicted) and not CREDIT.get(old.verdict):
        raise UsageError(
            "you can only deny a point that counts or that the grade is unsure about; contest the verdict instead"
        )
    settled = replace(old, verdict="not_met", probability=0.0, evidence=(), reason=DENIED, denied=True, computed=False)
    settled = replace(settled, unsure=False, contradicted=False)
    after = with_criterion(question, grade, settled, passage)
    changed = f"goes from {grade.score:.0%} to {after.score:.0%}" if grade.score != after.score else "stays the same"
    settles = (
        "You say your answer doesn't contradict it, so it no longer counts against you. The point counts as not met"
        if old.called_wrong
        else "You say that your answer does not make this point, so it counts as not met"
    )
    words = f"Thank you. {settles}: {in_sentence(old.claim)}.{'' if grade.of_one_point else f' The grade {changed}.'}"
    return AppealOutcome(grade=after, before=old.verdict, after="not_met", upheld=True, decided=True, explanation=words)
