"""A grade in the terminal, point by point, and a verdict that is contested there."""

from __future__ import annotations

import re

from rich.console import Console
from rich.table import Table
from rich.text import Text

from interviewer.conversation.conductor import Conductor
from interviewer.conversation.state import InterviewState
from interviewer.errors import UsageError
from interviewer.grading.grade import Grade, marked_words

CONTEST = "/contest"
_CONTEST = re.compile(rf"{CONTEST}\b\s*(?P<number>\d+)?[\s:.,]*(?P<reason>.*)", re.IGNORECASE | re.DOTALL)


def print_grade(grade: Grade) -> None:
    """The score, and each point with its number, verdict and quote; where the judge does not know, it says so."""
    points = Table.grid(padding=(0, 1))
    for number, item in enumerate(grade.criteria, start=1):
        points.add_row(str(number), Text(f"{marked_words(item.verdict)}: {item.claim}"))
        beside = [f"“{' '.join(e.quote.split())}”" for e in item.evidence[:1]]
        if item.verdict == "ungraded":
            beside.append(item.reason)
        if item.uncertain:
            beside.append(f"uncertain, {item.probability:.0%} likely met: does your answer say this?")
        for line in beside:
            points.add_row("", Text(line, style="dim"))
    for misconception in grade.misconceptions:
        points.add_row("", Text(f"To correct: {misconception.correction}"))
    out = Console(highlight=False)
    out.print(f"\n[bold]Grade: {f'{grade.score:.0%}' if grade.judged else 'none'}[/bold]")
    out.print(points)


def shown_grade(state: InterviewState) -> Grade | None:
    """The grade of the last question where it may be seen and contested; not while it is open, or grades wait for the end."""
    attempt = state.attempts[-1] if state.attempts else None
    if attempt is None or attempt.grade is None or not attempt.closed or state.setup.mode != "coach":
        return None
    return attempt.grade


def contest(conductor: Conductor, interview_id: str, text: str) -> str:
    """Have a verdict of the last question read again, as ``/contest 2 because ...`` asks, and say what came of it.

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
