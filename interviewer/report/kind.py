"""The name of an interview's kind, wherever interviews are listed."""

from __future__ import annotations

from typing import Literal, get_args

from interviewer.conversation.state.state import Setup

SessionKind = Literal["interview", "coach session", "drill"]
KINDS: tuple[SessionKind, ...] = get_args(SessionKind)


def kind_of(setup: Setup) -> SessionKind:
    """An interview, a coach session with a grade after each question, or a drill."""
    if setup.drill:
        return "drill"
    return "coach session" if setup.mode == "coach" else "interview"
