"""Normalises a text's typography, and tracks where each character was in the original.

A language model that copies a quote may change quotation marks, dashes, dots and white space, and leave out Markdown marks.
None of that changes a word, so quotes are looked up in the plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_QUOTES = frozenset("'\"`´‘’‚‛“”„‟«»‹›′″")
_DASHES = frozenset("-‐‑‒–—―−")
_PIECE = re.compile(r"(?P<dash>\s*-+\s*)|(?P<space>\s+)|\S")
"""What is normalised at a time: dashes with the space around them, space, or a character."""
_LINE_MARKS = re.compile(r"^[ \t]*(?:(?:#{1,6}|>|[-*+•◦▪‣–]|\d{1,2}[.)])[ \t]+)+", re.MULTILINE)
"""Marks of a heading, a quotation or a list item: a quote may leave them out."""
FENCE = re.compile(r"^[ \t]*(?:```|~~~)[ \t]*\w*[ \t]*$", re.MULTILINE)
"""A line that begins or ends code."""
_EMPHASIS = re.compile(r"(?<![^\W_])(?:\*{1,3}|_{1,3}|~~|`{1,3})(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3}|~~|`{1,3})(?![^\W_])")
"""Marks with a word on one side only: the star of a product or the underscore of a name has something on both."""


@dataclass(frozen=True)
class PlainText:
    """A text with plain typography.

    Attributes:
        text: The plain text, in lower case.
        starts, ends: Where each character of ``text`` begins and ends in the original.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def place_of(self, words: PlainText) -> tuple[int, int] | None:
        """The place of these words in the original, start and end in characters; None if they are not there."""
        at = self.text.find(words.text) if words.text else -1
        return (self.starts[at], self.ends[at + len(words.text) - 1]) if at >= 0 else None


@lru_cache(maxsize=8)  # many quotes are looked up in the same answer
def plain(written: str, without_marks: bool = False) -> PlainText:
    """A text with one kind of quotation mark, dash and space, three dots for an ellipsis, and in lower case.

    Args:
        without_marks: Leave out the marks of Markdown too.
    """
    gone = _marked(written) if without_marks else set()
    pieces = [(_folded(char), place) for place, char in enumerate(written) if place not in gone]
    text = "".join(folded for folded, _ in pieces)
    places = [place for folded, place in pieces for _ in folded]
    return _tightened(text, places)


def _marked(text: str) -> set[int]:
    """Places of the marks of Markdown."""
    spans = [mark.span() for pattern in (FENCE, _LINE_MARKS, _EMPHASIS) for mark in pattern.finditer(text)]
    return {place for start, end in spans for place in range(start, end)}


def _folded(char: str) -> str:
    if char in _QUOTES:
        return "'"
    if char in _DASHES:
        return "-"
    if char == "…":
        return "..."
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _tightened(text: str, places: Sequence[int]) -> PlainText:
    """White space collapsed to one space, none around a dash, and runs of dashes collapsed to one."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _PIECE.finditer(text):
        out.append("-" if match["dash"] else " " if match["space"] else match[0])
        starts.append(places[match.start()])
        ends.append(places[match.end() - 1] + 1)
    return PlainText("".join(out), starts, ends)
