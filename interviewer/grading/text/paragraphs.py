"""The paragraphs of a text. An answer given in several messages has each message in paragraphs of its own."""

from __future__ import annotations

import re

from interviewer.grading.text.evidence import Segment

_BLANK_LINES = re.compile(r"\n\s*\n")
"""What separates paragraphs."""


def paragraphs(text: str) -> list[Segment]:
    """The paragraphs in order, without the white space around them."""
    starts, ends = [0], []
    for found in _BLANK_LINES.finditer(text):
        ends.append(found.start())
        starts.append(found.end())
    pieces = [(start, text[start:end]) for start, end in zip(starts, [*ends, len(text)], strict=True)]
    trimmed = [(start + len(piece) - len(piece.lstrip()), piece.strip()) for start, piece in pieces]
    return [Segment(start, start + len(piece)) for start, piece in trimmed if piece]


def has_break(text: str) -> bool:
    """Whether there is a blank line somewhere in a text, at its ends too."""
    return bool(_BLANK_LINES.search(text))
