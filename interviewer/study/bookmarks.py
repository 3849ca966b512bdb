"""Questions the candidate has bookmarked, kept with their settings."""

from __future__ import annotations

import json
from collections.abc import Iterable

from interviewer.storage.store import Store

_NAME = "bookmarks"


def bookmarks(store: Store) -> frozenset[str]:
    """Ids of the bookmarked questions; none if the stored list cannot be read."""
    try:
        kept = json.loads(store.preferences.get(_NAME) or "[]")
    except ValueError:
        return frozenset()
    return frozenset(item for item in kept if isinstance(item, str)) if isinstance(kept, list) else frozenset()


def toggle_bookmark(store: Store, question_id: str) -> bool:
    """Set or remove a question's bookmark; returns whether it is now bookmarked."""
    marked = bookmarks(store)
    now = marked ^ {question_id}
    _keep(store, now)
    return question_id in now


def _keep(store: Store, marked: Iterable[str]) -> None:
    store.preferences.set(_NAME, json.dumps(sorted(marked)))
