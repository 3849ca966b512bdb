"""Splits a message into its questions, so that each is answered in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.conversation.state.intents import Intent
from interviewer.conversation.talk.clarifying import asked_term
from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.understanding.question_opening import ASKS, OPENS_A_QUESTION
from knowledge.text.alternatives import table
from knowledge.text.sentences import sentences

MOST = 3
"""How many questions are answered one by one; nobody listens to more answers at once. The rest count as part of the last."""
MOST_CHARACTERS = 600
"""A longer message is not split (a judgement). The limit keeps the patterns fast."""
TALK: frozenset[Intent] = frozenset({"clarify", "time", "verdict", "progress", "repeat", "reveal"})
"""What a question may be if it is answered in a few words, without changing anything."""
_JOINT = table(
    (
        r"\b(?:and|also|plus)\b(?:\s+(?:also|then))?,?",
        "What do you mean by that, and also how long should it be?",
    ),
    before=r"\s*[,;–—-]?\s*",
    after=rf"\s+(?={ASKS})",
)
"""Where one question is joined to another in the same sentence."""
_SAME = re.compile(
    r"\W*(?:(?:so|and|i mean|as in|like|such as|say)\W+)*"
    r"(?:or\b|i mean\b|as in\b|like\b|such as\b|(?:do |did )?you mean\b|is (?:it|that|this)\b|are (?:we|you)\b)",
    re.IGNORECASE,
)
"""Opens a guess at what the question before it asks: "What do you mean by a habit? Do you mean weight decay?"."""
_OR = re.compile(r"\W*or\b", re.IGNORECASE)
"""Goes on with the question before: "or both?"."""
_OPEN_QUESTION = re.compile(
    r"\W*(?:(?:and|so|but|sorry|wait)\W+)*(?:what|which|how do you mean|in what|in which)\b", re.IGNORECASE
)
"""Opens a question that a guess at its meaning can follow."""
FEWEST_WORDS = 3
"""Fewest words of a question of its own; "why?" and "or both?" belong to the one before (a judgement)."""


def questions_in(text: str) -> list[str]:
    """The questions of a message, each with what leads to it, at most ``MOST``. A message with a single one is one piece."""
    if len(text) > MOST_CHARACTERS or not text.strip():
        return [text]
    found: list[str] = []
    lead = ""
    for piece in _pieces(text):
        whole = f"{lead} {piece}".strip()
        if not piece.endswith("?"):
            lead = whole
        elif found and (len(found) == MOST or _belongs(piece, found[-1])):
            found[-1], lead = f"{found[-1]} {whole}", ""
        else:
            found, lead = [*found, whole], ""
    if lead and found:
        found[-1] = f"{found[-1]} {lead}"
    return found if len(found) > 1 else [text]


def asks_several(text: str) -> bool:
    """Whether a message consists of several questions to the interviewer, each in listed words, and of nothing else."""
    found = questions_in(text)
    return len(found) > 1 and all(read_intent(part) in TALK for part in found)


def only_asks_back(text: str) -> bool:
    """Whether every sentence of a message asks, in listed words, for the question in other words or what it means."""
    said = sentences(text[:MOST_CHARACTERS], also=";…", small=True)
    return 1 < len(said) <= MOST and all(read_intent(each) == "clarify" for each in said)


def _pieces(text: str) -> Iterator[str]:
    for sentence in sentences(text, also=";…", small=True):
        parts = [part.strip() for part in _JOINT.split(sentence)]
        asks = sentence.rstrip().endswith("?") and all(OPENS_A_QUESTION.match(part) for part in parts)
        if len(parts) == 1 or not asks:
            yield sentence.strip()
            continue
        for part in parts[:-1]:
            yield f"{part.rstrip(' ,;?')}?"
        yield parts[-1]


def _belongs(piece: str, before: str) -> bool:
    """Whether a question only goes on with the one before."""
    if len(piece.split()) < FEWEST_WORDS:
        return True
    guesses = bool(_SAME.match(piece)) and bool(_OPEN_QUESTION.match(before) or asked_term(before))
    return guesses or bool(_OR.match(piece))
