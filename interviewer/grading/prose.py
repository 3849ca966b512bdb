"""What a judge reads in an answer with drawings or trees, and its evidence mapped back to the full answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from interviewer.grading.forms.fences import blocks, without_drawn, without_fences
from interviewer.grading.grade import Evidence
from interviewer.grading.text.evidence import Segment, locate

_ENDING = r"(?:t|s|re|ve|ll|d|m)\b"
_TYPOGRAPHIC = re.compile(rf"(?<=[^\W\d_])(?:[’‘ʼ‛´](?={_ENDING})|`(?=(?:t|re|ve|ll|m)\b))", re.IGNORECASE)
"""An apostrophe within a word. A backtick before an s may end a piece of code, as in "the `mask`s"."""
_MINUS = re.compile(r"−|(?<![\w)\]}%])[–‒](?=\.?\d)")
"""A minus sign, or a dash that stands for one before a number. A dash between two numbers is a range."""


def plainly_typed(text: str) -> str:
    """The text, of the same length, with one kind of apostrophe in its words and of minus; code in fences stays as it is.

    Phones and word processors type others than patterns are written with. "It isn’t so" is still a denial, and "−1" a
    number.
    """
    chars, outside = list(text), without_fences(text)
    for pattern, plain in ((_TYPOGRAPHIC, "'"), (_MINUS, "-")):
        for match in pattern.finditer(outside):
            chars[match.start()] = plain
    return "".join(chars)


def as_written(evidence: Iterable[Evidence], text: str) -> tuple[Evidence, ...]:
    """Evidence found in a text of the same length, with the words as they are in this one."""
    return tuple(replace(item, quote=text[item.start : item.end]) for item in evidence)


class Prose:
    """An answer, and a copy with drawings and trees replaced by spaces, so that offsets are the same in both.

    Args:
        text: The cleaned answer.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = without_drawn(text)

    @property
    def empty(self) -> bool:
        """Whether nothing is left to read."""
        return not self.words.strip()

    def verbatim(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Evidence that a judge found in the words, without any that is not there word for word.

        A span that crosses a drawing is cut down to the longer piece on one side of it.
        """
        held = (e for e in evidence if e.quote.strip() and self.words[e.start : e.end] == e.quote)
        return tuple(piece for e in held if (piece := self._beside_blocks(e)) is not None)

    def holds(self, evidence: Evidence) -> bool:
        """Whether a quote is in the words, at its place or elsewhere."""
        return bool(self.verbatim((evidence,))) or locate(evidence.quote, self.words) is not None

    def _beside_blocks(self, evidence: Evidence) -> Evidence | None:
        if self.text[evidence.start : evidence.end] == evidence.quote:
            return evidence
        pieces, at = [], evidence.start
        for block in blocks(self.text):
            if block.start < evidence.end and block.end > at and self.words[block.start : block.end].isspace():
                pieces.append(Segment(at, max(at, block.start)))
                at = min(block.end, evidence.end)
        pieces.append(Segment(at, evidence.end))
        longest = max(pieces, key=lambda piece: len(piece.of(self.text).strip()))
        quote = longest.of(self.text)
        start = longest.start + len(quote) - len(quote.lstrip())
        quote = quote.strip()
        return Evidence(quote, start, start + len(quote)) if quote else None
