"""Numbers such as ``1.2.`` below item 1, as outlines have them, rewritten as the numbers of items within items."""

from __future__ import annotations

import re

from knowledge.authoring.reading.answers import fenced
from knowledge.authoring.words.asking import ASKS, worth

_ITEM = re.compile(r"^(?P<indent>\s*)(?P<n>\d{1,4})[.)]\s+(?P<said>\S.*)$")
"""A numbered item, with its indent, its number and its text."""
_DOTTED = re.compile(
    r"^(?P<indent>\s*)(?:[-*+]\s+)?(?P<n>\d{1,4})\.(?P<part>\d{1,3})(?:[.)]+|(?=\s))\s*(?P<said>\S.*)$"
)
"""A line with the number of an item and, after a dot, that of one of its parts."""
_WITHIN = 3
"""The least columns of indent by which a line is within an item, as in Markdown."""


def with_plain_numbers(text: str) -> str:
    """The text, line for line, with ``1. What is …?`` instead of ``1.1. What is …?`` if item 1 is a title and the line is within it.

    Parts of an item that asks stay as they are, since they belong to its question or to its answer.
    """
    lines = text.split("\n")
    inside = fenced(lines)
    above: re.Match[str] | None = None
    for n, line in enumerate(lines):
        if inside[n]:
            continue
        dotted = _DOTTED.match(line)
        if dotted and above is not None and dotted["n"] == above["n"]:
            within = len(dotted["indent"]) - len(above["indent"]) >= _WITHIN
            if within and worth(above["said"]) < ASKS and worth(dotted["said"]) >= ASKS:
                lines[n] = f"{dotted['indent']}{dotted['part']}. {dotted['said']}"
        elif item := _ITEM.match(line):
            above = item
        elif line.startswith("#"):
            above = None
    return "\n".join(lines)
