"""Logarithms in words, such as "minus two times log four"."""

from __future__ import annotations

import re

from interviewer.grading.forms.maths.number_words import ANY_WORD, in_digits
from knowledge.text.alternatives import table

_NUMBER = rf"\d+|{ANY_WORD}"
_LOG = table(
    (
        rf"(?:\b(?P<sign>minus|negative)\s+)?(?:\b(?P<factor>{_NUMBER})\s+(?:times\s+)?)?(?:the\s+)?"
        rf"(?:natural\s+)?\b(?:log(?:arithm)?|ln)\s+(?:of\s+)?(?P<of>{_NUMBER})\b",
        "log of five",
    ),
)


def in_figures(text: str) -> str:
    """The text with these in figures, as in ``-2*log 4``; its length stays the same."""
    return _LOG.sub(_figures, text)


def _figures(match: re.Match[str]) -> str:
    sign = "-" if match["sign"] else ""
    factor = f"{in_digits(match['factor'])}*" if match["factor"] else ""
    figures = f"{sign}{factor}log {in_digits(match['of'])}"
    return figures.rjust(len(match[0])) if len(figures) <= len(match[0]) else match[0]
