"""What the interviewer says once a question is closed: why it got its grade, what was asked, how to contest it."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.conversation.grades.all_correct import asks_if_all_is_right, told_if_all_is_right
from interviewer.conversation.grades.asked_after import Further, asks_further, told_further
from interviewer.conversation.grades.contest import way_to_contest
from interviewer.conversation.grades.denial import gives_back
from interviewer.conversation.grades.full_marks import asks_full_marks, full_marks
from interviewer.conversation.grades.grade_talk import About, asked_about, overview, told_of_grade
from interviewer.conversation.grades.mistaken import told_too_late
from interviewer.conversation.grades.moved import moves
from interviewer.conversation.grades.reasons import asks_why, explained, is_of_the_grade, numbered_point
from interviewer.conversation.phrases import notices
from interviewer.conversation.phrases.saying import say
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import InterviewState, NoteAbout, Said, WordClarification
from interviewer.conversation.state.steps import Step, turn
from interviewer.conversation.talk.side_talk import remark
from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.understanding.objection import read_objection
from interviewer.grading.taken_back import corrects_itself
from knowledge.schema import Bank

_ASKS = re.compile(
    r".*\?\W*$|\W*(?:(?:please|can you|could you|would you)\W+)*(?:explain|tell me|show me|say more|elaborate|go over)\b",
    re.IGNORECASE | re.DOTALL,
)


_OF_AN_OPEN_QUESTION: frozenset[Intent] = frozenset(
    {"hint", "repeat", "change", "later", "done", "aloud", "note", "empty", "control", "wait"}
)
"""Intents that mean nothing once a question is closed: a message that was merely heard as one is read by its words."""
_MAY_ASK_OF_GRADE: frozenset[Intent] = frozenset({"answer", "explain", "clarify", "verdict", "progress"})
"""Intents that a question about the grade may be read as. A why, an objection or another wish is handled as such."""
_AGAIN = re.compile(
    r"\b(?:grade|read|check|look at|judge|mark|assess)\b[^?]*\bagain\b|\bre-?(?:grade|check|read|assess)\b|\bsecond look\b|\b(?:give|want|deserve) (?:me )?(?:that|the|this|my) points?\b"
    r"|\bi(?: think| believe)? (?:you|that you) (?:misheard|misread|misunderstood|missed|overlooked)\b|\byou(?:['’]re| are) (?:wrong|mistaken)\b",
    re.IGNORECASE,
)
"""Asks for the answer to be read again without saying which point."""


_OF_PLACE = re.compile(
    r"\b(?:left|remain\w*|more|to go|questions?|time|minutes?|hours?|long|clock|number|last|next|over|end|finish\w*|done|half ?way|through|progress)\b",
    re.IGNORECASE,
)
"""Asks where the interview stands, and not how the answer did."""
_WANTS_MORE = re.compile(
    r"\bexplain\b|\bi (?:don['’]?t|do not|didn['’]?t|still don['’]?t|can['’]?t) (?:really |quite |fully )?(?:get|understand|follow|see)\b",
    re.IGNORECASE,
)
"""Asks for more than the verdict on a point: what it means."""
_IF_WRONG = re.compile(
    r"\b(?:was|were|is|are) (?:that|this|it|those|they|my \w+|what i \w+)\b[^?]{0,30}\b(?:wrong|right|false|true|correct|incorrect)\W*\?\W*$",
    re.IGNORECASE,
)
"""Asks whether something that was said is right, which objects to nothing."""


def _goes_before(further: Further, about: About | None, listed: Intent) -> bool:
    """Whether a message that asks something further is answered as such, and not as what else it may be."""
    if listed != "answer" and not (further in {"again", "slip"} and listed in _OF_AN_OPEN_QUESTION):
        return False
    return about is None or further in {"hints", "replies"}


def objects(text: str) -> bool:
    """Whether a message objects to a verdict, by its words."""
    return bool(read_objection(text) or gives_back(text) or _AGAIN.search(text))


def meant(intent: Intent, text: str) -> Intent:
    """The intent of a message that was read as nothing else. Nothing is graded now, so anything that asks is a question."""
    if asks_full_marks(text):
        return "reveal"
    objecting = objects(text)
    if intent == "disagree" and not objecting and _IF_WRONG.search(text):
        return "explain"
    if intent not in {"answer", *_OF_AN_OPEN_QUESTION} or read_intent(text) != "answer":
        return intent
    if asks_why(text):
        return "why"
    if objecting:
        return "disagree"
    return "explain" if _ASKS.match(text) else intent


def talked_of_closed(state: InterviewState, intent: Intent, event: Said, bank: Bank) -> Step:
    """The reply to a message about a closed question; if it asks for nothing, the reply says how to go on."""
    attempt = state.attempts[-1]
    known = attempt.question_id in bank
    if known and asks_if_all_is_right(event.text):
        text = told_if_all_is_right(bank[attempt.question_id], attempt.grade)
        return state, [turn("note", text, event.at, attempt)]
    if known and read_objection(event.text) is None and corrects_itself(event.text, challenged=True):
        text = told_too_late(bank[attempt.question_id], attempt.grade, event.text)
        return state, [turn("note", text, event.at, attempt, about="" if attempt.grade else "no grade")]
    # what a message was merely heard as counts for less than its words
    may_be = intent in _MAY_ASK_OF_GRADE or (intent != "disagree" and read_intent(event.text) == "answer")
    may_ask = may_be and not asks_why(event.text) and read_objection(event.text) is None
    about = asked_about(event.text) if may_ask else None
    further = asks_further(event.text) if known and not objects(event.text) else None
    if further and _goes_before(further, about, read_intent(event.text)):
        return state, [turn("note", told_further(further, attempt), event.at, attempt)]
    if about and known:
        text = told_of_grade(about, bank[attempt.question_id], attempt.grade, event.text)
        return state, [turn("note", text, event.at, attempt)]
    asked = meant(intent, event.text)
    wants_more = bool(_WANTS_MORE.search(event.text)) and not asks_why(event.text)
    if asked == "why" and known and (wants_more or not is_of_the_grade(attempt.grade, event.text)):
        asked = "explain"
    about_note: NoteAbout = ""
    match asked:
        case "explain" | "clarify" if known:
            point = numbered_point(attempt.grade, event.text) if attempt.grade else None
            request = f"{event.text} {point.claim}" if point else event.text  # "the second point" names no subject
            return replace(state, phase="working", pending=WordClarification(attempt.question_id, request)), []
        case "reveal" if known:
            text = full_marks(bank[attempt.question_id], attempt.grade)
        case "why" | "verdict":
            text = explained(attempt.grade, event.text, moves(attempt))
        case "disagree":
            text = way_to_contest(attempt, event.text)
        case "progress" if known and read_intent(event.text) != asked and not _OF_PLACE.search(event.text):
            text = overview(attempt.grade)
        case "time" | "progress":
            text = remark(state, asked)
        case "repeat" if known:
            text = bank[attempt.question_id].question
        case "wait":
            state, text = say(state, "wait")
        case "control":
            text, about_note = notices.CONTROLS, "going on"
        case "end":
            text, about_note = notices.END_IN_WORDS, "going on"
        case "small_talk":
            text, about_note = notices.STILL_HERE, "going on"
        case _:
            text, about_note = notices.CLOSED, "no grade"
    return state, [turn("note", text, event.at, attempt, about=about_note)] if text else []
