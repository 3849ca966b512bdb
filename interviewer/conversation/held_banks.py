"""Which bank each interview uses: the one it was begun or resumed with."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.schema import Bank


class HeldBanks:
    """The banks of the interviews of this process, so that a bank that changes meanwhile changes none of them.

    Banks that did not change are one object, so this holds little more than ids.

    Args:
        now: The bank that is asked.
    """

    def __init__(self, now: Callable[[], Bank]) -> None:
        self._now = now
        self._held: dict[str, Bank] = {}

    def of(self, interview_id: str) -> Bank:
        """The bank of an interview that is stored."""
        return self._held.setdefault(interview_id, self._now())
