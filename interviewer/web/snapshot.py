"""An interview at one moment, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from interviewer.conversation.debrief.as_said import as_said
from interviewer.conversation.state.state import InterviewState, Turn
from interviewer.study.progress import PastAnswer


@dataclass(frozen=True)
class View:
    """A view of an interview: its turns, what is being done, and its state.

    Attributes:
        partial: What a model has said so far of the next turn; None if no model is speaking.
        waiting: Only the place in the queue has changed since the last view.
    """

    interview_id: str
    state: InterviewState
    turns: tuple[Turn, ...]
    doing: str = ""
    partial: str | None = None
    waiting: bool = False


def as_put(answer: PastAnswer, view: View) -> PastAnswer:
    """An answer from the interview shown, with guesses in the words they were put in."""
    for attempt in view.state.attempts:
        if (attempt.question_id, attempt.answer) == (answer.question_id, answer.answer):
            told = as_said(replace(attempt, grade=answer.grade), view.turns)
            return replace(answer, answer=told.answer, grade=told.grade or answer.grade)
    return answer
