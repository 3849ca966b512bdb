"""Finds the question of somebody who doesn't know: "no clue, what is that?" wants a reply, and neither a grade nor the next question."""

from __future__ import annotations

from interviewer.conversation.talk.addressing import asks_in_earnest
from interviewer.conversation.understanding.asked_words import telling_words
from interviewer.conversation.understanding.intent import after_not_knowing, is_long, read_intent
from knowledge.text.alternatives import table

NOT_FOLLOWED = "What do you mean by that?"
"""What somebody asks who doesn't know what is being asked, in the words that the replies know."""
_RHETORICAL = table(
    ("who (?:knows|cares|could|can|would)", "Who knows?"),
    ("(?:how|why) (?:should|would|could|am) i", "How should I know?"),
    ("what (?:do|would|should) i (?:know|care)", "What do I know?"),
    ("what can i say|what else|what now|so what", "What can I say?"),
    before=r"\W*",
    after=r"\b",
)
"""A question that wants no reply."""


def asked_when_stuck(text: str) -> str:
    """The question that follows a statement of not knowing; "" if there is none, or it guesses at the answer."""
    if is_long(text) or read_intent(text) not in {"answer", "clarify"}:
        return ""
    asked = [rest for rest in after_not_knowing(" ".join(text.split())) if _asks(rest)]
    return asked[-1] if asked else ""


def asks_what_is_asked(question: str) -> bool:
    """Whether such a question names nothing, so that it is the interviewer's question that was not understood."""
    return bool(question) and not telling_words(question)


def _asks(rest: str) -> bool:
    return read_intent(rest) == "clarify" or (asks_in_earnest(rest) and not _RHETORICAL.match(rest))
