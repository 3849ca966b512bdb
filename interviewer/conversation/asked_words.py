"""The words of a request that say what it asks about: their stems, without the words common to all requests."""

from __future__ import annotations

import re
from functools import lru_cache

_FRAME_WORDS = """
    a an the of to in is are be it its this that and or for with on as at by from you your we i so then if do does can will
    would just have has there they their which what when should could may must shall want need mean assume use say talk here
    also kind question answer me my give how about any some one expect like please ok okay fine think many much more than not
    only both too go take know tell write include mention discuss explain cover using used case thing things am was let us set
    get make something anything them these those don into where who whether either
"""
_FRAME = frozenset(_FRAME_WORDS.split())
SHORTEST = 2
"""Length of the shortest word kept: "L1" and "T5" can say most of what is asked. A judgement."""


@lru_cache(maxsize=4096)
def asked_words(text: str) -> frozenset[str]:
    """Stems (Porter 2) of the content words of a request."""
    import Stemmer

    words = [word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) >= SHORTEST and word not in _FRAME]
    # a new stemmer each time, since one must not be shared between threads
    return frozenset(Stemmer.Stemmer("english").stemWords(words))
