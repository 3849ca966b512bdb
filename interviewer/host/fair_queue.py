"""A round-robin queue for a resource that serves one request at a time, so that nobody waits for all of another's requests."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

HEARTBEAT = 2.0
"""How often a waiting caller is told its place, in seconds; this also detects callers that have gone. A judgement."""
GONE = 10.0
"""Seconds after which a caller who no longer asks whether it is their turn is assumed to be gone. A judgement."""


class FairQueue:
    """A queue with one line per caller: the lines are served in turn, and each line in its own order.

    So a caller with ten requests is served once per round like everybody else, and nobody is overtaken twice by the same caller.

    Args:
        one_at_a_time: Whether anybody has to wait; otherwise it is always everybody's turn.
        clock: A monotonic clock, in seconds.
    """

    def __init__(self, one_at_a_time: bool = True, clock: Callable[[], float] = time.monotonic) -> None:
        self._one_at_a_time = one_at_a_time
        self._clock = clock
        self._changed = threading.Condition()
        self._lines: OrderedDict[str, deque[QueuePlace]] = OrderedDict()
        self._served: QueuePlace | None = None
        self._spare: QueuePlace | None = None

    @property
    def length(self) -> int:
        """How many are waiting, not counting the one being served."""
        with self._changed:
            self._forget_gone()
            return sum(len(line) for line in self._lines.values())

    def ask(self, who: str) -> QueuePlace:
        """A place at the end of the caller's line. It must be left again, preferably by using ``with``."""
        place = QueuePlace(self, who)
        if self._one_at_a_time:
            with self._changed:
                self._join(place)
        return place

    @contextmanager
    def turn(self, who: str) -> Iterator[None]:
        """Wait for the caller's turn, and keep it."""
        with self.ask(who) as mine:
            for _ in mine.waiting():
                pass
            yield

    @contextmanager
    def spare_turn(self) -> Iterator[None]:
        """Wait until nobody is being served or waiting, and take that turn: for short work that nobody waits for.

        Callers that arrive meanwhile are served next, and are not told that somebody is ahead of them.
        """
        place = QueuePlace(self, "")
        if self._one_at_a_time:
            with self._changed:
                while self._served is not None or self._lines:
                    self._changed.wait(HEARTBEAT)
                    self._forget_gone()
                self._served = self._spare = place
                place.claimed = True
        try:
            yield
        finally:
            self.leave(place)

    def claim(self, place: QueuePlace) -> bool:
        """Take a turn if it has come. A caller who was assumed to be gone rejoins at the end of their line."""
        if not self._one_at_a_time:
            return True
        with self._changed:
            place.seen = self._clock()
            if self._served is place:
                place.claimed = True
            elif place not in self._lines.get(place.who, ()):
                self._join(place)
                place.claimed = self._served is place
            return place.claimed

    def before(self, place: QueuePlace) -> int:
        """How many are served before a turn, including the one being served; 0 once its turn has come, or if it has left."""
        with self._changed:
            return self._before(place)

    def wait(self, place: QueuePlace, known: int, seconds: float) -> int:
        """The same, but waits until the number differs from ``known`` or its turn has come, or for ``seconds`` at most."""
        with self._changed:
            place.seen = self._clock()
            self._changed.wait_for(lambda: self._before(place) != known or self._served is place, timeout=seconds)
            place.seen = self._clock()
            self._forget_gone()
            return self._before(place)

    def leave(self, place: QueuePlace) -> None:
        """Give up a place, or give a turn back; does nothing the second time."""
        with self._changed:
            self._remove(place)
            self._next()
            self._changed.notify_all()

    def _join(self, place: QueuePlace) -> None:
        place.seen, place.claimed = self._clock(), False
        self._lines.setdefault(place.who, deque()).append(place)
        self._forget_gone()
        self._next()

    def _remove(self, place: QueuePlace) -> None:
        if self._served is place:
            self._served = None
        elif place in (line := self._lines.get(place.who, deque())):
            line.remove(place)
            if not line:
                del self._lines[place.who]

    def _next(self) -> None:
        """Serve the first in the first line, and move that line behind the others."""
        if self._served is not None or not self._lines:
            return
        who, line = self._lines.popitem(last=False)
        self._served = line.popleft()
        if line:
            self._lines[who] = line

    def _forget_gone(self) -> None:
        """Remove callers who no longer ask, because their page was closed or their thread has died."""
        waiting = [place for line in self._lines.values() for place in line]
        if self._served is not None and not self._served.claimed:
            waiting.append(self._served)
        gone = [place for place in waiting if self._clock() - place.seen > GONE]
        for place in gone:
            self._remove(place)
        if gone:
            self._next()
            self._changed.notify_all()

    def _before(self, place: QueuePlace) -> int:
        line = self._lines.get(place.who, deque())
        if place not in line:
            return 0
        index, earlier, count = line.index(place), True, int(self._served not in (None, self._spare))
        for who, other in self._lines.items():
            if who == place.who:
                earlier = False
                count += index
            else:
                # by then, a line ahead of this one will have been served once more than a line behind it
                count += min(len(other), index + earlier)
        return count


class QueuePlace:
    """A place in the queue.

    Attributes:
        who: The caller whose line it is in.
        seen: When the caller last asked whether the turn has come.
        claimed: Whether the turn has come and was taken.
    """

    def __init__(self, queue: FairQueue, who: str) -> None:
        self._queue = queue
        self.who = who
        self.seen = 0.0
        self.claimed = False

    def waiting(self) -> Iterator[int]:
        """How many are ahead of this one, at each change and every few seconds; ends when its turn has come."""
        while not self._queue.claim(self):
            before = self._queue.before(self)
            while before:
                yield before
                before = self._queue.wait(self, before, HEARTBEAT)
            self._queue.wait(self, 0, HEARTBEAT)  # at once if its turn has come; otherwise a spare turn is just ending

    def __enter__(self) -> QueuePlace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._queue.leave(self)
