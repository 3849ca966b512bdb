"""Finds what a message asks after a courtesy: "Right, sorry about that. How many points does this have?".

A greeting, thanks, an excuse or a return from a break often comes before a question. Read as one text, such a message is
neither; so the question is read by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from interviewer.conversation.state.intents import Intent
from interviewer.conversation.understanding.intent import read_intent, wants_break
from interviewer.conversation.understanding.question_opening import OPENS_A_QUESTION
from knowledge.text.sentences import sentence_end

MOST_CHARACTERS = 400
"""A longer message is not split (a judgement). The limit keeps the patterns fast."""
COURTEOUS: frozenset[Intent] = frozenset({"small_talk", "wait"})
"""What comes before a question without asking for anything itself."""
_ASKS_NOTHING: frozenset[Intent] = COURTEOUS | {"answer", "empty", "aloud", "note", "change", "done"}
"""What doesn't ask for anything, or takes the rest of the message with it."""
_JOINT = re.compile(r"\s*(?:[,:]|[–—]|\s-+)\s+")
"""Where a question may begin within a sentence."""
_ENDS = (".", "!", "…")
"""What ends a sentence of its own."""
_MARKS = " \n,:;–—-"
"""What joins a piece to the next, and is no part of it."""
_REPLIES = re.compile(r"\W*(?:yes|yeah|yep|yup|ya|sure|no|nope|nah)\b", re.IGNORECASE)
"""Begins what may be the reply to a follow-up."""


def asked_after(text: str) -> tuple[Sequence[str], str]:
    """What a message says before it asks something, in pieces, and the rest of it, all of which asks.

    Returns:
        Nothing, and "", if it asks nothing or says nothing before.
    """
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        return (), ""
    joined = [found.end() for found in _JOINT.finditer(text) if OPENS_A_QUESTION.match(text, found.end())]
    ended = [found.end() for found in sentence_end(";…", small=True).finditer(text)]
    starts = sorted({0, *joined, *ended})
    first = len(starts)
    while first and _asks(text[starts[first - 1] : [*starts, len(text)][first]].strip()):
        first -= 1
    if first in {0, len(starts)}:
        return (), ""
    before = [text[start:end].rstrip(_MARKS) for start, end in pairwise(starts[: first + 1])]
    return before, text[starts[first] :]


def is_courtesy(piece: str, follows_up: bool = False) -> bool:
    """Whether a piece is a courtesy in listed words.

    After a follow-up, "yes" may be the reply to it. "Hold on, isn't that ...?" only hesitates before a guess: who wants time says
    so in a sentence.
    """
    if follows_up and _REPLIES.match(piece):
        return False
    intent = read_intent(piece)
    return intent == "small_talk" or (intent == "wait" and piece.endswith(_ENDS) and not wants_break(piece))


def may_be_courtesy(piece: str, follows_up: bool = False) -> bool:
    """Whether a piece could be a courtesy in words that are not listed: it says nothing that is."""
    return not (follows_up and _REPLIES.match(piece)) and read_intent(piece) == "answer"


def _asks(piece: str) -> bool:
    return piece.endswith("?") or bool(OPENS_A_QUESTION.match(piece)) or read_intent(piece) not in _ASKS_NOTHING
