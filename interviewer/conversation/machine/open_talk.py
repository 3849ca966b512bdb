"""What the interviewer says to talk while a question is open; ``debrief/closed_talk.py`` has what is said once it is closed."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.debrief.grade_so_far import told_so_far
from interviewer.conversation.machine.asking import set_aside
from interviewer.conversation.machine.controls import use_control
from interviewer.conversation.machine.going_back import back_to
from interviewer.conversation.phrases import notices, phrases
from interviewer.conversation.phrases.saying import least_said, say
from interviewer.conversation.probing.numbering import current_wording
from interviewer.conversation.probing.rewording import put_differently
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Said, WordClarification
from interviewer.conversation.state.steps import Step, turn, with_attempt
from interviewer.conversation.talk.asking_stuck import NOT_FOLLOWED, asked_when_stuck, asks_what_is_asked
from interviewer.conversation.talk.clarifying import wants_other_words
from interviewer.conversation.talk.referring import asks_about_a_phrase
from interviewer.conversation.talk.several import TALK, questions_in
from interviewer.conversation.talk.side_talk import remark
from interviewer.conversation.understanding.intent import read_intent, wants_break, wants_next
from knowledge.schema import Bank

_SAME_EACH_TIME = frozenset({"next", "reveal", "verdict", "why", "explain", "disagree"})
"""Messages to which the reply would be the same each time. Who asks for the time or a hint is told again."""


def talked_of_open(state: InterviewState, intent: Intent, event: Said, bank: Bank) -> Step:
    """The reply to a message about an open question that answers nothing; no verdict and no answer is given away."""
    attempt = state.attempts[-1]
    if intent in TALK and len({read_intent(part) for part in questions_in(event.text)}) > 1:
        intent = "clarify"  # the reply takes up one question after the other
    match intent:
        case "hint" | "skip" | "repeat":
            return use_control(state, intent, event.at, bank)
        case "next" if wants_next(event.text):
            return use_control(state, "skip", event.at, bank)
        case "next":
            text = notices.STILL_OPEN
        case "back":
            return back_to(state, event.text, event.at, bank)
        case "clarify" if _wants_it_put_differently(attempt, event.text, bank) and (
            step := put_differently(state, bank[attempt.question_id], event.at)
        ):
            return step
        case "clarify":
            pending = WordClarification(attempt.question_id, _request(event.text))
            return replace(state, phase="working", pending=pending), []
        case "later":
            return set_aside(state, event.at, bank)
        case "empty" | "reveal" | "done" | "time" | "verdict" | "progress" | "control" | "end":
            told = told_so_far(state, event.text, bank) if intent == "verdict" else ""
            text = told or remark(state, intent)
            state = replace(state, asked="end") if intent == "end" else state
        case "why" | "explain" | "disagree":  # once the question is closed, they are answered
            text = remark(state, intent)
        case "wait" if wants_break(event.text):
            clock = not state.setup.drill
            state, text = replace(state, paused=clock), notices.BREAK if clock else notices.BREAK_NO_CLOCK
        case _:
            state, text = say(state, "wait" if intent == "wait" else "small_talk")
    if intent == "empty":
        state = replace(with_attempt(state, blank=attempt.blank + 1), used=(*state.used, text))
    elif intent in _SAME_EACH_TIME:
        state, text = _not_again(state, text)
    return state, [turn("note", text, event.at, attempt)] if text else []


def _not_again(state: InterviewState, text: str) -> tuple[InterviewState, str]:
    """A note, or another in its place if it was said on this question before; whoever writes is always replied to."""
    remarks = state.attempts[-1].remarks
    if text in remarks:
        text = least_said(state, phrases.NOTHING_CHANGED)
        state = replace(state, used=(*state.used, text))
    return with_attempt(state, remarks=(*remarks, text)), text


def _request(text: str) -> str:
    """What a message asks, without the words that its writer doesn't know."""
    asked = asked_when_stuck(text)
    return NOT_FOLLOWED if asks_what_is_asked(asked) else asked or text


def _wants_it_put_differently(attempt: QuestionAttempt, text: str, bank: Bank) -> bool:
    """Whether a follow-up is better asked in other words than explained."""
    question = bank[attempt.question_id]
    if not attempt.probing:
        return False
    if asks_what_is_asked(asked_when_stuck(text)):
        return True
    return wants_other_words(text) or asks_about_a_phrase(text, current_wording(attempt, question), question)
