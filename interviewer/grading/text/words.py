"""Content words as stems: how feedback and appeals find the passage or sentence that a text is about."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.text.function_words import FUNCTION_WORDS

SHORTEST = 4
"""Length of the shortest word that counts; shorter ones are mostly function words. A judgement, not swept."""


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """Stems (Porter 2) of the longer words of a text, without function words."""
    import Stemmer

    words = (word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) >= SHORTEST)
    # a new stemmer each time: one must not be shared between threads, and making one costs microseconds
    return frozenset(Stemmer.Stemmer("english").stemWords([word for word in words if word not in FUNCTION_WORDS]))
