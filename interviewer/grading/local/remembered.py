"""A cache of the reader's results, so that only the new parts of a growing answer are read.

After a follow-up the whole answer is judged again, and the reply by itself; when a verdict is contested, again. Nearly all
pairs are the same as before, and reading takes nearly all of the time for a verdict.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.local.reading import LogProbabilities
from interviewer.grading.local.relation import RELATIONS

TextPair = tuple[str, str]
MOST_PAIRS = 16384
"""Size of the cache, by least recent use: about eighty answers of 150 words, in some ten megabytes."""


class ReadsPairs(Protocol):
    """The part of the reader that listening needs."""

    def log_probabilities(self, pairs: Sequence[TextPair]) -> LogProbabilities:
        """Log-probabilities of each pair's relations, (n, 4)."""
        ...


class RememberedReader:
    """A reader that does not read a pair twice while it is cached. Thread-safe."""

    def __init__(self, reader: ReadsPairs, most: int = MOST_PAIRS) -> None:
        self._reader = reader
        self._most = most
        self._lock = threading.Lock()
        self._known: OrderedDict[TextPair, NDArray[np.float64]] = OrderedDict()

    def log_probabilities(self, pairs: Sequence[TextPair]) -> LogProbabilities:
        """Log-probabilities of each pair's relations, (n, 4); only new pairs are read, all in one batch."""
        rows = self._recalled(pairs)
        new = [pair for pair in dict.fromkeys(pairs) if pair not in rows]
        if new:
            read = dict(zip(new, self._reader.log_probabilities(new), strict=True))
            self._keep(read)
            rows |= read
        return np.asarray([rows[pair] for pair in pairs]).reshape(len(pairs), len(RELATIONS))

    def unread(self, pairs: Sequence[TextPair]) -> list[TextPair]:
        """The pairs that are not cached, without repetitions."""
        with self._lock:
            return [pair for pair in dict.fromkeys(pairs) if pair not in self._known]

    def _recalled(self, pairs: Sequence[TextPair]) -> dict[TextPair, NDArray[np.float64]]:
        with self._lock:
            known = {pair: self._known[pair] for pair in pairs if pair in self._known}
            for pair in known:
                self._known.move_to_end(pair)
            return known

    def _keep(self, read: dict[TextPair, NDArray[np.float64]]) -> None:
        with self._lock:
            self._known |= read
            while len(self._known) > self._most:
                self._known.popitem(last=False)
