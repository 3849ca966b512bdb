"""The clock of an interview: what counts as the candidate's time, and what is said when it runs out."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.machine.asking import goes_back
from interviewer.conversation.machine.ending import finish
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import Event, InterviewState, Pressed, Resumed, Said
from interviewer.conversation.state.steps import Step, turn, with_attempt
from interviewer.conversation.talk.side_talk import thought_out

MAX_GAP_SECONDS = 1800.0
"""Longest silence that counts as thinking; after a longer one the candidate is assumed to have left.

If the system clock is set forward by no more than this, the time counts and may end an interview. This cannot be told apart
from a browser putting the page to sleep while the candidate goes on thinking, which is far more common.
"""
SET_BACK_SECONDS = 60.0
"""Events from two windows may be stored out of order by a few seconds. If time jumps back further, the system's clock was set
back; a judgement."""
GRACE_SECONDS = 120.0
"""Seconds after the end during which the answer under way can still be sent."""
WARN_SECONDS = (300, 60)
"""Seconds before the end at which the interviewer says how much time is left."""


def with_time(state: InterviewState, event: Event) -> InterviewState:
    """The state with the time up to an event counted, if the candidate was at work. Whoever says or presses something is."""
    waiting = state.phase == "answering" and not state.paused
    gap = event.at - state.last_at if state.last_at else 0.0
    if isinstance(event, Resumed) or not waiting or not 0 < gap <= MAX_GAP_SECONDS:
        gap = 0.0
    # if the clock was set back, time continues from there; otherwise the interview would freeze until the clock catches up
    last = event.at if state.last_at - event.at > SET_BACK_SECONDS else max(event.at, state.last_at)
    back = isinstance(event, Said | Pressed)
    state = replace(state, elapsed=state.elapsed + gap, last_at=last, paused=state.paused and not back)
    return with_attempt(state, seconds=state.attempts[-1].seconds + gap) if gap and state.attempts else state


def tick(state: InterviewState, at: float) -> Step:
    """Say how much time is left, or end the interview once the time to finish an answer is over too."""
    if state.phase != "answering" or state.setup.drill:
        return state, []
    attempt = state.attempts[-1]
    over = state.elapsed - state.setup.minutes * 60
    if over >= GRACE_SECONDS:
        if thought := thought_out(state):
            return thought, []
        return finish(state, at, "time up")
    if over >= 0 and 0 not in state.warned:
        return replace(state, warned=(*state.warned, 0)), [turn("note", notices.AT_TIME, at, attempt)]
    for seconds in WARN_SECONDS:
        if over < 0 and -over <= seconds and seconds not in state.warned and state.setup.minutes * 60 >= 3 * seconds:
            left = f"You have {seconds // 60} minute{'s' if seconds > 60 else ''} left."
            text = f"{left} {notices.ASIDE_NEXT}" if goes_back(state) else left
            return replace(state, warned=(*state.warned, seconds)), [turn("note", text, at, attempt)]
    return state, []
