"""Writing to SQLite from many threads: one at a time, each woken as soon as the one before is done."""

from __future__ import annotations

import threading

WAIT = 10.0
"""Seconds that a thread waits for the others of its process; then SQLite itself says what is locked, as it does after as long."""
CONNECTIONS = 10
"""Connections to an SQLite file that are kept open. One that is opened for a moment costs more than most of what is asked
of it. A judgement."""


class WriteTurn:
    """The turn to write, which the threads of a process share.

    Left to themselves they would all try at once; SQLite lets one in, and has each of the others sleep for up to a tenth of a
    second before it tries again, so that the more there are, the longer some of them wait for nothing.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def turn(self) -> Held:
        """The turn of one transaction, not taken yet."""
        return Held(self._lock)


class Held:
    """The turn to write of one transaction, from its first change to its end."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._mine = False

    def take(self) -> None:
        """Wait for the turn; does nothing where it was taken."""
        self._mine = self._mine or self._lock.acquire(timeout=WAIT)

    def leave(self) -> None:
        """Give the turn back, where it was taken."""
        if self._mine:
            self._mine = False
            self._lock.release()


def pool_of(url: str) -> dict[str, int]:
    """How many connections are kept, as SQLAlchemy takes it; its own numbers for other databases than an SQLite file."""
    return {"pool_size": CONNECTIONS} if url.startswith("sqlite:///") and len(url) > len("sqlite:///") else {}
