"""Which verdicts of an interview may be contested."""

from __future__ import annotations

from interviewer.conversation.state import InterviewState, QuestionAttempt
from interviewer.errors import UsageError
from interviewer.grading.grade import Grade


def contested(state: InterviewState, question_id: str, criterion_id: str) -> tuple[QuestionAttempt, Grade]:
    """The question whose verdict is contested, and its grade.

    Raises:
        UsageError: It is not closed and graded, has no such point, or the verdict was contested before.
    """
    closed = (a for a in state.attempts if a.question_id == question_id and a.closed)
    attempt = next(closed, None)
    if attempt is None or attempt.grade is None:
        raise UsageError("only a verdict of a question that is closed and graded can be contested")
    if criterion_id not in {item.id for item in attempt.grade.criteria}:
        raise UsageError("choose the point whose verdict you contest")
    if criterion_id in attempt.appealed:
        raise UsageError("this verdict was contested before; the transcript has the outcome")
    return attempt, attempt.grade
