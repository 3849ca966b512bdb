"""What a candidate's message can be: an answer, or one kind of talk."""

from __future__ import annotations

from typing import Literal

Intent = Literal[
    "answer",
    "empty",
    "hint",
    "skip",
    "back",
    "repeat",
    "clarify",
    "end",
    "next",
    "small_talk",
    "wait",
    "reveal",
    "aloud",
    "done",
    "note",
    "later",
    "change",
    "time",
    "verdict",
    "progress",
    "why",
    "explain",
    "disagree",
    "control",
]
"""What a message is. The last five have no phrases of their own; they are recognised by the embedding alone."""

LEAVING: frozenset[Intent] = frozenset({"skip", "next"})
"""Intents that leave the question, so that whatever else the message says would never be graded."""
