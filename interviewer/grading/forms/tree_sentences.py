"""The sentences of an answer about a tree: those that plainly say something, in pieces that are short enough to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
LONGEST_SENTENCE = 600
"""Characters that are read together: every number is tried with every node before it, which is quadratic."""
SETS_ASIDE = re.compile(
    r"\bif\b|\bwould\b|\bsuppose\b|\?\s*$|\b(?:some|people|others|they|somebody|someone|textbooks?)\s+(?:say|says|think|claim)"
    r"|\b(?:false|untrue|wrong|not true|not the case|not right|don['’]?t think|doubt|deny|isn['’]t (?:true|the case|right))\b",
    re.I,
)
"""A sentence that supposes, asks, quotes others or denies what follows says nothing that could be checked word by word."""


def sentences_of(text: str) -> Iterator[str]:
    """The sentences and lines of a prose answer that plainly say something."""
    for whole in _SENTENCE.split(text):
        if not SETS_ASIDE.search(whole):
            yield from (piece for piece in _pieces(whole) if piece.strip())


def _pieces(sentence: str) -> Iterator[str]:
    """A sentence, cut where it is longer than one is: at its last comma or gap, or anywhere in a text without them."""
    start = 0
    while len(sentence) - start > LONGEST_SENTENCE:
        end = start + LONGEST_SENTENCE
        cut = max(sentence.rfind(mark, start + LONGEST_SENTENCE // 2, end) for mark in (",", ";"))
        cut = cut if cut >= 0 else sentence.rfind(" ", start, end)
        end = cut + 1 if cut >= 0 else end
        yield sentence[start:end]
        start = end
    yield sentence[start:]
