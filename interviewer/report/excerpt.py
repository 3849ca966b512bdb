"""An excerpt of a reference answer that makes sense by itself: it begins and ends with a complete thought."""

from __future__ import annotations

import re
from collections.abc import Iterable

from interviewer.grading.feedback.wordings import FROM_THE_REFERENCE
from knowledge.schema import Question, is_prose
from knowledge.text.sentences import last_sentence

SEEN_ABOVE = "The passage above covers this too."
_LISTED = re.compile(r"\s*(?:[-*+]|\d+\.)\s")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ANNOUNCES = re.compile(
    rf"(?:\b(?:has|have|is|are|in|for|of|about)|^)\W*(?P<many>{'|'.join(_COUNTS)}|several|different|the following)\s"
    r"(?:[\w-]+\s){0,2}[\w-]+s[.*\s]*$",
    re.IGNORECASE,
)
"""The end of a sentence that says how many things come next, such as "It has two faults."."""
_MOST_ANNOUNCING = 12
"""Longest such sentence, in words: a longer one says something in its own right. A judgement."""
MOST_BEFORE = 2
"""Most blocks put before a passage: a formula, and the sentence that leads to it. A judgement."""


def excerpt(question: Question, passage: str) -> str:
    """The passage with its context: the block before if it continues a sentence, and what it announces at its end.

    A text that is not a block of the reference answer is unchanged.
    """
    blocks = question.passages()
    if passage not in blocks:
        return passage
    first = last = blocks.index(passage)
    while first > 0 and last - first < MOST_BEFORE and _goes_on(blocks[first]):
        first -= 1
    owed = announced(blocks[last])
    while last + 1 < len(blocks) and owed:
        last += 1
        # a list has all of them
        owed = max(announced(blocks[last]), 0 if _LISTED.match(blocks[last]) else owed - 1)
    return "\n\n".join(blocks[first : last + 1])


def announced(block: str) -> int:
    """How many blocks a text announces at its end, by a colon or by a number of things; 0 if it is complete."""
    if block.rstrip().rstrip("*").endswith(":"):
        return 1
    sentence = last_sentence(block)
    found = _ANNOUNCES.search(sentence) if len(sentence.split()) <= _MOST_ANNOUNCING else None
    return _COUNTS.get(found["many"].lower(), 2) if found else 0


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
    listed = _LISTED.match(text) is not None
    return not listed and text[:1].islower()
