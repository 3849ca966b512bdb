"""What comes of an event, step by step: a new turn, what is being done now, or a place in the queue."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.conversation.state import InterviewState, Turn

_DOING = {
    "grade": "Reading your answer",
    "probe": "Thinking of a follow-up",
    "clarify": "One moment",
    "look": "Looking again",
}


@dataclass(frozen=True)
class Waiting:
    """An answer waits until others are read.

    Attributes:
        before: How many are read before it; 0 once its turn has come.
    """

    before: int


@dataclass(frozen=True)
class Update:
    """Something to show: a new turn, what is being done now, or the state once it is stored.

    Attributes:
        partial: A model's words as far as they have come; the turn with all of them follows.
        waiting: Nothing but the place in the queue has changed since the last update.
    """

    state: InterviewState
    turn: Turn | None = None
    doing: str = ""
    partial: str = ""
    waiting: bool = False


def under_way(state: InterviewState) -> Update:
    """The work that a state waits for is being done."""
    return Update(state, doing=_DOING[state.pending.kind] if state.pending else "")


def told(state: InterviewState, news: str | Waiting) -> Update:
    """Work on its way: a model's words so far, or a place in the queue."""
    if isinstance(news, str):
        return Update(state, partial=news)
    if not news.before:
        return under_way(state)
    return Update(state, doing=f"{news.before} answer{'s' if news.before > 1 else ''} before yours", waiting=True)
