"""What the interviewer replies once a question is closed: why it got its grade, what was asked, how to contest it."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.conversation import notices
from interviewer.conversation.contest import way_to_contest
from interviewer.conversation.objection import read_objection
from interviewer.conversation.phrasing import Intent
from interviewer.conversation.reasons import explained, numbered_point
from interviewer.conversation.side_talk import remark
from interviewer.conversation.state import InterviewState, Said, WordClarification
from interviewer.conversation.steps import Step, say, turn
from knowledge.schema import Bank

_WHY = re.compile(r"\W*(?:(?:but|and|so|ok(?:ay)?|hm+|well|wait|sorry)\W+)*(?:why|how come|how so)\b", re.IGNORECASE)
_ASKS = re.compile(
    r".*\?\W*$|\W*(?:(?:please|can you|could you|would you)\W+)*(?:explain|tell me|show me|say more|elaborate|go over)\b",
    re.IGNORECASE | re.DOTALL,
)


def meant(intent: Intent, text: str) -> Intent:
    """What is meant by words that nothing else was heard in. Nothing is graded now, so whatever asks is a question."""
    if intent != "answer":
        return intent
    objection = read_objection(text)
    if _WHY.match(text) or (objection and objection.kind == "why"):
        return "why"
    if objection:
        return "disagree"
    return "explain" if _ASKS.match(text) else intent


def reviewed(state: InterviewState, intent: Intent, event: Said, bank: Bank) -> Step:
    """The reply to what is said about a closed question; what asks for nothing is told how to go on."""
    attempt = state.attempts[-1]
    known = attempt.question_id in bank
    asked = meant(intent, event.text)
    match asked:
        case "explain" | "clarify" if known:
            point = numbered_point(attempt.grade, event.text) if attempt.grade else None
            request = f"{event.text} {point.claim}" if point else event.text  # "the second point" names no subject
            return replace(state, phase="working", pending=WordClarification(attempt.question_id, request)), []
        case "reveal" if known:
            text = bank[attempt.question_id].reference
        case "why" | "verdict":
            text = explained(attempt.grade, event.text)
        case "disagree":
            text = way_to_contest(attempt, event.text)
        case "time" | "progress":
            text = remark(state, asked)
        case "wait":
            state, text = say(state, "wait")
        case "control":
            text = notices.CONTROLS
        case "end":
            text = notices.END_IN_WORDS
        case "small_talk":
            text = notices.STILL_HERE
        case _:
            text = notices.CLOSED
    return state, [turn("note", text, event.at, attempt)] if text else []
