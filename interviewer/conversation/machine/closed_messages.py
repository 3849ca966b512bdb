"""What a message to a closed question leads to: handlers with one subject each, asked in order."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.debrief.closed_talk import talked_of_closed
from interviewer.conversation.debrief.denial import on_a_point_made
from interviewer.conversation.machine.asking import ends_next
from interviewer.conversation.machine.controls import use_control
from interviewer.conversation.machine.going_back import back_to
from interviewer.conversation.machine.second_look import contest_in_chat
from interviewer.conversation.machine.wishing import asks_whether_to_go_on
from interviewer.conversation.state.heard_message import HeardMessage, MessageHandler, first_step
from interviewer.conversation.state.steps import Step, with_attempt
from interviewer.conversation.understanding.intent import agrees


def to_a_closed_question(message: HeardMessage) -> Step:
    """The step after a message to a closed question, which is never an answer."""
    step = says_which(message) or denies_a_point(message)
    if step is None:
        asking = replace(message, state=with_attempt(message.state, denying=""))
        step = first_step(TO_A_CLOSED_QUESTION, asking) or talks_of_closed(asking)
    state, turns = step
    return state, [message.as_talk, *turns]


def says_which(message: HeardMessage) -> Step | None:
    """The candidate was asked which point they mean, and says so."""
    if message.asked != "which point":
        return None
    again = contest_in_chat(message.state, message.event, message.bank, message.intent, asked=True)
    return (again, []) if again else None


def denies_a_point(message: HeardMessage) -> Step | None:
    """The candidate says that they did not make a point they got, or confirms that they meant this."""
    return on_a_point_made(message.state, message.event, message.bank)


def goes_back(message: HeardMessage) -> Step | None:
    """The candidate wants to go back to a question."""
    if message.intent != "back":
        return None
    return back_to(message.state, message.text, message.event.at, message.bank)


def goes_on(message: HeardMessage) -> Step | None:
    """The candidate wants the next question. A bare yes does so too, unless the interview would end by it."""
    if message.intent in {"next", "skip"} or (agrees(message.text) and not ends_next(message.state, message.bank)):
        return use_control(message.state, "next", message.event.at, message.bank)
    return None


def contests(message: HeardMessage) -> Step | None:
    """An objection that names what it is about: the answer is read again."""
    again = contest_in_chat(message.state, message.event, message.bank, message.intent)
    return (again, []) if again else None


def talks_of_closed(message: HeardMessage) -> Step:
    """Everything else is talk."""
    return talked_of_closed(message.state, message.intent, message.event, message.bank)


TO_A_CLOSED_QUESTION: tuple[MessageHandler, ...] = (goes_back, asks_whether_to_go_on, goes_on, contests)
"""The kinds of message, in order of precedence: if several fit, the first one wins."""
