"""Words and marks that several views show."""

from __future__ import annotations

import re

from interviewer.grading.text.quotation import shortened
from interviewer.grading.text.telling_part import telling_part
from knowledge.text.plurals import counted

BONUS = "bonus"
"""Shown instead of a weight for a point that does not count towards the score."""
SHORT_QUOTE_WORDS = 24
"""Longest quote in a verdict, in words: about two lines. A judgement."""


def short_quote(quote: str, words: int = SHORT_QUOTE_WORDS, about: str = "") -> str:
    """The first words of a quote, with an ellipsis if it goes on; no formula is cut in two.

    Args:
        about: If given, the words that say most about this are quoted instead of the first.
    """
    part = telling_part(quote, about, words) if about else quote
    return " ".join(part.split()) if part != quote else shortened(quote, words)


def topic_words(topic: str) -> str:
    """A topic as it is shown: "batch-normalization" as "batch normalisation", spelt like the rest of the page."""
    return re.sub(r"(?<=[a-z]{3})iz(?=(?:ation|er)s?\b)", "is", topic.replace("-", " "))


def count(number: int, noun: str) -> str:
    """A number and its noun, as ``counted`` writes them."""
    return counted(number, noun)
