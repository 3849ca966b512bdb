"""Contesting a verdict in the terminal: ``/contest 2 because ...``."""

from __future__ import annotations

import re

from interviewer.conversation.conductor import Conductor
from interviewer.conversation.state import InterviewState
from interviewer.errors import UsageError
from interviewer.grading.grade import Grade

CONTEST = "/contest"
# a number of thousands of digits is no point, and more than int() takes
_CONTEST = re.compile(rf"{CONTEST}\b\s*(?P<number>\d{{1,3}}(?!\d))?[\s:.,]*(?P<reason>.*)", re.IGNORECASE | re.DOTALL)


def shown_grade(state: InterviewState) -> Grade | None:
    """The grade of the last closed question, if the interview shows grades along the way."""
    attempt = state.attempts[-1] if state.attempts else None
    if attempt is None or attempt.grade is None or not attempt.closed or state.setup.mode != "coach":
        return None
    return attempt.grade


def contest(conductor: Conductor, interview_id: str, text: str) -> str:
    """Have a verdict of the last question read again, as ``/contest 2 because ...`` asks, and print the result.

    Raises:
        UsageError: There is nothing to contest, or the point or the reason is missing.
    """
    state = conductor.record(interview_id).state
    grade = shown_grade(state)
    if grade is None:
        raise UsageError("a verdict can be contested once its grade is shown")
    criteria = grade.criteria
    asked = _CONTEST.match(text)
    if asked is None or not asked["number"] or not 1 <= int(asked["number"]) <= len(criteria):
        raise UsageError(f"name the point by its number, 1 to {len(criteria)}, and say why: {CONTEST} 2 I said that …")
    point = criteria[int(asked["number"]) - 1]
    if point.verdict == "met":
        raise UsageError("that point is met; contest one that is not")
    told = conductor.appeal(interview_id, state.attempts[-1].question_id, point.id, asked["reason"])
    return told.turn.text if told.turn else ""
