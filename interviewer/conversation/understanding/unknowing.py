"""Whether a message only says that its writer doesn't know, even if it says what: "I don't know how they compare"."""

from __future__ import annotations

from interviewer.grading.screening.not_knowing import DRESSING, STUCK
from interviewer.grading.screening.silence import says_nothing
from knowledge.text.alternatives import shared, table
from knowledge.text.sentences import sentences

MOST_CHARACTERS = 300
"""A longer message says more than that (a judgement)."""
_FIRST = table((STUCK, "Honestly, I don't know"), before=rf"\W*(?:(?:{DRESSING})\b\W*)*", after=r"\b")
"""Opens a sentence by saying that its writer doesn't know."""
_GOES_ON = table(
    shared(
        r"\b",
        ("but|maybe|perhaps|because|since|probably|except|only that", "no idea, but it helps"),
        (
            "i(?:['’]d| would)? (?:think|guess|believe|suppose|say|know|remember)",
            "no idea, I'd guess the norm",
        ),
        ("(?:could|might|may) (?:be|have)", "no idea, it could be the norm"),
        ("exactly|for sure", "I don't know for sure how it works"),
        after=r"\b(?!\W*$)",
    ),
    ("[:;=]", "no idea: the norm"),
)
"""What follows these words says something after all: "I don't know exactly, but it keeps the variance stable"."""


def admits_not_knowing(text: str) -> bool:
    """Whether every sentence of a message is empty or says that its writer doesn't know something, and none goes on from there."""
    if says_nothing(text):
        return True
    if len(text) > MOST_CHARACTERS:
        return False
    return all(says_nothing(sentence) or _only_admits(sentence) for sentence in sentences(text, also="…", small=True))


def _only_admits(sentence: str) -> bool:
    found = _FIRST.match(sentence)
    return found is not None and "?" not in sentence and not _GOES_ON.search(sentence, found.end())
