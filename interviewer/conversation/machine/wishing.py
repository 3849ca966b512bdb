"""Asks back before something is lost by a wish that was only guessed from a message: to leave a question, to replace an answer.

A wish in listed words is granted at once. Anything else that the classifier takes for one is asked about in one line, and a yes
grants it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from interviewer.conversation.machine.answering import MAX_SILENT, change_answer, left_open
from interviewer.conversation.machine.asking import ends_next, set_aside
from interviewer.conversation.machine.controls import use_control
from interviewer.conversation.machine.ending import says_no, says_yes
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.doubted import Doubt
from interviewer.conversation.state.heard_message import HeardMessage
from interviewer.conversation.state.intents import LEAVING
from interviewer.conversation.state.state import JustAsked, NoteAbout
from interviewer.conversation.state.steps import Step, turn, with_attempt
from interviewer.conversation.talk.doubt import kept_in_doubt
from interviewer.conversation.talk.leaving import agrees_to_leave, says_it_leaves
from interviewer.conversation.talk.side_talk import thought_out
from interviewer.conversation.understanding.intent import read_intent

WISHES: Mapping[JustAsked, str] = MappingProxyType(
    {
        "skip": notices.ASK_SKIP,
        "later": notices.ASK_LATER,
        "change": notices.ASK_CHANGE,
        "done": notices.ASK_CLOSE,
        "next": notices.ASK_NEXT,
        "finish": notices.ASK_FINISH,
    }
)
"""What a guessed wish is asked about with."""
_OF_A_CLOSED_QUESTION: frozenset[JustAsked] = frozenset({"next", "finish"})
"""Wishes about a question that has its grade; the others are about one that is open."""


def asks_what_is_wished(message: HeardMessage) -> Step | None:
    """A wish about the open question that was guessed, and could not be undone: the candidate is asked."""
    if not is_guessed(message):
        return None
    if message.event.answers and message.intent in LEAVING and not message.attempt.aloud:
        doubt = Doubt("skip", len(message.attempt.answer), message.attempt.confidence, leaves=True)
        return kept_in_doubt(message.state, message.event, message.turn, doubt)
    match message.intent:
        case "skip" | "later" as wish:
            return _asked(message, wish)
        case "change" if message.attempt.answer:
            return _asked(message, "change")
        case "done" if message.attempt.grade is not None and message.attempt.silent + 1 >= MAX_SILENT:
            return _asked(message, "done")
    return None


def asks_whether_to_go_on(message: HeardMessage) -> Step | None:
    """A wish to leave a closed question that was guessed, or that would end the interview without saying so."""
    if message.intent not in LEAVING:
        return None
    guessed = is_guessed(message)
    if ends_next(message.state, message.bank) and (guessed or read_intent(message.text) == "skip"):
        step = _asked(message, "finish")
    elif guessed:
        step = _asked(message, "next")
    else:
        return None
    return step[0], step[1][1:]  # the message itself is added to every step of a closed question


def grants(message: HeardMessage) -> Step | None:
    """The reply to a question about a wish: a yes grants it, and after a no everything stays. Anything else is a new message."""
    closed = message.state.phase == "reviewing"
    if message.asked not in WISHES or (message.asked in _OF_A_CLOSED_QUESTION) is not closed:
        return None
    if says_no(message.text):
        said = notices.STAYS_CLOSED if closed else notices.STAYS
        return message.state, [message.as_talk, turn("note", said, message.event.at, message.attempt)]
    if not says_yes(message.text) and not (message.asked != "change" and agrees_to_leave(message.text)):
        return None
    state, turns = _granted(message)
    return state, [message.as_talk, *turns]


def settles_leaving(message: HeardMessage) -> Step | None:
    """The reply to the question whether to leave after an answer: the answer counts either way."""
    doubt = message.attempt.doubt
    if doubt is None or not doubt.leaves:
        return None
    state = message.state
    if says_yes(message.text) or agrees_to_leave(message.text):
        state = with_attempt(state, left_at=message.attempt.probing)
    elif not says_no(message.text):
        return None
    return thought_out(state) or state, [message.as_talk]


def is_guessed(message: HeardMessage) -> bool:
    """Whether what a message wishes for was read from its embedding alone: no listed phrase says it."""
    if read_intent(message.text) != "answer" or message.event.heard is None:
        return False
    return not (message.intent in LEAVING and says_it_leaves(message.text))


def _asked(message: HeardMessage, wish: JustAsked) -> Step:
    state = replace(message.state, asked=wish)
    about: NoteAbout = "going on" if wish in _OF_A_CLOSED_QUESTION else ""
    return state, [message.as_talk, turn("note", WISHES[wish], message.event.at, message.attempt, about=about)]


def _granted(message: HeardMessage) -> Step:
    state, at, bank = message.state, message.event.at, message.bank
    match message.asked:
        case "skip":
            return use_control(state, "skip", at, bank)
        case "later":
            return set_aside(state, at, bank)
        case "change":
            return _without_own(change_answer(state, replace(message.event, text=""), message.as_talk, bank))
        case "done":
            return _without_own(left_open(state, message.as_talk, bank))
    return use_control(state, "next", at, bank)


def _without_own(step: Step) -> Step:
    """A step without the candidate's own turn, which the caller adds."""
    return step[0], step[1][1:]
