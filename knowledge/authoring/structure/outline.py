"""The headings of a list as an outline: which are above a line, and where the part below one ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from knowledge.authoring.structure.marks import Heading, Mark

_LEVELS = 6
"""Levels of headings in Markdown."""


class Outline:
    """The headings of a list in order of lines. A question in a long list is found in the outline without going through it."""

    def __init__(self, headings: Iterable[Heading | Mark]) -> None:
        self._all = sorted(headings, key=lambda heading: heading.start)

    def end_of(self, start: int, level: int) -> int | None:
        """The first line, from 0, of the next heading after a line that is not below ``level``; None if there is none."""
        found = (self._next(lines, start) for lines in self._starts[:level])
        return min((line for line in found if line is not None), default=None)

    def above(self, start: int) -> Iterator[Heading | Mark]:
        """The headings above a line, from 0, from the nearest to the outermost."""
        at: int | None = bisect_left(self._lines, start) - 1
        own = self._all[at + 1] if at is not None and at + 1 < len(self._all) and self._lines[at + 1] == start else None
        while at is not None and at >= 0:
            heading = self._all[at]
            if own is None or heading.level < own.level:
                yield heading
            at = self._parents[at]

    @property
    def first(self) -> Heading | Mark | None:
        """The first heading of the list."""
        return self._all[0] if self._all else None

    @staticmethod
    def _next(lines: list[int], start: int) -> int | None:
        at = bisect_right(lines, start)
        return lines[at] if at < len(lines) else None

    @cached_property
    def _lines(self) -> list[int]:
        return [heading.start for heading in self._all]

    @cached_property
    def _starts(self) -> list[list[int]]:
        """First lines of the headings of each level."""
        return [[h.start for h in self._all if h.level == level] for level in range(1, _LEVELS + 1)]

    @cached_property
    def _parents(self) -> list[int | None]:
        """The index of the heading above each."""
        parents: list[int | None] = []
        path: list[int] = []
        for at, heading in enumerate(self._all):
            while path and self._all[path[-1]].level >= heading.level:
                path.pop()
            parents.append(path[-1] if path else None)
            path.append(at)
        return parents
