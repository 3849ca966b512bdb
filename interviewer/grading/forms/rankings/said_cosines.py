"""Values that an answer gives to items, also in spoken figures, in per cent, and at the end of an equation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.forms.maths.number_words import WORDS

_DIGIT = "|".join(word for word, value in WORDS.items() if value < 10)
_SPOKEN = re.compile(rf"\b(?:(?:zero|nought|oh)\s+)?point(?P<digits>(?:[\s-]+(?:{_DIGIT})\b){{2,4}})", re.I)
_WORD = re.compile(rf"\b(?:{_DIGIT})\b", re.I)
_PERCENT = re.compile(r"(?<![\d.,])(?P<whole>\d{1,2})(?:\.(?P<part>\d{1,2}))?\s*(?:%|per\s?cent\b)")
_EQUATION = re.compile(
    r"\b(?:cos(?:ine)?|sim(?:ilarity)?|score)\s*(?:\\?,)?\s*\((?P<of>[^()=\n]{2,30})\)\s*[=≈](?P<right>[^\n;]+)", re.I
)
_END = re.compile(r"[=≈]\s*(?P<value>[01]?\.\d{2,4})(?![\d.]*\d)\s*(?=$|[.,;)\s])")


def in_figures(answer: str) -> str:
    """An answer with shares in figures: 0.83 for "point eight three" and for 83 %."""
    figures = {word: f"{value:g}" for word, value in WORDS.items()}

    def spoken(match: re.Match[str]) -> str:
        return "0." + "".join(figures[word.lower()] for word in _WORD.findall(match["digits"]))

    def percent(match: re.Match[str]) -> str:
        return f"0.{int(match['whole']):02d}{match['part'] or ''}"

    return _PERCENT.sub(percent, _SPOKEN.sub(spoken, answer))


def without_pairs(answer: str, items: Sequence[str]) -> str:
    """An answer without the cosines of one item with another, which are of neither with the query."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0]) if len(_named(match["of"], items)) > 1 else match[0]

    return _EQUATION.sub(blank, answer)


def _named(words: str, items: Sequence[str]) -> list[str]:
    return [item for item in items if re.search(rf"(?<!\w){re.escape(item)}(?!\w)", words, re.I)]


def at_ends(answer: str, items: Sequence[str]) -> dict[str, tuple[float, str]]:
    """The value at the end of each equation that begins with the cosine of an item, with its words."""
    found: dict[str, tuple[float, str]] = {}
    for match in _EQUATION.finditer(answer):
        named = _named(match["of"], items)
        right = re.split(r"\b(?:cos(?:ine)?|sim(?:ilarity)?)\s*\(", "=" + match["right"], flags=re.I)[0]
        ends = list(_END.finditer(right))
        if len(named) == 1 and ends:
            found[named[0]] = float(ends[-1]["value"]), match[0].strip()
    return found
