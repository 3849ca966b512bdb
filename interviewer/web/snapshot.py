"""An interview at one moment, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.conversation.state.state import InterviewState, Turn


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
