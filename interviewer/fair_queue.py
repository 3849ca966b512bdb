"""Whose turn it is at something that does one thing at a time: round robin, so that nobody waits for all of another's."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

HEARTBEAT = 2.0
"""Seconds after which whoever waits is told again where they stand, so that one who is gone is noticed. A judgement."""
GONE = 10.0
"""Seconds after which somebody who no longer asks whether it is their turn is taken to be gone. A judgement."""


class FairQueue:
    """A queue with a line for each who asks: the lines are served in turn, and each in its own order.

    Somebody who asks ten times is thus served once for each other who waits, and nobody is overtaken twice by the same.

    Args:
        one_at_a_time: Whether there is anything to wait for; else it is everybody's turn at once.
        clock: Seconds that only grow.
    """

    def __init__(self, one_at_a_time: bool = True, clock: Callable[[], float] = time.monotonic) -> None:
        self._one_at_a_time = one_at_a_time
        self._clock = clock
        self._changed = threading.Condition()
        self._lines: OrderedDict[str, deque[QueuePlace]] = OrderedDict()
        self._served: QueuePlace | None = None

    @property
    def length(self) -> int:
        """How many wait, without the one that is served."""
        with self._changed:
            self._forget_gone()
            return sum(len(line) for line in self._lines.values())

    def ask(self, who: str) -> QueuePlace:
        """A place at the end of one's line. It has to be left, best by ``with``."""
        place = QueuePlace(self, who)
        if self._one_at_a_time:
            with self._changed:
                self._join(place)
        return place

    @contextmanager
    def turn(self, who: str) -> Iterator[None]:
        """Wait for one's turn, and have it."""
        with self.ask(who) as mine:
            for _ in mine.waiting():
                pass
            yield

    def claim(self, place: QueuePlace) -> bool:
        """Take a turn where it has come. Whoever was taken to be gone and is back stands at the end of their line."""
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
        """How many are served before a turn, with the one that is served now; 0 once it is its turn, or it has left."""
        with self._changed:
            return self._before(place)

    def wait(self, place: QueuePlace, known: int, seconds: float) -> int:
        """The same as soon as it is another number than is known, or the seconds are over."""
        with self._changed:
            place.seen = self._clock()
            self._changed.wait_for(lambda: self._before(place) != known, timeout=seconds)
            place.seen = self._clock()
            self._forget_gone()
            return self._before(place)

    def leave(self, place: QueuePlace) -> None:
        """Give a turn up, or back; does nothing the second time."""
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
        """Serve the first line's first, and put that line behind the others."""
        if self._served is not None or not self._lines:
            return
        who, line = self._lines.popitem(last=False)
        self._served = line.popleft()
        if line:
            self._lines[who] = line

    def _forget_gone(self) -> None:
        """Take those out who no longer ask: their page was closed, or their thread has died."""
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
        index, earlier, count = line.index(place), True, int(self._served is not None)
        for who, other in self._lines.items():
            if who == place.who:
                earlier = False
                count += index
            else:
                # by then a line before this one was served once more than a line behind it
                count += min(len(other), index + earlier)
        return count


class QueuePlace:
    """A place in the queue.

    Attributes:
        who: In whose line it is.
        seen: When it was last asked whether it has come.
        claimed: Whether it has come and was taken.
    """

    def __init__(self, queue: FairQueue, who: str) -> None:
        self._queue = queue
        self.who = who
        self.seen = 0.0
        self.claimed = False

    def waiting(self) -> Iterator[int]:
        """How many are before this one, each time that it changes and every few seconds; ends when it is its turn."""
        while not self._queue.claim(self):
            before = self._queue.before(self)
            while before:
                yield before
                before = self._queue.wait(self, before, HEARTBEAT)

    def __enter__(self) -> QueuePlace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._queue.leave(self)
