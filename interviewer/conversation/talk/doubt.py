"""A message that may be talk or part of the answer: the candidate is asked which, and one word settles it.

Until they say, it is kept like a thought spoken aloud: a skip, or the end of the time or of the interview, has it graded.
Only a plain word takes it out of the answer, and the transcript keeps it even then.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.doubted import Doubt
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Said, Turn
from interviewer.conversation.state.steps import Step, turn, with_attempt, with_said
from interviewer.conversation.talk.settling import answer_before_question
from interviewer.conversation.understanding.intent import read_intent
from interviewer.grading.screening.silence import says_nothing

KEPT = "I'll keep the first part as your answer."
SHORT_WORDS = 3
"""A reply with no more words than this may well answer "Was that for me?", even if it is not understood (a judgement)."""
RESTATED: frozenset[Intent] = frozenset({"hint", "repeat", "reveal", "skip", "later", "time"})
"""Requests that are complete in plain words. Two clarifications may ask for two things, and thanks for none."""


def ask_whom(state: InterviewState, event: Said, mine: Turn) -> Step | None:
    """Ask whether a message was for the interviewer.

    Returns:
        None if it is certainly an answer: the candidate is thinking aloud or replacing an answer.
    """
    attempt = state.attempts[-1]
    if event.heard is None or attempt.aloud or attempt.replacing or says_nothing(event.text):
        return None
    return kept_in_doubt(state, event, mine, Doubt(event.heard, len(attempt.answer), attempt.confidence))


def kept_in_doubt(state: InterviewState, event: Said, mine: Turn, doubt: Doubt) -> Step:
    """Keep a message that may be an answer until the candidate says, and ask them."""
    attempt = state.attempts[-1]
    state = with_attempt(with_said(state, event), aloud=True, doubt=doubt)
    return state, [replace(mine, kind="talk"), turn("note", _question_about(doubt), event.at, attempt)]


def _question_about(doubt: Doubt) -> str:
    if doubt.guess:
        return notices.YOUR_ANSWER
    if doubt.leaves:
        return notices.LEAVE_AFTER
    return notices.SKIP_OR_ANSWER if doubt.intent == "skip" else notices.FOR_ME


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


def was_talk(state: InterviewState, event: Said) -> tuple[InterviewState, Said]:
    """The state with the message in doubt removed from the answer, and that message, to be replied to now."""
    attempt = state.attempts[-1]
    doubt = attempt.doubt
    assert doubt is not None  # only asked for if there is one
    text = doubtful_words(attempt)
    answer = attempt.answer[: doubt.begins]
    state = with_attempt(state, answer=answer, aloud=False, doubt=None, confidence=doubt.confidence)
    return state, replace(event, text=text, heard=_asked_with(doubt.intent, text), unsure=False)


def kept_part(state: InterviewState) -> InterviewState | None:
    """The state with only the question at the end of the message in doubt removed; None if no answer comes before it."""
    attempt = state.attempts[-1]
    assert attempt.doubt is not None  # only asked for if there is one
    part = answer_before_question(doubtful_words(attempt))
    answer = "\n\n".join(filter(None, (attempt.answer[: attempt.doubt.begins], part)))
    return with_attempt(state, answer=answer) if part else None


def doubtful_words(attempt: QuestionAttempt) -> str:
    """The message in doubt, "" if there is none."""
    doubt = attempt.doubt
    return attempt.answer[doubt.begins : doubt.ends or None].strip("\n") if doubt else ""


def _asked_with(intent: Intent, text: str) -> Intent:
    """The intent of a message that the candidate says was a question; the classifier may have read a wish without a question."""
    return "clarify" if intent in {"wait", "control", "next"} and text.rstrip().endswith("?") else intent


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
