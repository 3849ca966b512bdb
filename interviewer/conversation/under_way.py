"""Work this process has begun on interviews, told apart from the work of other processes on the same database."""

from __future__ import annotations

from collections.abc import Callable

from interviewer.conversation.stored import Record

TAKE_OVER_SECONDS = 300.0
"""After so long, work that another process began is taken to have died with it. It is longer than an endpoint's three tries
of a minute each; a judgement. Where it was alive after all, the work is done twice and the later result is refused."""


class UnderWay:
    """Which interviews wait for work that this process has begun.

    Args:
        clock: Seconds since the epoch.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._began = clock()
        self._versions: dict[str, int] = {}

    def note(self, interview_id: str, version: int, waits: bool) -> None:
        """Note that this process has stored a version, and whether work follows from it."""
        if waits:
            self._versions[interview_id] = version
        else:
            self._versions.pop(interview_id, None)

    def is_left(self, record: Record) -> bool:
        """Whether nobody does the work that an interview waits for, given that this process is not doing it now.

        Work of this process is known to be left, and what is older than this process is taken to be of one that died:
        that is how Viva starts after a crash. Another's is left to it for a while: taken up by every process that shows
        the interview, it would be begun again and again, and never come to an end.
        """
        since = record.updated_at.timestamp()
        if self._versions.get(record.id) == record.version or since < self._began:
            return True
        return self._clock() - since > TAKE_OVER_SECONDS
