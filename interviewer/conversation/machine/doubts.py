"""What follows once the candidate was asked whether their last message is part of the answer."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.machine.answering import answered
from interviewer.conversation.machine.open_talk import talked_of_open
from interviewer.conversation.machine.wishing import settles_leaving
from interviewer.conversation.state.heard_message import HeardMessage, MessageHandler, first_step
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.steps import Step, with_attempt
from interviewer.conversation.talk.doubt import ask_again, kept_part, was_talk
from interviewer.conversation.talk.in_doubt import read_doubt, taken_as_answer
from interviewer.conversation.talk.settling import Settled, does_not_know
from interviewer.conversation.talk.side_talk import thought_out
from interviewer.conversation.understanding.intent import read_intent
from interviewer.grading.screening.silence import says_nothing

_ASKS_NOTHING: frozenset[Intent] = frozenset({"empty", "small_talk", "wait", "next", "done"})
"""Intents of what may follow "That was for you" without being the question."""


def reply_to_doubt(message: HeardMessage) -> Step | None:
    """The step after the candidate says what a message in doubt was; None if they ask for something else first."""
    return first_step(IN_DOUBT, message)


def says_what_it_was(message: HeardMessage) -> Step | None:
    """They say what it was: part of the answer, a question, or nothing."""
    reply = read_doubt(message.attempt, message.event, message.intent)
    return _settled(message, reply) if reply else None


def goes_on(message: HeardMessage) -> Step | None:
    """They want to go on: what they said so far is the answer."""
    if message.intent != "next":
        return None
    left = with_attempt(message.state, left_at=message.attempt.probing)
    return thought_out(left) or left, [message.as_talk]


def is_asked_again(message: HeardMessage) -> Step | None:
    """The reply does not settle it, and the interviewer asks again."""
    return ask_again(message.state, message.event, message.intent, message.turn)


def knows_nothing(message: HeardMessage) -> Step | None:
    """They do not know, or have nothing to add: what they said so far is the answer."""
    if message.intent == "empty" or not (says_nothing(message.text) or does_not_know(message.text)):
        return None
    return thought_out(message.state) or message.state, [message.as_talk]


def continues(message: HeardMessage) -> Step | None:
    """They continue the answer, so what was in doubt is part of it."""
    if message.intent != "answer":
        return None
    state = with_attempt(message.state, doubt=None, aloud=False)
    return answered(state, message.event, message.turn, message.bank)


IN_DOUBT: tuple[MessageHandler, ...] = (
    settles_leaving,
    says_what_it_was,
    goes_on,
    is_asked_again,
    knows_nothing,
    continues,
)
"""The kinds of reply to the question, in the order in which they are tried."""


def _settled(message: HeardMessage, reply: Settled) -> Step:
    """The step once it is known what a message in doubt was; what else the reply says counts as the same."""
    state, event, mine = message.state, message.event, message.as_talk
    if reply.meant == "nothing":
        state, _ = was_talk(state, event)
        state, turns = talked_of_open(state, "wait", event, message.bank)
        return state, [mine, *turns]
    kept = None if reply.all_of_it or reply.meant != "talk" else kept_part(state)
    if reply.meant == "talk" and kept is None:
        state, asked = was_talk(state, event)
        again = read_intent(reply.rest) if reply.rest else "empty"
        if again not in _ASKS_NOTHING:  # it is asked again, perhaps in words that are understood
            heard = asked.heard if again == "answer" else again
            asked = replace(asked, text=reply.rest, heard=heard)
        state, turns = talked_of_open(state, asked.heard or "clarify", asked, message.bank)
        return state, [mine, *turns]
    return taken_as_answer(state, kept, event, reply, mine)
