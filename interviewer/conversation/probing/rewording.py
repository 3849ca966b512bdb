"""A follow-up that the candidate wants put differently: the bank's next one on the same point takes its place."""

from __future__ import annotations

from interviewer.conversation.phrases import phrases
from interviewer.conversation.probing.numbering import current_wording, number_of
from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.state.steps import Step, turn, with_attempt
from knowledge.schema import Question


def put_differently(state: InterviewState, question: Question, at: float) -> Step | None:
    """Ask for the current point with the bank's next follow-up on it, which counts as the same attempt.

    Returns:
        None if the question itself is being asked, or if every follow-up on the point was already asked or skipped.
    """
    attempt = state.attempts[-1]
    point = attempt.probing
    if not point:
        return None
    passed = (point, number_of(attempt, point, question))
    further = with_attempt(state, passed_over=(*(each for each in attempt.passed_over if each != passed), passed))
    asked = further.attempts[-1]
    if passed in attempt.passed_over or (point, number_of(asked, point, question)) in asked.passed_over:
        return None
    ways = phrases.DIFFERENTLY
    told = ways[len(attempt.passed_over) % len(ways)].format(probe=current_wording(asked, question))
    return further, [turn("clarify", told, at, asked, point)]
