"""Whole numbers below a hundred in words, and small numbers in words or digits."""

from __future__ import annotations

SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: float(n) for n, word in enumerate(SMALL)} | {word: 10.0 * (n + 2) for n, word in enumerate(TENS)}
"""The value of each word."""
ANY_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
"""These words as alternatives of a pattern, the longest first."""
SMALL_NUMBER = rf"(?:\d{{1,3}}|{ANY_WORD})"
"""A pattern for a number as it is counted with, in digits or in words."""


def in_digits(number: str) -> str:
    """A small number in digits, whether it is in words or in digits already."""
    return f"{WORDS[number.lower()]:g}" if number.lower() in WORDS else number
