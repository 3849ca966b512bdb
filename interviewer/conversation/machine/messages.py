"""What a message of the candidate leads to."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.machine.asking import end
from interviewer.conversation.machine.closed_messages import to_a_closed_question
from interviewer.conversation.machine.ending import says_no, says_yes
from interviewer.conversation.machine.message_intent import intent_in
from interviewer.conversation.machine.open_messages import to_an_open_question
from interviewer.conversation.machine.wishing import grants
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.heard_message import HeardMessage
from interviewer.conversation.state.state import InterviewState, JustAsked, Said
from interviewer.conversation.state.steps import Step, turn
from interviewer.conversation.understanding.intent import read_intent
from knowledge.schema import Bank


def take_message(state: InterviewState, event: Said, bank: Bank) -> Step:
    """The step after a message; the interview is ended only in words that can mean nothing else, or after a yes."""
    asked, state = state.asked, replace(state, asked="")  # only the very next message can be the reply
    asked_to_end = asked == "end"
    message = _as_heard(state, event, bank, asked)
    event = message.event
    if read_intent(event.text) == "end" or (asked_to_end and says_yes(event.text)):
        state, turns = end(state, event.at, bank)
        return state, [message.turn if read_intent(event.text) == "end" else message.as_talk, *turns]
    if asked_to_end and says_no(event.text):
        return state, [message.as_talk, turn("note", notices.NOT_ENDED, event.at, message.attempt)]
    if step := grants(message):
        return step
    return to_a_closed_question(message) if state.phase == "reviewing" else to_an_open_question(message)


def _as_heard(state: InterviewState, event: Said, bank: Bank, asked: JustAsked) -> HeardMessage:
    """The message with its intent: if only a courtesy comes before what it asks, it is handled as if it asked only that."""
    if event.request:
        asking = replace(event, text=event.request, request="")
        intent = intent_in(state, asking, bank)
        if intent != "answer":
            return HeardMessage(state, asking, intent, bank, asked, whole=event.text)
    return HeardMessage(state, event, intent_in(state, event, bank), bank, asked)
