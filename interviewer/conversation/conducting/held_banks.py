"""Which bank each interview uses: the one it was begun or resumed with."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.schema import Bank


class HeldBanks:
    """The bank of each interview in this process, so that a change to the bank does not affect interviews under way.

    Interviews with the same bank share one object, so this takes little more memory than the ids.

    Args:
        now: Gives the current bank.
    """

    def __init__(self, now: Callable[[], Bank]) -> None:
        self._now = now
        self._held: dict[str, Bank] = {}

    def of(self, interview_id: str) -> Bank:
        """The bank of an interview that is stored."""
        return self._held.setdefault(interview_id, self._now())
