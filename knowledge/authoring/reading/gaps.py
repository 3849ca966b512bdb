"""Gaps to be filled in, as flashcards have them: ``Rye is a {{c1::grain::food}}.``"""

from __future__ import annotations

import re

GAP = re.compile(r"\{\{c\d{1,3}(?=::)")
"""The mark of a gap, which is no word of the text."""
_CLOZE = re.compile(r"\{\{c\d{1,3}::(?P<said>(?:(?!\{\{c\d).)*?)(?:::(?P<hint>(?:(?!::|\{\{c\d).)*?))?\}\}", re.DOTALL)
"""A gap in a text to be filled in, with a hint perhaps."""
_MOST_NESTED = 5
"""How deep gaps may lie in each other. By hand."""


def split_gaps(front: str) -> tuple[str, str]:
    """A text with its gaps open, and the same with them filled; "" if it has none."""
    asked = filled = front
    for _ in range(_MOST_NESTED):
        asked = _CLOZE.sub(lambda m: f"[{m['hint'] or '…'}]", asked)
        filled = _CLOZE.sub(lambda m: m["said"], filled)
    return asked, filled if filled != front else ""
