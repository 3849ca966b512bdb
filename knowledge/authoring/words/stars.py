"""Stars that are counted: where some questions have two or three, one star is the lowest level and not the middle one."""

from __future__ import annotations

import re

from knowledge.authoring.words.levels import is_level, is_level_line, without_difficulty

_COUNTED = re.compile("(?:⭐\ufe0f?){2,5}")
"""Two stars or more."""
_ONE = re.compile("(?<![⭐🌟★☆\ufe0f])⭐\ufe0f?(?![⭐🌟★☆])")
"""A single star."""
_CELLS = re.compile(r"([|,;\t])")
"""What parts the cells of a table, in Markdown and in CSV; captured, since the line is put together again."""


def with_counted_stars(text: str) -> str:
    """The text, line for line, with ``★`` for a single ``⭐`` that is a level, if other levels have two or more.

    By itself ``⭐`` is a medium level, between a baby and a rocket, while ``★`` is counted.
    """
    lines = text.split("\n")
    if not any(_COUNTED.search(line) and _is_rated(line) for line in lines):
        return text
    return "\n".join(map(_with_counted, lines))


def _with_counted(line: str) -> str:
    if not _ONE.search(line):
        return line
    cells = _CELLS.split(line)
    if len(cells) > 1 and any("⭐" in cell and is_level(cell) for cell in cells):
        return "".join(_ONE.sub("★", cell) if is_level(cell) else cell for cell in cells)
    return _ONE.sub("★", line) if _is_rated(line) else line


def _is_rated(line: str) -> bool:
    """Whether a line, or a cell of it, has a level."""
    if without_difficulty(line)[1] or is_level_line(line):
        return True
    return any("⭐" in cell and is_level(cell) for cell in _CELLS.split(line))
