"""The Levenshtein distance between two words, and every shortest way to edit one into the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

MAX_SCRIPTS = 2000
"""Most shortest scripts that are compared with an answer. Two six-letter words have at most a few hundred."""
MAX_LETTERS = 40
"""Longest words that are compared. By hand; it bounds the time."""


@dataclass(frozen=True, order=True)
class Edit:
    """One edit: a letter replaced by another, inserted (``old`` is empty) or deleted (``new`` is empty)."""

    old: str
    new: str

    def __str__(self) -> str:
        if not self.old:
            return f"insert {self.new}"
        return f"{self.old} to {self.new}" if self.new else f"delete {self.old}"


def distances(a: str, b: str) -> list[list[int]]:
    """Table of the distances between all prefixes, of shape (len(a) + 1, len(b) + 1) (Wagner & Fischer 1974)."""
    a, b = a[:MAX_LETTERS], b[:MAX_LETTERS]
    table = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            change = table[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, change)
    return table


def levenshtein(a: str, b: str) -> int:
    """The smallest number of insertions, deletions and replacements of letters that turn one word into the other."""
    return distances(a, b)[-1][-1]


def shortest_scripts(a: str, b: str) -> tuple[tuple[Edit, ...], ...]:
    """The shortest lists of edits, from left to right; the first ``MAX_SCRIPTS`` if there are more."""
    table = distances(a, b)
    return tuple(islice(_back(a[:MAX_LETTERS], b[:MAX_LETTERS], table), MAX_SCRIPTS))


def _back(a: str, b: str, table: list[list[int]]) -> Iterator[tuple[Edit, ...]]:
    if not a and not b:
        yield ()
        return
    here = table[len(a)][len(b)]
    if a and b and here == table[len(a) - 1][len(b) - 1] + (a[-1] != b[-1]):
        own = () if a[-1] == b[-1] else (Edit(a[-1], b[-1]),)
        for rest in _back(a[:-1], b[:-1], table):
            yield (*rest, *own)
    if a and here == table[len(a) - 1][len(b)] + 1:
        for rest in _back(a[:-1], b, table):
            yield (*rest, Edit(a[-1], ""))
    if b and here == table[len(a)][len(b) - 1] + 1:
        for rest in _back(a, b[:-1], table):
            yield (*rest, Edit("", b[-1]))
