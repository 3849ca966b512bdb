"""Whether a message says no more than that its writer doesn't know, even if it names what: "I don't know how they compare"."""

from __future__ import annotations

import re

from interviewer.grading.screening.silence import DRESSING, STUCK, says_nothing

MOST_CHARACTERS = 300
"""A longer message says more than that (a judgement)."""
_FIRST = re.compile(rf"\W*(?:(?:{DRESSING})\b\W*)*(?:{STUCK})\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\b(?:but|maybe|perhaps|because|since|probably|except|only that|i(?:['’]d| would)? (?:think|guess|believe|suppose|say|know|remember)"
    r"|(?:could|might|may) (?:be|have)|exactly|for sure)\b(?!\W*$)|[:;=]",
    re.IGNORECASE,
)
"""Matches words after which something is said all the same: "I don't know exactly, but it keeps the variance stable"."""
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")


def admits_not_knowing(text: str) -> bool:
    """Whether every sentence of a message is empty or says that its writer doesn't know something, and none goes on from there."""
    if says_nothing(text):
        return True
    if len(text) > MOST_CHARACTERS:
        return False
    said = [sentence for sentence in _SENTENCES.split(text.strip()) if sentence.strip()]
    return all(says_nothing(sentence) or _only_admits(sentence) for sentence in said)


def _only_admits(sentence: str) -> bool:
    found = _FIRST.match(sentence)
    return found is not None and "?" not in sentence and not _GOES_ON.search(sentence, found.end())
