"""Words likely follow-ups in the background while the candidate types or reads. They are kept in memory only."""

from __future__ import annotations

import logging
import threading
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from interviewer.conversation.probing.likely import Likely

LOG = logging.getLogger("viva.wording")
MOST_INTERVIEWS = 64
"""How many interviews wordings are kept for; beyond that, the least recently used lose theirs (a judgement)."""

Words = Callable[[Likely, Callable[[], bool]], str]
"""Words a follow-up; returns "" on failure. The second argument is asked at each piece of a reply if it is still wanted."""


@dataclass
class _Job:
    interview_id: str
    likely: Likely
    dropped: bool = False


@dataclass
class _Kept:
    """What is wanted for an interview, and what is ready; a wording that failed is kept as ""."""

    wanted: Sequence[Likely] = ()
    ready: list[tuple[Likely, str]] = field(default_factory=list)

    def knows(self, likely: Likely) -> bool:
        return any(known == likely for known, _ in self.ready)


class Ahead:
    """Follow-ups that are being worded ahead, for any number of interviews.

    Args:
        words: Words one follow-up.
        lanes: How many are worded in parallel.
        charge: Called in the thread that words a follow-up, with the ids of its interview and question.
        alone: Whether all wording stops while any interview is waiting for a reply. Set when the model runs on the CPU that
            also grades.
    """

    def __init__(
        self, words: Words, lanes: int, alone: bool, charge: Callable[[str, str], None] = lambda *_: None
    ) -> None:
        self._words = words
        self._charge = charge
        self._lanes = lanes
        self._alone = alone
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._queue: deque[_Job] = deque()
        self._running: list[_Job] = []
        self._replying: Counter[str] = Counter()

    def begin(self, interview_id: str, likely: Sequence[Likely]) -> None:
        """Word these from now on, and nothing else for this interview. Wordings that are ready or in progress are not restarted.

        Does nothing while the interview is waiting for a reply: this is called again once it has one.
        """
        with self._lock:
            if interview_id in self._replying:
                return
            if not likely:
                self._drop(interview_id)
                return
            kept = self._kept.setdefault(interview_id, _Kept())
            self._kept.move_to_end(interview_id)
            while len(self._kept) > MOST_INTERVIEWS:
                self._drop(next(iter(self._kept)))
            kept.wanted = tuple(likely)
            # an earlier wording is used until there is one that takes everything said into account
            kept.ready = [item for item in kept.ready if any(item[0].still_fits(one) for one in kept.wanted)]
            under_way = [job.likely for job in self._running if job.interview_id == interview_id]
            self._queue = deque(job for job in self._queue if job.interview_id != interview_id)
            self._queue += [
                _Job(interview_id, one) for one in kept.wanted if one not in under_way and not kept.knows(one)
            ]
            self._start()

    def take(self, interview_id: str, now: Likely) -> str:
        """The wording of a follow-up, which is given out once; "" if there is none that still fits."""
        with self._lock:
            kept = self._kept.get(interview_id, _Kept())
            found = next((item for item in reversed(kept.ready) if item[1] and item[0].still_fits(now)), None)
            if found is None:
                return ""
            kept.ready.remove(found)
            return found[1]

    @contextmanager
    def resting(self, interview_id: str) -> Iterator[None]:
        """While an interview is waiting for a reply, nothing is worded for it. What is ready is kept."""
        with self._lock:
            self._replying[interview_id] += 1
            self._queue = deque(job for job in self._queue if job.interview_id != interview_id)
            if kept := self._kept.get(interview_id):
                kept.wanted = ()
        try:
            yield
        finally:
            with self._lock:
                self._replying[interview_id] -= 1
                self._replying += Counter()  # drops the zero counts
                self._start()

    def _drop(self, interview_id: str) -> None:
        self._kept.pop(interview_id, None)
        self._queue = deque(job for job in self._queue if job.interview_id != interview_id)

    def _is_wanted(self, job: _Job) -> bool:
        kept = self._kept.get(job.interview_id)
        rests = bool(self._replying) if self._alone else job.interview_id in self._replying
        return not rests and kept is not None and job.likely in kept.wanted

    def _start(self) -> None:
        """Start as many threads as there is work for; each ends when it finds no more."""
        free = self._lanes - len(self._running)
        for _ in range(min(free, len(self._queue))):
            if job := self._next():
                threading.Thread(target=self._work, args=(job,), name="viva-wording-ahead", daemon=True).start()

    def _next(self) -> _Job | None:
        """The first job that can be done now, marked as running."""
        for job in self._queue:
            if self._is_wanted(job):
                self._queue.remove(job)
                self._running.append(job)
                return job
        return None

    def _work(self, job: _Job | None) -> None:
        while job is not None:
            text = ""
            try:
                self._charge(job.interview_id, job.likely.question.id)
                text = self._words(job.likely, partial(self._still_wanted, job))
            except Exception:
                LOG.exception("a follow-up could not be worded ahead")  # the bank's own wording is used instead
            job = self._done(job, text)

    def _still_wanted(self, job: _Job) -> bool:
        with self._lock:
            job.dropped = job.dropped or not self._is_wanted(job)
            return not job.dropped

    def _done(self, job: _Job, text: str) -> _Job | None:
        """Keep what was worded, and return the next job. A job that was interrupted and is wanted again starts over."""
        with self._lock:
            self._running = [other for other in self._running if other is not job]
            kept = self._kept.get(job.interview_id)
            if kept is not None and job.likely in kept.wanted:
                if job.dropped:
                    self._queue.appendleft(_Job(job.interview_id, job.likely))
                else:
                    kept.ready.append((job.likely, text))
            return self._next()
