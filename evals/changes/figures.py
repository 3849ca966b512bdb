"""Statements with their number or sign changed. If the claim names that number, they are wrong."""

from __future__ import annotations

import random
import re

from evals.changes.change import Change, ChangeMethod
from evals.changes.clauses import NEGATIVE

_NUMBER = re.compile(r"(?<![\w.,^/-])(?:\d+(?:\.\d+)?|\.\d+)(?![\w^/]|[.,-]\d|-?[dD]\b)")
"""A number on its own: not part of a name (W1, 3x3), a power, a fraction or a longer number."""
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS[2:])})\b", re.IGNORECASE)
"""Without "zero" and "one", which have other meanings ("which one", "zero out")."""
_SIGN = re.compile(r"(?<=[\w)\]] )([+-])(?= [\w(\[])")
_ABOUT = re.compile(
    r"\b(?:about|roughly|around|at least|at most|like|for example|such as|below|above|under|over|say)\b"
)
"""With one of these another number might do as well."""


def renumbered(text: str, rng: random.Random, claim: str) -> str | None:
    """The text with its only number replaced by another; None unless the claim has the same number, in digits."""
    if NEGATIVE.search(text) or _ABOUT.search(text):
        return None
    digits, words = list(_NUMBER.finditer(text)), list(_WORD.finditer(text))
    if len(digits) + len(words) != 1:
        return None
    match = (digits or words)[0]
    figures = {found[0] for found in _NUMBER.finditer(claim)}
    figure = match[0] if digits else str(_WORDS.index(match[0].lower()))
    if figure not in figures or re.search(r"\band\b", text):
        return None
    made = _other(figure, figures, rng)
    if words:
        if int(made) >= len(_WORDS):
            return None
        made = _WORDS[int(made)]
    return text[: match.start()] + made + text[match.end() :]


def sign_turned(text: str, _rng: random.Random, claim: str) -> str | None:
    """The text with the only plus or minus of its formula flipped; None unless the claim has a formula with that sign."""
    signs = list(_SIGN.finditer(text))
    if len(signs) != 1 or NEGATIVE.search(text):
        return None
    if not re.search(rf"[\w)\]}}$] ?{re.escape(signs[0][1])} ?[\w(\[\\$]", claim.replace("−", "-")) or "=" not in text:
        return None
    return text[: signs[0].start()] + ("-" if signs[0][1] == "+" else "+") + text[signs[0].end() :]


def refigured(claim: str) -> list[ChangeMethod]:
    """Every rule that makes a number or a sign wrong in a statement about this claim."""

    def number(text: str, rng: random.Random) -> str | None:
        return renumbered(text, rng, claim)

    def sign(text: str, rng: random.Random) -> str | None:
        return sign_turned(text, rng, claim)

    ways: list[tuple[str, Change]] = [("number changed", number), ("sign turned", sign)]
    return [ChangeMethod(name, change) for name, change in ways]


def _other(number: str, known: set[str], rng: random.Random) -> str:
    """Another number of the same kind that is not in the claim."""
    if "." in number:
        places = len(number.split(".")[1])
        value = float(number)
        out = f"{value + rng.choice([0.3, 0.4]) if value < 0.5 else value - 0.3:.{places}f}"
        return out[1:] if number.startswith(".") else out
    steps = [step for step in (2, 3, 4, 7) if str(int(number) + step) not in known]
    return str(int(number) + rng.choice(steps))
