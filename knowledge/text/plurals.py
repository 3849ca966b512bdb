"""Numbers with their nouns."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number and its noun, such as "1 hint", "3 hints" or "1,200 answers"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
