"""Who owns which browser tabs and files: Gradio knows them only by names and paths."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import PurePath

MOST = 50_000
"""Tabs and files that are remembered; the oldest is forgotten, and is then nobody's."""


class Ownership:
    """What was first used by whom; nobody else may use it."""

    def __init__(self, most: int = MOST) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def claim(self, thing: str, owner: str) -> bool:
        """Whether it is this owner's; it becomes theirs where it was nobody's."""
        with self._lock:
            mine = self._owners.setdefault(thing, owner) == owner
            if mine:
                self._owners.move_to_end(thing)
            while len(self._owners) > self._most:
                self._owners.popitem(last=False)
            return mine

    def owned(self, thing: str, owner: str) -> bool:
        """Whether it is this owner's already."""
        return self._owners.get(thing) == owner


def file_key(path: str) -> str:
    """What a file of Gradio's cache is known by: its folder is named by a hash of what is in it, and its name."""
    parts = PurePath(path)
    return f"{parts.parent.name}/{parts.name}"
