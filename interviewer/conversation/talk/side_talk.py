"""What candidates can do besides answering: think aloud, take a note, ask how it is going."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from interviewer.conversation.phrases import notices, phrases
from interviewer.conversation.phrases.saying import least_said, say
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import GradeAnswer, InterviewState, Said, Turn
from interviewer.conversation.state.steps import Step, turn, with_attempt, without_answer
from interviewer.conversation.talk.several import asks_several, only_asks_back
from interviewer.conversation.understanding.intent import read_intent
from interviewer.grading.screening.silence import says_nothing

AskedIntent = Literal[
    "empty", "reveal", "done", "time", "verdict", "progress", "why", "explain", "disagree", "control", "end"
]


_YES = re.compile(r"\s*(?:yes|yeah|yep|yup)[\s.!]*", re.IGNORECASE)
"""A bare yes."""


def intent_of(state: InterviewState, event: Said) -> Intent:
    """The intent of a message: that of a listed phrase, or else the one read from its embedding.

    While the candidate is thinking aloud, or if the message is empty, only listed phrases count. A bare "yes" answers a
    follow-up; elsewhere it is a remark.
    """
    intent, attempt = read_intent(event.text), state.attempts[-1]
    thinks_aloud = attempt.aloud and attempt.doubt is None
    asks = asks_several(event.text) or only_asks_back(event.text)
    if intent == "answer" and asks and not (attempt.closed or thinks_aloud):
        return "clarify"
    if intent == "small_talk" and attempt.probing and _YES.fullmatch(event.text):
        return "answer"
    if intent == "clarify" and event.heard == "answer":  # it asks back and also answers
        return "answer"
    if intent != "answer" or event.heard is None or event.unsure or thinks_aloud or says_nothing(event.text):
        return intent
    return event.heard


def remark(state: InterviewState, asked: AskedIntent) -> str:
    """The reply to a message that needs only a few words. Questions about a closed question are handled elsewhere."""
    coach = state.setup.mode == "coach"
    match asked:
        case "empty":
            return least_said(state, phrases.EMPTY_AGAIN if state.attempts[-1].blank else phrases.EMPTY)
        case "reveal":
            return phrases.REVEAL_LATER
        case "done":
            return phrases.NOTHING_ALOUD
        case "time":
            return phrases.NO_CLOCK if state.setup.drill else phrases.time_left(state.seconds_left)
        case "verdict":
            return verdict_place(state)
        case "progress":
            told = place_told(state)
            here = state.attempts[-1]
            return told if here.closed or here.grade is None else f"{told} {verdict_place(state)}"
        case "why" | "explain":
            return notices.EXPLAIN_LATER if coach else notices.EXPLAIN_IN_REPORT
        case "disagree":
            return notices.CONTEST_LATER if coach else notices.CONTEST_IN_REPORT
        case "control":
            return notices.CONTROLS
        case "end":  # only inferred, not said in so many words: an end cannot be undone
            return notices.ASK_END


def verdict_place(state: InterviewState) -> str:
    """Where the candidate finds the grade of the open question."""
    if state.setup.mode != "coach":
        return phrases.VERDICT_LATER
    return phrases.VERDICT_FIRST if state.attempts[-1].grade is None else phrases.VERDICT_COACH


def place_told(state: InterviewState) -> str:
    """How many questions there have been and are to come, and how much time is left."""
    return f"{_place(state)} {remark(state, 'time')}"


def _place(state: InterviewState) -> str:
    number, most = len(state.attempts), state.setup.questions_in_all
    if most and number >= most:
        return "This is the last question." if most > 1 else "This is the only question."
    return f"This is question {number} of {most}." if most else f"This is question {number}."


def think_aloud(state: InterviewState, text: str, mine: Turn) -> Step:
    """Keep a thought spoken aloud as part of the answer; it is graded once the candidate is done."""
    if state.attempts[-1].replacing:
        state = without_answer(state)
    attempt = state.attempts[-1]
    answer = "\n\n".join(part for part in (attempt.answer, text) if part.strip())
    state, said = say(with_attempt(state, answer=answer, aloud=True, doubt=None), "aloud")
    return state, [mine, *([turn("note", said, mine.at, attempt)] if said else [])]


def thought_out(state: InterviewState) -> InterviewState | None:
    """Send the thoughts spoken aloud to the grader; None if there are none."""
    attempt = state.attempts[-1]
    if not attempt.unread:
        return None
    return replace(
        with_attempt(state, aloud=False, doubt=None), phase="working", pending=GradeAnswer(attempt.question_id)
    )


def noted(state: InterviewState, mine: Turn) -> Step:
    """Keep a note to oneself in the transcript; it is never graded."""
    state, said = say(state, "noted")
    return state, [mine, *([turn("note", said, mine.at, state.attempts[-1])] if said else [])]
