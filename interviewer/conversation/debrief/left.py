"""The parts of an interview that could not be graded, and what happens when they are read once more."""

from __future__ import annotations

from dataclasses import dataclass, replace

from interviewer.conversation.debrief.changes import changes_between
from interviewer.conversation.probing.said_before import said_before
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Regraded
from interviewer.conversation.state.steps import Step, turn
from interviewer.grading.appeals.last_word import held_to_last_word
from interviewer.grading.grade import Grade, verdict_words
from interviewer.grading.grader import Grader
from interviewer.grading.merging import PassageFinder
from interviewer.grading.rubric.beliefs import corrected
from interviewer.grading.rubric.spoken import point
from knowledge.schema import Bank, Question

LATER = "I've now graded the part of an earlier answer that I couldn't grade before. You'll get your grades with the report."
"""Said in an interview that holds its grades until the end."""


@dataclass(frozen=True)
class Left:
    """A closed question, and the ids of its points that could not be graded."""

    question_id: str
    points: tuple[str, ...]


def left_ungraded(state: InterviewState, bank: Bank) -> tuple[Left, ...]:
    """The closed questions with points that could not be graded and are still in the bank.

    An open question is graded again with its next reply. Anything answered after the reference was shown does not count.
    """
    found = []
    for attempt in state.attempts:
        if not attempt.closed or attempt.seen or attempt.grade is None or attempt.question_id not in bank:
            continue
        known = {criterion.id for criterion in bank[attempt.question_id].criteria}
        if points := tuple(item.id for item in attempt.grade.ungraded if item.id in known):
            found.append(Left(attempt.question_id, points))
    return tuple(found)


def points_left(state: InterviewState, bank: Bank) -> int:
    """How many points of an interview could not be graded and can be tried again."""
    return sum(len(item.points) for item in left_ungraded(state, bank))


def read_left(
    grader: Grader, question: Question, attempt: QuestionAttempt, points: tuple[str, ...], passage: PassageFinder
) -> Grade:
    """The grade with these points judged once more; the others keep their verdicts.

    Args:
        attempt: With a grade.
        passage: Finds the reference passage nearest to a text.
    """
    assert attempt.grade is not None  # the caller has looked
    said = said_before(question, attempt)
    grade = grader.grade_again(question, attempt.answer, attempt.grade, points, said=said)
    return held_to_last_word(grader, question, attempt.answer, grade, passage=passage, said=said)


def regraded(state: InterviewState, event: Regraded) -> Step:
    """Take in the new grade of a closed question; the clock and the work under way are unaffected."""
    for index, attempt in enumerate(state.attempts):
        if attempt.question_id == event.question_id and attempt.closed and attempt.grade is not None:
            new = changes_between(attempt.grade, event.grade)
            settled = replace(attempt, grade=event.grade, changes=attempt.changes + new)
            state = replace(state, attempts=(*state.attempts[:index], settled, *state.attempts[index + 1 :]))
            hidden = state.setup.mode != "coach" and state.phase != "finished"
            text = LATER if hidden else _told(attempt.grade, event.grade)
            return state, [turn("change", text, event.at, attempt)]
    return state, []


def _told(before: Grade, after: Grade) -> str:
    lines = [
        f"- {point(after.criterion(change.criterion_id).claim)}: **{verdict_words(change.after)}**"
        for change in changes_between(before, after)
    ]
    known = {finding.id for finding in before.misconceptions}
    lines += [f"- {corrected(m)}" for m in after.misconceptions if m.id not in known]
    scores = f"from {before.score:.0%} to {after.score:.0%}" if before.judged else f"to {after.score:.0%}"
    return f"I have read again what I couldn't grade. That brings the grade {scores}:\n\n" + "\n".join(lines)
