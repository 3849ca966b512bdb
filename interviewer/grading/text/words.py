"""Content words as stems: how feedback and appeals find the passage or sentence that a text is about."""

from __future__ import annotations

import re
from functools import lru_cache

_STOP_WORDS = """
    a an the of to in is are be it its this that and or for with on as at by from you your we i so then if do does can
    will would just have has there they their which what when
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Function words. A fitted feature of the embedded judge leaves out exactly these, so the list must not change until the
judge is fitted again."""
SHORTEST = 4
"""Length of the shortest word that counts; shorter ones are mostly function words. A judgement, not swept."""


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """Stems (Porter 2) of the longer words of a text, without stop words."""
    import Stemmer

    words = (word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) >= SHORTEST)
    # a new stemmer each time: one must not be shared between threads, and making one costs microseconds
    return frozenset(Stemmer.Stemmer("english").stemWords([word for word in words if word not in STOP_WORDS]))
