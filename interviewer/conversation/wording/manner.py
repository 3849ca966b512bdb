"""The manner of a model's wording: it must not judge the candidate, nor speak as a chatbot speaks."""

from __future__ import annotations

import re

from knowledge.text.alternatives import table

_JUDGING = re.compile(
    r"\b(?:exactly|right|correct(?:ly)?|indeed|true|agreed?|good|great|nice|wrong(?:ly)?|incorrect|mistaken?|false|error"
    r"|actually|in fact|really|not quite)\b",
    re.IGNORECASE,
)
"""Words around the candidate's own that would reveal whether those are right."""
_ASKS_AN_ASSISTANT = re.compile(
    r"\b(?:please|provide|elaborate|assist|(?:more|further|additional) (?:information|details?))\b", re.IGNORECASE
)
"""What people write to a chatbot, and no interviewer says: "Could you please provide me with more information about ...?"."""

_COMPLIES = table(
    (
        r"(?:sure|certainly|of course|absolutely|definitely|no problem|got it|happy to|here(?:['’]s| is))\b",
        "Sure, can you compare them?",
    ),
    (
        r"(?:that['’]s (?:an? )?)?(?:great|good|nice|interesting) (?:question|point)\b",
        "Great question. What about the norm?",
    ),
    before=r"\W*",
)
"""How a chatbot begins when it does as it was told, while nobody has asked the interviewer for anything."""


def judges(text: str, bank_words: str) -> bool:
    """Whether words that the bank's question does not have would tell the candidate whether something is right."""
    return _adds(_JUDGING, text, bank_words)


def chats(reply: str, bank_words: str) -> bool:
    """Whether a reply asks as people ask a chatbot, or begins as a chatbot does."""
    return complies(reply) or _adds(_ASKS_AN_ASSISTANT, reply, bank_words)


def complies(reply: str) -> bool:
    """Whether a reply begins by agreeing to do something."""
    return bool(_COMPLIES.match(reply))


def _adds(words: re.Pattern[str], text: str, bank_words: str) -> bool:
    return any(word.lower() not in bank_words.lower() for word in words.findall(text))
