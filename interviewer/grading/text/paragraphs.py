"""The paragraphs of a text. An answer given in several messages has each message in paragraphs of its own."""

from __future__ import annotations

import re

from interviewer.grading.text.evidence import Segment

_BLANK_LINES = re.compile(r"\n\s*\n")
_PARAGRAPH = re.compile(r"\S.*?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


def paragraphs(text: str) -> list[Segment]:
    """The paragraphs in order, without the white space around them."""
    return [Segment(found.start(), found.end()) for found in _PARAGRAPH.finditer(text)]


def has_break(text: str) -> bool:
    """Whether there is a blank line somewhere in a text, at its ends too."""
    return bool(_BLANK_LINES.search(text))
