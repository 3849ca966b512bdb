"""How a verdict changed along the way."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.grading.grade import VerdictKind


@dataclass(frozen=True)
class VerdictChange:
    """How a verdict changed after a probe or another look.

    Attributes:
        corrected: The candidate took something back in the words that changed it. Otherwise only the judge says that they had
            said the opposite at first.
        looked: A second look changed it, so the words were there all along.
    """

    criterion_id: str
    before: VerdictKind
    after: VerdictKind
    score_before: float
    score_after: float
    corrected: bool = False
    looked: bool = False
