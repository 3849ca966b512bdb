"""What a term means, if a text of the bank defines it in passing: "A bottleneck is a layer with few units"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.text.marks import ITEM

MOST_WORDS = 32
"""Longest definition that is given to somebody who asks what a term means, in words (a judgement)."""
MOST_BEFORE = 3
"""Most words before the term; later in a sentence, something else is usually said about it (a judgement)."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z*])|\n+")
"""Where a sentence ends: unlike in ``sentences``, never before a small letter. Those of a bank begin with a capital, and its
abbreviations may be any."""
_DEFINES = (
    r"(?:\s*\([^()]{1,40}\))?\s+(?:is|are|means?|refers? to|stands? for|denotes?)\s+"
    r"(?:an?|the|one|two|what|when|how|any|those|that|just|simply|short for)\b"
)


def definition(term: str, texts: Iterable[str]) -> str:
    """The first sentence in some texts that says what a term is; "" if none does.

    Args:
        term: As a candidate wrote it; case and plurals do not matter.
    """
    words = [re.escape(word) for word in term.lower().removesuffix("s").split()]
    if not words:
        return ""
    named = r"[\s-]+".join(words)
    wanted = re.compile(rf"(?:\S+\s+){{0,{MOST_BEFORE}}}?(?:an?\s+|the\s+)?{named}(?:e?s)?{_DEFINES}", re.IGNORECASE)
    for text in texts:
        for piece in _SENTENCE.split(text):
            plain = ITEM.sub("", piece).replace("*", "").strip()
            if len(plain.split()) <= MOST_WORDS and plain.endswith(".") and "|" not in plain and wanted.match(plain):
                return plain
    return ""
