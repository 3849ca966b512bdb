"""The outcome of an appeal."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.grading.grade import Grade, Verdict


@dataclass(frozen=True)
class AppealOutcome:
    """The outcome of an appeal.

    Attributes:
        grade: The grade of the whole answer afterwards; its usage includes the cost of the appeal.
        upheld: Whether the verdict rose to one that earns credit, or the answer no longer counts as contradicting the point.
        decided: False if the appeal decided nothing: the judge could not read the point, or read it for the first time. The
            candidate can then contest it again.
        explanation: Two or three sentences for the candidate.
    """

    grade: Grade
    before: Verdict
    after: Verdict
    upheld: bool
    decided: bool
    explanation: str
