"""Reads answers while they are being written, so that little is left to read when they are sent.

Nothing is decided, stored or shown before an answer is sent: the judge only remembers what it read. Drafts are kept in memory, one
per interview, and dropped when something is sent.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from interviewer.errors import UnavailableError
from interviewer.host.fair_queue import FairQueue
from knowledge.errors import VectorStoreError
from knowledge.schema import Question

AT_A_TIME = 16
"""How many comparisons of a statement with a claim are made before an answer that was sent gets its turn: half a second on two
cores."""
MOST_INTERVIEWS = 64
"""How many drafts are kept at a time; beyond that, the least recently edited one is dropped (a judgement)."""


@dataclass(frozen=True)
class Draft:
    """An answer that is being written.

    Attributes:
        answer: Everything said to the question so far, and what is in the box.
        said: What the interviewer said besides the question.
    """

    question: Question
    answer: str
    said: tuple[str, ...] = ()


class ReadingAhead:
    """Drafts that are being read, for any number of interviews, one at a time and whenever no answer waits to be judged.

    Args:
        read: Reads some more of a draft; returns whether there is more to read.
        queue: The queue of the answers that were sent.
    """

    def __init__(self, read: Callable[[Draft], bool], queue: FairQueue) -> None:
        self._read = read
        self._queue = queue
        self._lock = threading.Lock()
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._left: OrderedDict[str, Draft] = OrderedDict()
        self._works = False

    def offer(self, interview_id: str, draft: Draft) -> None:
        """Read this draft from now on, instead of an earlier one of the interview; the same one again changes nothing."""
        with self._lock:
            if self._drafts.get(interview_id) == draft:
                return
            self._drafts[interview_id] = self._left[interview_id] = draft
            self._drafts.move_to_end(interview_id)
            while len(self._drafts) > MOST_INTERVIEWS:
                self._forget(next(iter(self._drafts)))
            if not self._works:
                self._works = True
                threading.Thread(target=self._work, name="viva-reading-ahead", daemon=True).start()

    def drop(self, interview_id: str) -> None:
        """Forget the draft of an interview: what was in the box was sent, or something else happened."""
        with self._lock:
            self._forget(interview_id)

    def _forget(self, interview_id: str) -> None:
        self._drafts.pop(interview_id, None)
        self._left.pop(interview_id, None)

    def _work(self) -> None:
        """Read until nothing is left; the next draft starts another thread."""
        while True:
            with self._lock:
                if not self._left:
                    self._works = False
                    return
                interview_id, draft = self._left.popitem(last=False)
            with suppress(UnavailableError, VectorStoreError):  # judging the answer will say what is wrong
                with self._queue.spare_turn():
                    more = self._read(draft)
                with self._lock:
                    if more and self._drafts.get(interview_id) == draft:
                        self._left.setdefault(interview_id, draft)
