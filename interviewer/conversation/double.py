"""A message that both answers and asks: "KL divergence. Am I right?" The statement is graded, the question answered."""

from __future__ import annotations

import re
from typing import Literal

from interviewer.conversation import notices, phrases
from interviewer.conversation.clarifying import no_assumption
from interviewer.conversation.intent import read_intent
from interviewer.conversation.side_talk import remark
from interviewer.conversation.state import InterviewState

MOST_CHARACTERS = 160
"""How many characters at the end of a message are searched for a question (a judgement); it bounds the pattern."""
_TAIL = re.compile(r"[.!;:…\n]\s+(?P<tail>[^.!;:…\n?]{2,80}\?+)\s*$")
"""The question that ends a message, after a sentence of another kind."""


def asks_at_its_end(text: str) -> Literal["verdict", "time", "progress"] | None:
    """What a message asks at its end, after something else, if a listed word settles that; None otherwise."""
    tail = _tail_of(text)
    if not tail:
        return None
    intent = read_intent(tail)
    match intent:
        case "verdict" | "time" | "progress":
            return intent
    return None


def reply_to_both(state: InterviewState) -> str:
    """The reply to the question in a message that turned out to be both question and answer, after the candidate was asked."""
    attempt = state.attempts[-1]
    doubt = attempt.doubt
    assert doubt is not None  # only asked for if there is one
    text = attempt.answer[doubt.begins : doubt.ends or None].strip()
    tail = _tail_of(text) or text
    intent = read_intent(tail)
    for asked in (intent, doubt.intent):
        match asked:
            case "verdict" | "time" | "progress" | "reveal" | "why" | "explain" | "disagree":
                return remark(state, asked)
            case "clarify":
                return no_assumption(tail, len(state.used))
            case "hint":
                return notices.HINT_AFTER
    return phrases.VERDICT_COACH if state.setup.mode == "coach" else phrases.VERDICT_LATER


def _tail_of(text: str) -> str:
    match = _TAIL.search(text[-MOST_CHARACTERS:].strip())
    return match["tail"].strip() if match else ""
