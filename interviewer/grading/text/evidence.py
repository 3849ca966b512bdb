"""Spans of the candidate's text: cutting it into sentences, and proving that a quote is really there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from interviewer.grading.grade import Evidence
from interviewer.grading.text.typography import plain
from knowledge.text.sentences import sentence_end

MAX_GRADED_CHARACTERS = 12_000
"""How many characters of an answer are read, about two thousand words; the rest is kept but not graded."""

_INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"}
_LOOK_ALIKES = str.maketrans("аеосрхуіѕјԁһԛԝАВЕКМНОРСТХІЅЈ", "aeocpxyisjdhqwABEKMHOPCTXISJ")
_MIXED_WORD = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[\u0400-\u052f])\w+\b")
"""A word of Latin and Cyrillic letters: it only looks like the word that it is read as."""
FEWEST_QUOTED = 2
"""Length of the shortest quote, in characters: a single letter is found in any answer."""


@dataclass(frozen=True)
class Segment:
    """A piece of a text: ``text[start:end]``, counted in characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the segment."""
        return text[self.start : self.end]


def readable(text: str) -> str:
    """The text with invisible and stray characters replaced by spaces, so that offsets stay valid.

    Control, private-use and zero-width characters go; look-alike full-width letters become plain ones, and so do Cyrillic
    ones within a Latin word.
    """
    out = []
    for char in text[:MAX_GRADED_CHARACTERS]:
        if char in "\n\t":
            out.append(char)
        elif char in _INVISIBLE or unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Cn"}:
            out.append(" ")
        else:
            # a raised digit stays: k² is not k2
            raised = unicodedata.decomposition(char).startswith("<super>")
            plain = char if raised else unicodedata.normalize("NFKC", char)
            out.append(plain if len(plain) == 1 else char)
    return _MIXED_WORD.sub(lambda word: word[0].translate(_LOOK_ALIKES), "".join(out))


def sentences(text: str) -> list[Segment]:
    """Sentences and lines that contain words, in order and without overlap."""
    return [piece for piece in _cut(text, 0, len(text), sentence_end()) if _has_words(piece.of(text))]


def locate(quote: str, text: str) -> Evidence | None:
    """The span of a text that a quote copies, or None if the quote is not there word for word.

    Case, white space, the style of quotation marks, apostrophes, dashes and ellipses, and Markdown marks may differ; nothing
    else. The most exact match is tried first.
    """
    words = _without_frame(quote)
    if len("".join(words.split())) < FEWEST_QUOTED:
        return None
    for without_marks in (False, True):
        place = plain(text, without_marks).place_of(plain(words, without_marks))
        if place is not None:
            # a dash at the end of a quote must not include the space after it
            start, end = place[0] + _lead(text[slice(*place)]), place[1] - _trail(text[slice(*place)])
            return Evidence(text[start:end], start, end)
    return None


def _without_frame(quote: str) -> str:
    """A quote without the quotation marks around it and the dots of an omission."""
    return re.sub(r"^(?:[\s\"'“”‘’«»…]|\.{3})+|(?:[\s\"'“”‘’«»…]|\.{3})+$", "", quote)


def span(segment: Segment, text: str) -> Evidence:
    """A segment as evidence."""
    return Evidence(segment.of(text), segment.start, segment.end)


def _cut(text: str, start: int, end: int, boundary: re.Pattern[str]) -> list[Segment]:
    pieces, at = [], start
    for match in boundary.finditer(text, start, end):
        pieces.append((at, match.start()))
        at = match.end()
    pieces.append((at, end))
    return [Segment(a + _lead(text[a:b]), b - _trail(text[a:b])) for a, b in pieces if text[a:b].strip()]


def _lead(piece: str) -> int:
    return len(piece) - len(piece.lstrip())


def _trail(piece: str) -> int:
    return len(piece) - len(piece.rstrip())


def _has_words(piece: str) -> bool:
    return any(char.isalnum() for char in piece)
