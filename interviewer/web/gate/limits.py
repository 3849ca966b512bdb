"""Limits on requests, on sign-in attempts, and on the size of uploads."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MAX_BODY = 2_000_000
"""Most bytes of a request: an answer of a megabyte, twice, as JSON."""
MAX_UPLOAD = 50_000_000
"""Most bytes of a file: an Anki package with years of reviews."""
MOST_KNOWN = 10_000
"""How many callers are remembered; the least recently seen is forgotten first."""


@dataclass
class _Bucket:
    left: float
    at: float


class RateLimit:
    """A rate limit per caller: a token bucket that refills over time.

    Args:
        most: The size of the bucket.
        seconds: How long an empty bucket takes to fill.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(most)
        self._rate = most / seconds
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, caller: str) -> float:
        """Seconds until the caller can go on, 0 if at once. Takes no token."""
        left = self._filled(caller).left
        return 0.0 if left >= 1 else (1 - left) / self._rate

    def take(self, caller: str) -> float:
        """Take a token, if there is one; returns the seconds to wait, 0 if a token was taken."""
        if wait := self.wait(caller):
            return wait
        self._filled(caller).left -= 1
        return 0.0

    def forget(self, caller: str) -> None:
        """Refill a caller's bucket."""
        self._buckets.pop(caller, None)

    def give_back(self, caller: str) -> None:
        """Undo taking a token: what it was taken for need not be limited."""
        bucket = self._filled(caller)
        bucket.left = min(self._most, bucket.left + 1)

    def _filled(self, caller: str) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.setdefault(caller, _Bucket(self._most, now))
        self._buckets.move_to_end(caller)
        bucket.left = min(self._most, bucket.left + (now - bucket.at) * self._rate)
        bucket.at = now
        while len(self._buckets) > MOST_KNOWN:
            self._buckets.popitem(last=False)
        return bucket
