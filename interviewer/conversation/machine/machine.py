"""The interview as a pure state machine: ``advance(state, event, bank) -> (state, turns)``.

Outside work (grading, wording) is put in ``state.pending``; its result comes back as an event. Nothing here reads a clock, a
file or a model, so a stored interview resumes at exactly the turn where it stopped.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.debrief.changes import appealed
from interviewer.conversation.debrief.left import regraded
from interviewer.conversation.machine.answering import graded, worded
from interviewer.conversation.machine.asking import end, start
from interviewer.conversation.machine.controls import use_control
from interviewer.conversation.machine.departed import past_departed, without_departed
from interviewer.conversation.machine.messages import take_message
from interviewer.conversation.machine.second_look import looked
from interviewer.conversation.machine.timekeeping import tick, with_time
from interviewer.conversation.state.state import (
    Appealed,
    Event,
    GradeAnswer,
    Graded,
    InterviewState,
    LookAgain,
    Pressed,
    Regraded,
    Resumed,
    Said,
    Started,
    Ticked,
    WordClarification,
    Worded,
    WordProbe,
)
from interviewer.conversation.state.steps import Step
from interviewer.conversation.talk.doubt import replied
from knowledge.schema import Bank


def advance(state: InterviewState, event: Event, bank: Bank) -> Step:
    """The state after an event, and what is said because of it.

    An event that does not fit the phase (an answer while grading, anything after the end except another reading) changes nothing.
    """
    if isinstance(event, Appealed):
        return looked(state, event, bank) if _asked_in_chat(state, event) else appealed(state, event)
    if isinstance(event, Regraded):
        return regraded(state, event)
    state = with_time(state, event)
    if state.phase == "finished":
        return state, []
    state = without_departed(state, bank)
    ends = isinstance(event, Pressed) and event.control == "end" and not state.ended
    if not ends and (passed := past_departed(state, event.at, bank)):
        return passed
    match event:
        case Started() | Resumed() if state.phase == "new":
            return start(state, event.at, bank)
        case Ticked() | Resumed():
            return tick(state, event.at)
        case Graded() if isinstance(state.pending, GradeAnswer):
            return graded(state, event, bank)
        case Worded() if isinstance(state.pending, WordProbe | WordClarification):
            return worded(state, event, bank)
        case Said() if state.phase in {"answering", "reviewing"}:
            return take_message(state, event, bank)
        case Pressed() if ends:
            return end(state, event.at, bank)
        case Pressed() if state.phase in {"answering", "reviewing"}:
            return use_control(replied(replace(state, asked=""), event.control), event.control, event.at, bank)
    return state, []


def _asked_in_chat(state: InterviewState, event: Appealed) -> bool:
    """Whether a second look is the pending one from the chat, not one requested with a button on a verdict."""
    look = state.pending
    known = (look.question_id, look.criterion_id, look.argument) if isinstance(look, LookAgain) else None
    return known == (event.question_id, event.criterion_id, event.argument)
