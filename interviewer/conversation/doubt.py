"""A message that may be talk or part of the answer: the candidate is asked which, and one word settles it.

Until they say, it is kept like a thought spoken aloud: a skip, or the end of the time or of the interview, has it graded.
Only a plain word takes it out of the answer, and the transcript keeps it even then.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from interviewer.conversation import notices
from interviewer.conversation.doubted import Doubt
from interviewer.conversation.intent import read_intent
from interviewer.conversation.phrasing import Intent
from interviewer.conversation.state import InterviewState, Said, Turn
from interviewer.conversation.steps import Step, turn, with_attempt, with_said
from interviewer.grading.silence import says_nothing

MOST_WORDS = 8
"""A longer reply says something new (a judgement)."""
MOST_CHARACTERS = 80
"""As long as eight words can get; it bounds the patterns below."""
SHORT_WORDS = 3
"""A reply with no more words than this may well answer "Was that for me?", even if it is not understood (a judgement)."""
RESTATED: frozenset[Intent] = frozenset({"hint", "repeat", "reveal", "skip", "later", "time"})
"""Requests that are complete in plain words. Two clarifications may ask for two things, and thanks for none."""
_DRESSING = re.compile(r"[*\"“”„«»_`()\[\]]|(?<!\w)['‘’]|['‘’](?!\w)")
"""Marks around the words that the candidate was told to say. An apostrophe within a word stays."""
_SO = (
    r"(?:(?:(?:it|that|this)(?: ?['’]?s| was| is)?|oh|ok|okay|sorry|please|yes|yeah|yep|just|only|well|actually|meant|as"
    r"|i (?:meant|mean|think|guess|was)|(?:no|nope)(?=[,.;:!]| (?:it|that|this|i|my|the|for|to)\b))(?!\w)[\s,.;:!-]*)*?"
)
"""What can come before the deciding word. A bare "no" before "answer" is not an opening: "no answer"."""
_AFTER = r"(?:[\s,.;:!-]+(?:please|thanks|thank you|sorry|then|actually|i think|i guess))*[\s,.;:!…]*"
_NOT = r"(?:not|(?:(?:it|that|this) )?(?:is|was)n['’]?t)"
_PART = r"(?:(?:a )?part of )?(?:(?:my|the|an) )?(?:(?:final|whole) )?answer"
_TO_THE_INTERVIEWER = (
    r"(?:for|to) (?:you|the interviewer)|you|(?:(?:a|my|the|that) )?question(?: part)?(?: (?:for|to) you)?|(?:talk(?:ing)?|asking)(?: to)?(?: you)?"
    rf"|{_NOT} {_PART}|{_NOT} part of it|no (?:part of (?:it|(?:(?:my|the) )?answer)|answer)|yes|yeah|yep"
    r"|(?:the )?(?:first|former)(?: (?:one|option))?"
)
_OF_THE_ANSWER = (
    rf"(?:for )?{_PART}|{_NOT} (?:for|to) you|mine|part of it|no|nope|(?:count|grade|keep|include) (?:it|that|this)"
    r"|(?:the )?(?:second|latter)(?: (?:one|option))?"
)
_BOTH = re.compile(
    rf"\s*{_SO}(?:(?:(?:a (?:bit|little) of )?both|both (?:of (?:them|these|those)|really)|the two|a mix(?: of (?:both|the two))?"
    rf"|(?:an|my|the) answer and (?:a|the) question|(?:a|the) question and (?:an|my|the) answer"
    rf"|(?:only )?(?:the )?(?:first|second|last|other|one) (?:part|half|bit|sentence|one) (?:was|is) (?:(?:for|to) you|(?:a|my|the) question"
    rf"|{_PART})(?: to you)?)){_AFTER}",
    re.IGNORECASE,
)
_TALK = re.compile(rf"\s*{_SO}(?:{_TO_THE_INTERVIEWER}){_AFTER}", re.IGNORECASE)
_ANSWER = re.compile(rf"\s*{_SO}(?:{_OF_THE_ANSWER}){_AFTER}", re.IGNORECASE)
"""Replies to "Was that for me, or part of your answer?". A bare yes or no answers its first half."""


def ask_whom(state: InterviewState, event: Said, mine: Turn) -> Step | None:
    """Ask whether a message was for the interviewer.

    Returns:
        None if it is certainly an answer: the candidate is thinking aloud or replacing an answer.
    """
    attempt = state.attempts[-1]
    if event.heard is None or attempt.aloud or attempt.replacing or says_nothing(event.text):
        return None
    doubt = Doubt(event.heard, len(attempt.answer), attempt.confidence)
    state = with_attempt(with_said(state, event), aloud=True, doubt=doubt)
    return state, [replace(mine, kind="talk"), turn("note", notices.FOR_ME, event.at, attempt)]


def ask_again(state: InterviewState, event: Said, intent: Intent, mine: Turn) -> Step | None:
    """Ask once more, if a short reply to the question settles nothing and asks for nothing.

    The reply is kept at the end of the answer, since it may be part of it, and the next word counts for both messages.

    Returns:
        None if the candidate was already asked twice, or the reply is longer.
    """
    attempt = state.attempts[-1]
    doubt = attempt.doubt
    nothing = intent in {"small_talk", "next", "empty"}
    says = intent == "answer" and len(event.text.split()) <= SHORT_WORDS and not says_nothing(event.text)
    if doubt is None or doubt.again or not (nothing or says):
        return None
    doubt = replace(doubt, again=True, ends=len(attempt.answer))
    asked = with_attempt(state, doubt=doubt)
    if says:
        asked = with_said(asked, event)
    return asked, [replace(mine, kind="talk"), turn("note", notices.FOR_ME_AGAIN, event.at, attempt)]


def settled(text: str) -> Literal["talk", "answer", "both"] | None:
    """What the message in doubt was, going by the next reply; None if that does not say."""
    said = " ".join(_DRESSING.sub("", text[: 2 * MOST_CHARACTERS]).split())
    if len(text) > 2 * MOST_CHARACTERS or len(said) > MOST_CHARACTERS or len(said.split()) > MOST_WORDS:
        return None
    if _BOTH.fullmatch(said):
        return "both"
    talk, answer = bool(_TALK.fullmatch(said)), bool(_ANSWER.fullmatch(said))
    if talk == answer:
        return None
    return "talk" if talk else "answer"


def was_talk(state: InterviewState, event: Said) -> tuple[InterviewState, Said]:
    """The state with the message in doubt removed from the answer, and that message, to be replied to now."""
    attempt = state.attempts[-1]
    doubt = attempt.doubt
    assert doubt is not None  # only asked for if there is one
    text = attempt.answer[doubt.begins : doubt.ends or None].strip("\n")
    answer = attempt.answer[: doubt.begins]
    state = with_attempt(state, answer=answer, aloud=False, doubt=None, confidence=doubt.confidence)
    return state, replace(event, text=text, heard=doubt.intent, unsure=False)


def restated(state: InterviewState, event: Said) -> InterviewState:
    """The state without the message in doubt, if the same request is now made in plain words.

    A reply that was not understood may still be part of the answer; if there was one, everything stays.
    """
    attempt = state.attempts[-1]
    doubt = attempt.doubt
    if doubt is None or doubt.ends not in {0, len(attempt.answer)} or doubt.intent not in RESTATED:
        return state
    return was_talk(state, event)[0] if read_intent(event.text) == doubt.intent else state


def replied(state: InterviewState, asked: str) -> InterviewState:
    """The state in which the message in doubt is not replied to again, now that what it may have asked for is done.

    Args:
        asked: An intent, or the control that was pressed.
    """
    doubt = state.attempts[-1].doubt
    if doubt is None or doubt.intent != asked or asked not in RESTATED:
        return state
    return with_attempt(state, doubt=replace(doubt, intent="small_talk"))
