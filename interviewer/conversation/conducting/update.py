"""What happens after an event, step by step: a new turn, what is being done now, or a place in the queue."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.conversation.state.state import InterviewState, Turn
from knowledge.text.plurals import counted

_DOING = {
    "grade": "Reading your answer",
    "probe": "Thinking of a follow-up",
    "clarify": "One moment",
    "look": "Looking again",
}


@dataclass(frozen=True)
class Waiting:
    """An answer is waiting until others are read.

    Attributes:
        before: How many answers are ahead of it; 0 once its turn has come.
    """

    before: int


@dataclass(frozen=True)
class Update:
    """Something to show: a new turn, what is being done now, or the state once it is stored.

    Attributes:
        partial: A model's words so far; the complete turn follows.
        waiting: Only the place in the queue has changed since the last update.
    """

    state: InterviewState
    turn: Turn | None = None
    doing: str = ""
    partial: str = ""
    waiting: bool = False


def under_way(state: InterviewState) -> Update:
    """An update saying that the work a state waits for is being done."""
    return Update(state, doing=_DOING[state.pending.kind] if state.pending else "")


def told(state: InterviewState, news: str | Waiting) -> Update:
    """An update on work in progress: a model's words so far, or a place in the queue."""
    if isinstance(news, str):
        return Update(state, partial=news)
    if not news.before:
        return under_way(state)
    return Update(state, doing=f"{counted(news.before, 'answer')} before yours", waiting=True)
