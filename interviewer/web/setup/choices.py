"""What was chosen for the last interview, as defaults for the next."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass

from interviewer.conversation.state.state import Mode
from interviewer.conversation.state.style import Style, as_style
from interviewer.errors import UsageError
from interviewer.storage.store import Store

_NAME = "last_setup"
MINUTES = (5, 90)
"""Least and most that can be chosen."""
QUESTIONS = (0, 20)
"""The same for questions; 0 leaves it to the time."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the start offers: sections by slug, minutes, most questions (0 for as many as fit), mode and style."""

    sections: tuple[str, ...]
    minutes: int = 30
    questions: int = 0
    mode: Mode = "interview"
    style: Style = "neutral"


def keep_choices(store: Store, choices: Choices) -> None:
    """Store the choices for the next visit."""
    store.preferences.set(_NAME, json.dumps(asdict(choices)))


def last_choices(store: Store, sections: Collection[str]) -> Choices:
    """The last choices; anything unknown or unreadable falls back to the defaults.

    Args:
        sections: The bank's sections.
    """
    first = Choices(sections=tuple(sections))
    try:
        kept = json.loads(store.preferences.get(_NAME) or "{}")
        if not isinstance(kept, dict):
            return first
        chosen = tuple(section for section in sections if section in kept.get("sections", ()))
        mode = kept.get("mode")
        return Choices(
            sections=chosen or first.sections,
            minutes=_within(kept.get("minutes", first.minutes), MINUTES),
            questions=_within(kept.get("questions", first.questions), QUESTIONS),
            mode="coach" if mode == "coach" else "interview",
            style=as_style(str(kept.get("style", first.style))),
        )
    except (ValueError, TypeError, UsageError):
        return first


def _within(value: object, ends: tuple[int, int]) -> int:
    return max(ends[0], min(ends[1], int(str(value))))
