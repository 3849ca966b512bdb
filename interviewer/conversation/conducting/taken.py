"""The text of a message as it is taken in: what the database can hold, and no more blanks than anybody means."""

from __future__ import annotations

import re

MAX_STORED_CHARACTERS = 200_000
"""How much of a message is kept; far more than is graded. By hand; it bounds the database."""
MOST_BLANKS = 100
"""Blanks in a row that are kept. A key was held down for more, and patterns that backtrack over them take minutes."""
_BLANKS = re.compile(rf"\s{{{MOST_BLANKS},}}")
"""A long stretch of blanks of any kind: 5,000 spaces, or an empty page."""


def taken(text: str) -> str:
    """The text of a message; lone surrogates become question marks."""
    shortened = _BLANKS.sub(_first_blanks, text)
    return shortened[:MAX_STORED_CHARACTERS].encode("utf-8", "replace").decode("utf-8")


def _first_blanks(blanks: re.Match[str]) -> str:
    """The first of them; a line break stays if there is one, as what follows begins a line."""
    kept = blanks[0][: MOST_BLANKS - 1]
    return f"{kept}\n" if "\n" in blanks[0] else kept
