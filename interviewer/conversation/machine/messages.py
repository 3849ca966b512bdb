"""What a message of the candidate leads to."""

from __future__ import annotations

from interviewer.conversation.machine.asking import end
from interviewer.conversation.machine.closed_messages import to_a_closed_question
from interviewer.conversation.machine.message_intent import intent_in
from interviewer.conversation.machine.open_messages import to_an_open_question
from interviewer.conversation.state.heard_message import HeardMessage
from interviewer.conversation.state.state import InterviewState, Said
from interviewer.conversation.state.steps import Step
from interviewer.conversation.understanding.intent import read_intent
from knowledge.schema import Bank


def take_message(state: InterviewState, event: Said, bank: Bank) -> Step:
    """The step after a message; the interview is ended only in words that can mean nothing else."""
    message = HeardMessage(state, event, intent_in(state, event, bank), bank)
    if read_intent(event.text) == "end":
        state, turns = end(state, event.at, bank)
        return state, [message.turn, *turns]
    return to_a_closed_question(message) if state.phase == "reviewing" else to_an_open_question(message)
