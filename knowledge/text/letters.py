"""The letters of a text, and words by how they begin."""

from __future__ import annotations

import re


def letters_of(text: str) -> str:
    """The letters of a text in lower case, so that texts can be compared whatever their spaces and marks."""
    return "".join(char for char in text.lower() if char.isalpha())


def has_word(start: str, text: str) -> bool:
    """Whether a word of a text begins with these letters, in either case."""
    return re.search(rf"(?<![A-Za-z]){re.escape(start)}", text, re.I) is not None
