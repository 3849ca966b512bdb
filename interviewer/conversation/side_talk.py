"""What a candidate may do beside answering that asks for no new question: think aloud, take a note, ask how it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from interviewer.conversation import phrases
from interviewer.conversation.state import GradeAnswer, InterviewState, Turn
from interviewer.conversation.steps import Step, say, turn, with_attempt

Asked = Literal["empty", "reveal", "done", "time", "verdict"]


def remark(state: InterviewState, asked: Asked) -> str:
    """The reply to what asks for nothing but a word."""
    match asked:
        case "empty":
            return phrases.EMPTY
        case "reveal":
            return phrases.REVEAL_LATER
        case "done":
            return phrases.NOTHING_ALOUD
        case "time":
            return phrases.NO_CLOCK if state.setup.drill else phrases.time_left(state.seconds_left)
        case "verdict":
            return phrases.VERDICT_COACH if state.setup.mode == "coach" else phrases.VERDICT_LATER


def think_aloud(state: InterviewState, text: str, mine: Turn) -> Step:
    """What is thought aloud is kept as part of the answer, and graded once the candidate is done."""
    if state.attempts[-1].replacing:
        state = with_attempt(state, answer="", grade=None, graded_to=0, probing="", replacing=False)
    attempt = state.attempts[-1]
    answer = "\n\n".join(part for part in (attempt.answer, text) if part.strip())
    state, said = say(with_attempt(state, answer=answer, aloud=True), "aloud")
    return state, [mine, *([turn("note", said, mine.at, attempt)] if said else [])]


def thought_out(state: InterviewState) -> InterviewState | None:
    """What was thought aloud goes to the grader; None where there is nothing of the kind."""
    attempt = state.attempts[-1]
    if not attempt.unread:
        return None
    return replace(with_attempt(state, aloud=False), phase="working", pending=GradeAnswer(attempt.question_id))


def noted(state: InterviewState, mine: Turn) -> Step:
    """A note to oneself is kept in the transcript and never graded."""
    state, said = say(state, "noted")
    return state, [mine, *([turn("note", said, mine.at, state.attempts[-1])] if said else [])]
