"""Statements with one of their numbers, or the sign of their formula, made wrong."""

from __future__ import annotations

import random
import re

_NUMBER = re.compile(r"(?<![\w.,^_/-])\d+(?:[.,]\d+)*(?![\w.,^_]*\d)")
"""A number that is not part of a name, a power or an index."""
_SIGN = re.compile(r"(?<=[\w)\]}]) ?([+-]) ?(?=[\w(\[\\])")


def renumbered(text: str, claim: str, rng: random.Random) -> str | None:
    """A statement with a number or a sign changed; None if the claim does not contain the same number, or formula and sign.

    A number is doubled, halved, made ten times too large or too small, or has two digits swapped: slips that people make.
    """
    asked = {match[0] for match in _NUMBER.finditer(claim)}
    said = [match for match in _NUMBER.finditer(text) if match[0] in asked]
    if len(said) == 1 and len({match[0] for match in _NUMBER.finditer(text)}) == len(list(_NUMBER.finditer(text))):
        made = _slipped(said[0][0], rng)
        return text[: said[0].start()] + made + text[said[0].end() :] if made not in asked else None
    signs = list(_SIGN.finditer(text))
    if (
        len(signs) == 1
        and "=" in text
        and "=" in claim
        and signs[0][1] in {match[1] for match in _SIGN.finditer(claim)}
    ):
        turned = "-" if signs[0][1] == "+" else "+"
        return text[: signs[0].start(1)] + turned + text[signs[0].end(1) :]
    return None


def _slipped(number: str, rng: random.Random) -> str:
    """A wrong number, as it results from a slip."""
    digits = number.replace(",", "")
    value = float(digits)
    if "." not in digits and len(digits) > 2 and len(set(digits)) > 1 and rng.random() < 0.4:
        at = next(n for n in range(len(digits) - 1) if digits[n] != digits[n + 1])
        return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    made = value * rng.choice((2.0, 10.0)) if rng.random() < 0.5 or value < 2 else value / 2
    if value == 0:
        made = 1.0
    return f"{made:g}"
