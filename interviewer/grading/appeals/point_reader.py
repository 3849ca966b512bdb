"""Judges one point in a piece of text, as often as a second look needs."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.grading.grade import CriterionVerdict
from interviewer.grading.grader import Grader
from interviewer.llm.usage import Usage
from knowledge.schema import Question


class PointReader:
    """Judges one criterion, and adds up the cost.

    Args:
        said: What the interviewer said about the question besides asking it.
    """

    def __init__(self, grader: Grader, question: Question, criterion_id: str, said: Sequence[str]) -> None:
        self._grader = grader
        self._question = question
        self._id = criterion_id
        self._said = said
        self.spent = Usage()

    def read(self, text: str) -> CriterionVerdict:
        """The verdict on the criterion for these words."""
        grade = self._grader.grade(self._question, text, only={self._id}, said=self._said)
        self.spent += grade.usage
        return grade.criterion(self._id)
