"""How many of a request's words a sentence covers; rare words count more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interviewer.conversation.understanding.asked_words import asked_words

UNKNOWN = 1.0
"""What a word counts that no sentence has: "practice" in "How does it go in practice?" (a judgement)."""
ALIKE = 0.7
"""What a word counts in a sentence that has only another one for the same thing (a judgement)."""
LEANING = 0.5
"""What a word counts that only the sentence before has, on which this one leans (a judgement)."""
_PLAIN = (
    "count counted counting weight weigh matter",
    "big bigger large larger huge",
    "small smaller little few fewer",
    "net network",
    "picture image photo",
    "slow slower fast faster speed time expensive cheap cost",
    "ahead horizon",
    "bad worse price limit drawback disadvantage downside problem caveat conflict",
    "good better gain advantage benefit help useful",
    "grow rise increase",
    "shrink fall drop decrease reduce",
    "same identical equal",
    "copy imitate",
    "dense fully",
    "conv convolution",
    "half 2",
    "parameter weight bias",
    "gradient backpropagation backprop backward",
    "word term token",
    "document text",
)
"""Words that candidates use for one and the same thing, each row for one."""
_SAME = tuple(asked_words(row) for row in _PLAIN)
_BARE = asked_words("isn aren wasn weren doesn don didn hasn haven hadn shouldn couldn wouldn won ain ve ll re")
"""What is left of "isn't" and "I've"."""


def shares(
    wanted: frozenset[str],
    own: Sequence[str],
    known: Sequence[str],
    told: Sequence[str],
    points: Sequence[str] = (),
) -> NDArray[np.float64]:
    """The share of the wanted words that each sentence has, float (n,); a word counts less the more sentences have it.

    Args:
        wanted: Stems of the words of the request.
        own: What the sentences of the question are compared by, which decide how rare a word is.
        known: What all sentences are compared by.
        told: The same sentences as they are told, with the one before if they lean on it.
        points: What answers say that make the point each sentence is the reference for, "" for none. A word counts there only
            if no sentence has it.
    """
    wanted = wanted - _BARE or wanted
    meant = {word: frozenset({word}).union(*(row for row in _SAME if word in row)) for word in wanted}
    count = Counter(word for text in own for word in wanted if meant[word] & asked_words(text))
    worth = {word: math.log1p((1 + len(own)) / (1 + count[word])) if count[word] else UNKNOWN for word in wanted}
    whole = sum(worth.values())

    def had(word: str, about: frozenset[str], text: frozenset[str], point: frozenset[str]) -> float:
        if word in about:
            return 1.0
        in_other_words = word in point and not count[word]
        return ALIKE if meant[word] & about or in_other_words else LEANING * (word in text)

    made = points or [""] * len(known)
    stems = [(asked_words(a), asked_words(t), asked_words(p)) for a, t, p in zip(known, told, made, strict=True)]
    return np.asarray([sum(worth[word] * had(word, *each) for word in wanted) / whole for each in stems])
