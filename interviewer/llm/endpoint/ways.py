"""Which ways to ask for a form bring replies that can be read: what one process has seen of one endpoint."""

from __future__ import annotations

from collections import Counter

from interviewer.llm.replies.reply import ReplyMode

MOST_MISSES = 2
"""After so many unreadable replies in a row, a way is not tried again while another is left; a judgement."""
IN_WORDS: ReplyMode = "text"
"""The way for a second try. It leaves nothing to the server, which may ignore a schema, or loop in its JSON mode."""


class Ways:
    """Keeps count, so that an endpoint whose replies cannot be read is not asked in every way for every answer.

    Threads may share it: what one has just learned may reach another a call late, which costs that one call.
    """

    def __init__(self) -> None:
        self._misses: Counter[ReplyMode] = Counter()
        self._nearly: dict[ReplyMode, bool] = {}
        self._worked: set[ReplyMode] = set()
        self._lost = False

    def first(self, usual: ReplyMode) -> ReplyMode:
        """How to begin. While nothing can be read, it is the way that has got furthest and has not missed too often."""
        if not self._lost:
            return usual
        return min((IN_WORDS, usual), key=self._hope)

    def second(self) -> ReplyMode | None:
        """How to ask once more if the first reply cannot be read. There is no second try if the last call had none either."""
        return None if self._lost or self._is_idle(IN_WORDS) else IN_WORDS

    def read(self, way: ReplyMode, missed: ReplyMode | None) -> ReplyMode:
        """Note a reply that was read.

        Args:
            missed: The way that brought nothing in the same call, if there was one.

        Returns:
            How to begin from now on: a way that has worked before is given up only after two misses in a row.
        """
        self._lost = False
        self._misses[way] = 0
        self._worked.add(way)
        return missed if missed in self._worked and not self._is_idle(missed) else way

    def miss(self, way: ReplyMode, nearly: bool) -> None:
        """Note a reply that could not be read.

        Args:
            nearly: Whether it was JSON at least.
        """
        self._misses[way] += 1
        self._nearly[way] = nearly

    def lose(self) -> None:
        """Note a call of which no reply could be read."""
        self._lost = True

    def _hope(self, way: ReplyMode) -> tuple[bool, bool, bool]:
        """Sorts ways by how much can be hoped of them, the best first."""
        return self._is_idle(way), way not in self._worked, not self._nearly.get(way)

    def _is_idle(self, way: ReplyMode) -> bool:
        return self._misses[way] >= MOST_MISSES
