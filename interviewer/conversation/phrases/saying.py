"""Picks a phrase that was not said yet in this interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.conversation.phrases.phrases import PhraseKind, unsaid
from interviewer.conversation.state.state import InterviewState


def say(state: InterviewState, kind: PhraseKind) -> tuple[InterviewState, str]:
    """A phrase that was not said yet, or ""; the state remembers it."""
    said = unsaid(state.setup.style, kind, state.used, state.setup.seed)
    return (replace(state, used=(*state.used, said)) if said else state), said


def least_said(state: InterviewState, options: Sequence[str]) -> str:
    """The first of the remarks that were said least often in this interview: none is repeated before all were said."""
    return min(options, key=state.used.count)
