"""Feedback as one text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from interviewer.grading.feedback.feedback import write_feedback
from interviewer.grading.grade import CriterionVerdict, MisconceptionFinding
from interviewer.grading.remark import joined
from knowledge.schema import Question


def written(
    question: Question,
    criteria: Sequence[CriterionVerdict],
    heard: Sequence[MisconceptionFinding],
    passage: Callable[[Question, str], str] | None = None,
    answer: str = "",
) -> str:
    return joined(write_feedback(question, criteria, heard, passage, answer=answer))
