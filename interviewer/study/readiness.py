"""The level of interview that a candidate is preparing for."""

from __future__ import annotations

from interviewer.conversation.selection.readiness import DEFAULT_LEVEL, LEVELS
from interviewer.storage.store import Store

_NAME = "target_level"


def target_level(store: Store) -> str:
    """The level the candidate is preparing for."""
    kept = store.preferences.get(_NAME)
    return kept if kept in LEVELS else DEFAULT_LEVEL


def set_target_level(store: Store, level: str) -> None:
    """Store the level; an unknown one is ignored."""
    if level in LEVELS:
        store.preferences.set(_NAME, level)
