"""Work this process has started on interviews, as distinct from that of other processes on the same database."""

from __future__ import annotations

from collections.abc import Callable

from interviewer.conversation.state.stored import Record

TAKE_OVER_SECONDS = 300.0
"""After this long, work that another process started is assumed to have died with it. This is longer than an endpoint's three
tries of a minute each; a judgement. If the process was alive after all, the work is done twice and the later result is
refused."""


class UnderWay:
    """Which interviews are waiting for work that this process has started.

    Args:
        clock: Seconds since the epoch.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._began = clock()
        self._versions: dict[str, int] = {}

    def note(self, interview_id: str, version: int, waits: bool) -> None:
        """Note that this process has stored a version, and whether the interview now waits for work."""
        if waits:
            self._versions[interview_id] = version
        else:
            self._versions.pop(interview_id, None)

    def is_left(self, record: Record) -> bool:
        """Whether the work that an interview waits for has been abandoned, given that this process is not doing it now.

        This process's own work is known to be abandoned, and work older than this process is assumed to be from one that
        died: that is how Viva starts after a crash. Another process's work is left to it for a while: if every process that
        shows the interview took it over, it would be restarted again and again and never finish.
        """
        since = record.updated_at.timestamp()
        if self._versions.get(record.id) == record.version or since < self._began:
            return True
        return self._clock() - since > TAKE_OVER_SECONDS
