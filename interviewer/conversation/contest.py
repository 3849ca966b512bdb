"""Which verdicts of an interview may be contested, and how they are read again."""

from __future__ import annotations

from interviewer.conversation.said_before import said_before
from interviewer.conversation.state import InterviewState, QuestionAttempt
from interviewer.errors import UsageError
from interviewer.grading.appeal import Outcome, hear
from interviewer.grading.grade import Grade
from interviewer.grading.grader import Grader, PassageFinder
from knowledge.schema import Question


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


def read_again(
    grader: Grader,
    question: Question,
    attempt: QuestionAttempt,
    grade: Grade,
    criterion_id: str,
    argument: str,
    passage: PassageFinder,
) -> Outcome:
    """What a contested verdict comes to when the answer is read once more, with what the interviewer had said in mind."""
    said = said_before(question, attempt)
    return hear(grader, question, attempt.answer, grade, criterion_id, argument, passage, said)
