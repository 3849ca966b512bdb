"""A message that may be talk or part of the answer: the candidate is asked once, and one word settles it.

Until they say, it is kept as what is thought aloud is: a skip, the end of the time or of the interview has it graded.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from interviewer.conversation import notices
from interviewer.conversation.phrasing import Intent
from interviewer.conversation.state import Doubt, InterviewState, QuestionAttempt, Said, Turn
from interviewer.conversation.steps import Step, turn, with_attempt
from interviewer.grading.silence import says_nothing

MOST_WORDS = 8
"""A longer reply says something of its own (a judgement)."""
_SO = (
    r"(?:(?:it|that|this)(?: ?['’]?s| was| is)?|oh|sorry|yes|yeah|yep|no|nope|just|only|i meant|i mean|well)[\s,.;:!]*"
)
_TO_THE_INTERVIEWER = (
    r"(?:for|to) (?:you|the interviewer)|you|(?:a |my )?question(?: (?:for|to) you)?|(?:just |only )?talk(?:ing)?(?: to you)?"
    r"|(?:not|no) (?:part of )?(?:(?:my|the|an) )?answer|yes|yeah|yep"
)
_OF_THE_ANSWER = (
    r"(?:(?:a )?part of )?(?:(?:my|the|an) )?answer|(?:my|the) (?:final|whole) answer|(?:not )(?:for|to) you|mine|part of it"
    r"|no|nope|the (?:second|latter)|both"
)
_TALK = re.compile(rf"\s*(?:{_SO})*?(?:{_TO_THE_INTERVIEWER}|the (?:first|former))[\s.!]*", re.IGNORECASE)
_ANSWER = re.compile(rf"\s*(?:{_SO})*?(?:{_OF_THE_ANSWER})[\s.!]*", re.IGNORECASE)
"""Replies to "Was that for me, or part of your answer?". A bare yes is to its first half, a bare no as well."""


def ask_whom(state: InterviewState, event: Said, mine: Turn) -> Step | None:
    """Ask whether a message was for the interviewer.

    Returns:
        None where it is an answer: the candidate thinks aloud or replaces an answer.
    """
    attempt = state.attempts[-1]
    if event.heard is None or attempt.aloud or attempt.replacing or says_nothing(event.text):
        return None
    answer = f"{attempt.answer}\n\n{event.text}" if attempt.answer else event.text
    doubt = Doubt(event.heard, len(attempt.answer), event.confidence)
    state = with_attempt(state, answer=answer, aloud=True, doubt=doubt)
    return state, [replace(mine, kind="talk"), turn("note", notices.FOR_ME, event.at, attempt)]


def settled(attempt: QuestionAttempt, text: str, intent: Intent) -> Literal["talk", "answer"] | None:
    """What the message in doubt was, by what is said next; None where that does not tell.

    Args:
        intent: What the new message is. Where it asks for the very thing, it is the same request in plainer words.
    """
    said = " ".join(text.split())
    if attempt.doubt is not None and intent == attempt.doubt.intent:
        return "talk"
    if len(said.split()) > MOST_WORDS:
        return None
    if _ANSWER.fullmatch(said) and not _TALK.fullmatch(said):
        return "answer"
    return "talk" if _TALK.fullmatch(said) else None


def was_answer(state: InterviewState) -> InterviewState:
    """The state in which the message in doubt counts, with how sure the candidate was of it."""
    attempt = state.attempts[-1]
    if attempt.doubt is None or attempt.doubt.confidence is None:
        return state
    return with_attempt(state, confidence=attempt.doubt.confidence)


def was_talk(state: InterviewState, event: Said) -> tuple[InterviewState, Said]:
    """The state without the message in doubt in its answer, and that message as it is replied to now."""
    attempt = state.attempts[-1]
    assert attempt.doubt is not None  # only asked for where there is one
    begins = attempt.doubt.begins
    text = attempt.answer[begins:].strip("\n")
    state = with_attempt(state, answer=attempt.answer[:begins], aloud=False, doubt=None)
    return state, replace(event, text=text, heard=attempt.doubt.intent, unsure=False)
