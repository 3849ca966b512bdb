"""A message as hashed n-grams: of one to three words, and of three to five letters within words.

A sentence embedding says what a message is about. Whether it is addressed to somebody shows in small words, punctuation and
their order, which the embedding all but ignores. No vocabulary is kept: each piece is hashed to a place in a table
(Weinberger et al. 2009, Feature Hashing for Large Scale Multitask Learning).
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

PLACES = 4096
"""Places for word n-grams, and as many again for letter n-grams: a few thousand messages fill them only thinly."""
WORDS_IN_A_ROW = 3
"""Longest run of words that is a feature. By hand."""
SHORTEST_LETTERS, LONGEST_LETTERS = 3, 5
"""Shortest and longest run of letters that is one. By hand."""
_TOKEN = re.compile(r"[\w']+|[?!.,:;]")
"""A word or a mark."""


def grams(text: str) -> NDArray[np.float64]:
    """The hashed n-grams of a text, (2 * PLACES,): each half has norm 1, or is all zeros if the text has none."""
    tokens = _TOKEN.findall(text.lower().replace("’", "'"))
    table = np.zeros(2 * PLACES)
    for offset, pieces in ((0, set(_words(["^", *tokens, "$"]))), (PLACES, set(_letters(tokens)))):
        for piece in pieces:
            place = zlib.crc32(piece.encode())
            # the sign comes from a bit the place does not use, so that pieces that share a place cancel out on average
            table[offset + place % PLACES] += 1.0 if place >> 31 else -1.0
        half = table[offset : offset + PLACES]
        half /= math.sqrt(float(half @ half)) or 1.0
    return table


def _words(tokens: list[str]) -> Iterator[str]:
    for length in range(1, WORDS_IN_A_ROW + 1):
        for start in range(len(tokens) - length + 1):
            yield " ".join(tokens[start : start + length])


def _letters(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        word = f" {token} "
        for length in range(SHORTEST_LETTERS, LONGEST_LETTERS + 1):
            for start in range(max(1, len(word) - length + 1)):
                yield word[start : start + length]
