"""Words of a text as the fitted signals see them, and how many of a claim's words were said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from interviewer.grading.words import STOP_WORDS

LIST_WORDS, LIST_STOP_WORDS = 16, 0.08
"""From how many words on a stretch without a full stop is a mere list, and below which share of stop words.
A judgement, not swept."""
SENTENCE_WORDS = 8
"""How many words of a claim one sentence may cover: few say more, and words strung together are no answer.
A judgement, not swept."""
HALF_A_WORD = 0.5
"""Added to what was said and to what was not, so that the log-odds stay finite (Haldane 1956)."""
_TOKEN = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[=+*/@<>^-]+")


@lru_cache(maxsize=8192)
def tokens(text: str) -> frozenset[str]:
    """Stems of the words, numbers and signs of a text, without stop words."""
    return frozenset(_stem(token) for token in _TOKEN.findall(text.lower()) if token not in STOP_WORDS)


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of the smaller set that is in the other, damped for very small sets, 0..1."""
    if not left or not right:
        return 0.0
    return len(left & right) / (min(len(left), len(right)) + 1.0)


def cover(sentences: Sequence[str], claim: str, question: str) -> float:
    """How much of a claim's words was said: the log-odds of their share.

    Only for claims that hold a whole answer, of which each word said is a little. Words of the question earn nothing, nor
    does a long list of words, nor what a sentence strings together beyond ``SENTENCE_WORDS``. What is said beyond the
    claim costs nothing.
    """
    wanted = tokens(claim) - tokens(question) or tokens(claim)
    said: set[str] = set()
    for sentence in sentences:
        if not _lists_words(sentence):
            said.update(sorted((wanted & tokens(sentence)) - said)[:SENTENCE_WORDS])
    return float(np.log((len(said) + HALF_A_WORD) / (len(wanted) - len(said) + HALF_A_WORD)))


def _lists_words(sentence: str) -> bool:
    words = re.findall(r"[a-z']+", sentence.lower())
    return len(words) >= LIST_WORDS and sum(word in STOP_WORDS for word in words) < LIST_STOP_WORDS * len(words)


def _stem(token: str) -> str:
    # not PyStemmer as in ``grading.words``: fitted signals are counts of these very stems, so this changes with the next
    # fit or not at all
    for ending in ("ing", "ies", "ed", "es", "s"):
        if token.endswith(ending) and len(token) - len(ending) >= 3:
            return token[: -len(ending)]
    return token
