"""Who owns which browser tabs and files: Gradio knows them only by names and paths."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import PurePath

MOST = 50_000
"""How many tabs and files are remembered; the oldest is forgotten, and then belongs to nobody."""


class Ownership:
    """Who was first to use each thing; nobody else can use it."""

    def __init__(self, most: int = MOST) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def claim(self, thing: str, owner: str) -> bool:
        """Whether a thing belongs to this owner; it becomes theirs if it was nobody's."""
        with self._lock:
            mine = self._owners.setdefault(thing, owner) == owner
            if mine:
                self._owners.move_to_end(thing)
            while len(self._owners) > self._most:
                self._owners.popitem(last=False)
            return mine

    def owned(self, thing: str, owner: str) -> bool:
        """Whether a thing already belongs to this owner."""
        return self._owners.get(thing) == owner


def file_key(path: str) -> str:
    """The key of a file in Gradio's cache: its folder, named by a hash of its contents, and its name."""
    parts = PurePath(path)
    return f"{parts.parent.name}/{parts.name}"
