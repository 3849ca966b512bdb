"""Numbers that are written in Roman or Chinese numerals, as in "IV. What is …?" and "十二、什么是…"."""

from __future__ import annotations

import itertools

ROMAN = r"(?-i:[IVXL]{1,7})"
"""A Roman numeral in capitals, as part of a regular expression; C, D and M are choices more often than numbers."""
CHINESE = "[一二三四五六七八九十百]{1,5}"
"""A Chinese numeral, as part of a regular expression."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九", start=1)}
_UNITS = {"十": 10, "百": 100}


def numeral(text: str) -> int:
    """The value of a number in digits, Roman numerals or Chinese numerals."""
    if text.isdecimal():
        return int(text)
    if text.isascii():
        return _roman(text)
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total, digit = total + max(digit, 1) * _UNITS[char], 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    return sum(-value if value < after else value for value, after in itertools.pairwise([*values, 0]))
