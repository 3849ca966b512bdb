"""The part of a long quote that shows a point was made, where the beginning alone would break off before it."""

from __future__ import annotations

import re

from interviewer.grading.text.quotation import MAX_QUOTE_WORDS, is_code, shortened
from interviewer.grading.text.words import content_words

_CLAUSE = re.compile(r"(?<=[,;:.!?])\s+|\s+[–—-]\s+|\s+(?=(?:and|but|because|which|while|whereas|since|so)\b)")
"""Where a clause ends: finer than ``sentences``, since the shortest part that shows a point is wanted."""


def telling_part(quote: str, about: str, words: int = MAX_QUOTE_WORDS) -> str:
    """The clauses of a quote that share most words with a point, with ellipses for what is left out.

    A quote that fits as a whole, code, and one whose beginning says as much of the point, are returned as they are.

    Args:
        about: The point.
        words: How many words fit.
    """
    if len(quote.split()) <= words or is_code(quote) or "$" in quote:
        return quote
    wanted = content_words(about)

    def told(text: str) -> int:
        return len(wanted & content_words(text))

    ends = [0, *(found.start() for found in _CLAUSE.finditer(quote)), len(quote)]
    spans = [(a, b) for n, a in enumerate(ends) for b in ends[n + 1 :] if len(quote[a:b].split()) <= words]
    if not spans:
        return quote
    first, last = max(spans, key=lambda span: (told(quote[slice(*span)]), span[0] - span[1]))
    part = quote[first:last].strip(" ,;:–—-")
    if told(part) <= told(shortened(quote, words)):
        return quote
    return f"{'… ' if first else ''}{part}{' …' if last < len(quote) else ''}"
