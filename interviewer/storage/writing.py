"""Serialises writes to SQLite from many threads: one at a time, each woken as soon as the previous one is done."""

from __future__ import annotations

import threading

WAIT = 10.0
"""Seconds that a thread waits for other threads of its process; then SQLite reports what is locked, after its own timeout."""
CONNECTIONS = 10
"""Connections to an SQLite file that are kept open. Opening one costs more than most queries. A judgement."""


class WriteTurn:
    """The write lock that the threads of a process share.

    Without it they would all try at once; SQLite lets one in and makes each of the others sleep for up to a tenth of a second
    before retrying, so that with many threads some wait for nothing.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def turn(self) -> Held:
        """A turn for one transaction, still pending."""
        return Held(self._lock)


class Held:
    """One transaction's turn to write, from its first change to its end."""

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
