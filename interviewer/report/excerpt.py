"""An excerpt of a reference answer that makes sense by itself: it begins and ends with a complete thought."""

from __future__ import annotations

import re
from collections.abc import Iterable

from interviewer.grading.correction import FROM_THE_REFERENCE
from knowledge.schema import Question, is_prose

SEEN_ABOVE = "The passage above covers this too."
MOST_BEFORE = 2
"""Most blocks put before a passage: a formula, and the sentence that leads to it. A judgement."""


def excerpt(question: Question, passage: str) -> str:
    """The passage with its context: the block before if it continues a sentence, and the next if it ends in a colon.

    A text that is not a block of the reference answer is unchanged.
    """
    blocks = question.passages()
    if passage not in blocks:
        return passage
    first = last = blocks.index(passage)
    while first > 0 and last - first < MOST_BEFORE and _goes_on(blocks[first]):
        first -= 1
    while last + 1 < len(blocks) and blocks[last].rstrip().rstrip("*").endswith(":"):
        last += 1
    return "\n\n".join(blocks[first : last + 1])


def once(passages: Iterable[str]) -> list[str]:
    """The passages, each given in full only the first time; after that, a line points back to it."""
    out: list[str] = []
    for passage in passages:
        out.append(SEEN_ABOVE if passage and passage in out else passage)
    return out


def without_excerpt(right: str, passage: str) -> str:
    """What is right, without the sentence of the reference that it ends with if that is part of the passage shown below it."""
    told, mark, sentence = right.partition(f" {FROM_THE_REFERENCE} ")
    return told if mark and _words(sentence) in _words(passage) else right


def _words(text: str) -> str:
    return f" {' '.join(re.findall('[a-z0-9]+', text.lower()))} "


def _goes_on(block: str) -> bool:
    """Whether a block continues the one before: it begins in lower case, or is a formula or a table."""
    if not is_prose(block):
        return True
    text = block.lstrip()
    listed = re.match(r"(?:[-*+]|\d+\.)\s", text) is not None
    return not listed and text[:1].islower()
