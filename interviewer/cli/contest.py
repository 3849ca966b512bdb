"""Contests a verdict in the terminal, ``/contest 2 because ...``, or gives a point back, ``/deny 4``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.debrief.contest import ALREADY_CONTESTED
from interviewer.conversation.state.state import InterviewState, QuestionAttempt
from interviewer.errors import UsageError
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.grading.rubric.beliefs import contestable

CONTEST = "/contest"
DENY = "/deny"
COMMANDS = frozenset({CONTEST, DENY})
# a number with thousands of digits is not a point, and int() would refuse it
_COMMAND = re.compile(
    rf"(?P<act>{CONTEST}|{DENY})\b\s*(?P<number>\d{{1,3}}(?!\d))?[\s:.,]*(?P<reason>.*)", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True)
class Commands:
    """How to contest a verdict, and how to give a point back, with a place for its number."""

    contest: str
    deny: str


IN_CHAT = Commands(f"{CONTEST} {{}} I said that …", f"{DENY} {{}}")


def shown_grade(state: InterviewState) -> Grade | None:
    """The grade of the last closed question, if the interview shows grades along the way."""
    attempt = state.attempts[-1] if state.attempts else None
    if attempt is None or attempt.grade is None or not attempt.closed or state.setup.mode != "coach":
        return None
    return attempt.grade


def is_contest(text: str) -> bool:
    """Whether a message is one of these commands."""
    return text.strip().split(" ", 1)[0].lower() in COMMANDS


def contest(conductor: Conductor, interview_id: str, text: str) -> str:
    """Have a verdict or a wrong belief of the last question read again, or take a point away, and return the outcome.

    The beliefs have the numbers after the last point.

    A candidate who contests a point they already have is asked whether to take it away, as in the chat. Once the interview
    is over nobody can be asked, so then only ``/deny`` works.

    Raises:
        UsageError: There is nothing to contest, or the point or the reason is missing.
    """
    state = conductor.record(interview_id).state
    grade = shown_grade(state)
    if grade is None:
        raise UsageError("you can contest a verdict once its grade is shown")
    asked = _COMMAND.match(text.strip())
    number = int(asked["number"]) if asked and asked["number"] else 0
    reason, denies = (asked["reason"], asked["act"].lower() == DENY) if asked else ("", False)
    return settle(conductor, interview_id, state.attempts[-1], number, reason, denies=denies, commands=IN_CHAT)


def settle(
    conductor: Conductor,
    interview_id: str,
    attempt: QuestionAttempt,
    number: int,
    reason: str,
    *,
    denies: bool,
    commands: Commands,
) -> str:
    """Have one verdict of a question read again, or take a point away, and return the outcome.

    Args:
        attempt: The question, which has a grade.
        number: The point's number, from 1; beliefs have those after the last point.
        denies: Whether the candidate gives the point back.
        commands: What they type, for the way out.

    Raises:
        UsageError: There is no such point, or the reason is missing.
    """
    points = tuple(contestable(attempt.grade)) if attempt.grade else ()
    if not 1 <= number <= len(points):
        raise UsageError(f"name the point by its number, 1 to {len(points)}, and say why: {commands.contest.format(2)}")
    item = points[number - 1]
    if denies and attempt.grade and number > len(attempt.grade.criteria):
        raise UsageError(
            "you don't have that point, so there's nothing to give back; if your answer doesn't say it, contest it: "
            + commands.contest.format(number)
        )
    if denies or item.verdict == "met":
        return _given_back(conductor, interview_id, attempt, item, number, denies, commands)
    told = conductor.appeal(interview_id, attempt.question_id, item.id, reason)
    return told.turn.text if told.turn else ""


def _given_back(
    conductor: Conductor,
    interview_id: str,
    attempt: QuestionAttempt,
    item: CriterionVerdict,
    number: int,
    denies: bool,
    commands: Commands,
) -> str:
    """The reply about a point that the candidate gives back."""
    if item.id in attempt.appealed and not (denies and item.called_wrong):
        raise UsageError(ALREADY_CONTESTED)
    if conductor.record(interview_id).state.phase == "reviewing" and item.verdict == "met":
        said = f"I never said point {number}."
        turns = [update.turn for update in conductor.say(interview_id, said) if update.turn]
        return "\n\n".join(turn.text for turn in turns if turn.role == "interviewer")
    if not denies:
        way = commands.deny.format(number)
        raise UsageError(f"you have that point; if your answer does not say it, give it back with {way}")
    told = conductor.deny(interview_id, attempt.question_id, item.id)
    return told.turn.text if told.turn else ""
