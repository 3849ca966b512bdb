"""The interview as a pure state machine: ``advance(state, event, bank) -> (state, turns)``.

Outside work (grading, wording) is put in ``state.pending``; its result comes back as an event. Nothing here reads a clock, a
file or a model, so a stored interview resumes at exactly the turn where it stopped.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation import notices
from interviewer.conversation.answering import (
    answered,
    answered_and_left,
    change_answer,
    close,
    graded,
    left_open,
    worded,
)
from interviewer.conversation.asking import ask_next, current_wording, end, goes_back, set_aside, start
from interviewer.conversation.changes import appealed
from interviewer.conversation.closed_talk import talked_of_closed
from interviewer.conversation.denial import on_a_point_made
from interviewer.conversation.departed import past_departed, without_departed
from interviewer.conversation.double import asks_at_its_end, reply_to_both
from interviewer.conversation.doubt import ask_again, ask_whom, replied, restated, settled, was_talk
from interviewer.conversation.ending import finish
from interviewer.conversation.hints import give_hint
from interviewer.conversation.intent import Intent, after_lead, before_done, read_intent
from interviewer.conversation.left import regraded
from interviewer.conversation.second_look import contest_in_chat, looked, objected
from interviewer.conversation.side_talk import intent_of, noted, remark, think_aloud, thought_out
from interviewer.conversation.state import (
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
    Turn,
    WordClarification,
    Worded,
    WordProbe,
)
from interviewer.conversation.steps import Step, say, turn, with_attempt
from interviewer.conversation.unskip import unskip
from interviewer.grading.silence import says_nothing
from knowledge.schema import Bank

MAX_GAP_SECONDS = 1800.0
"""Longest silence that counts as thinking; after a longer one the candidate is taken to have left.

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


def advance(state: InterviewState, event: Event, bank: Bank) -> Step:
    """The state after an event, and what is said because of it.

    An event that does not fit the phase (an answer while grading, anything after the end except another reading) changes nothing.
    """
    if isinstance(event, Appealed):
        return looked(state, event, bank) if _asked_in_chat(state, event) else appealed(state, event)
    if isinstance(event, Regraded):
        return regraded(state, event)
    state = _with_time(state, event)
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
            return _tick(state, event.at)
        case Graded() if isinstance(state.pending, GradeAnswer):
            return graded(state, event, bank)
        case Worded() if isinstance(state.pending, WordProbe | WordClarification):
            return worded(state, event, bank)
        case Said() if state.phase in {"answering", "reviewing"}:
            return _said(state, event, bank)
        case Pressed() if ends:
            return end(state, event.at, bank)
        case Pressed() if state.phase in {"answering", "reviewing"}:
            return _control(replied(state, event.control), event.control, event.at, bank)
    return state, []


def _asked_in_chat(state: InterviewState, event: Appealed) -> bool:
    """Whether a second look is the pending one from the chat, not one requested with a button on a card."""
    look = state.pending
    known = (look.question_id, look.criterion_id, look.argument) if isinstance(look, LookAgain) else None
    return known == (event.question_id, event.criterion_id, event.argument)


def _with_time(state: InterviewState, event: Event) -> InterviewState:
    waiting = state.phase == "answering"
    gap = event.at - state.last_at if state.last_at else 0.0
    if isinstance(event, Resumed) or not waiting or not 0 < gap <= MAX_GAP_SECONDS:
        gap = 0.0
    # if the clock was set back, time goes on from there; otherwise the interview would freeze until it has caught up
    last = event.at if state.last_at - event.at > SET_BACK_SECONDS else max(event.at, state.last_at)
    state = replace(state, elapsed=state.elapsed + gap, last_at=last)
    return with_attempt(state, seconds=state.attempts[-1].seconds + gap) if gap and state.attempts else state


def _said(state: InterviewState, event: Said, bank: Bank) -> Step:
    said, intent = read_intent(event.text), intent_of(state, event)
    attempt = state.attempts[-1]
    mine = Turn("candidate", "answer" if intent == "answer" else "talk", event.text, event.at, attempt.question_id)
    if said == "end":
        state, turns = end(state, event.at, bank)
        return state, [mine, *turns]
    if state.phase == "reviewing":
        mine = replace(mine, kind="talk")
        if step := on_a_point_made(state, event, bank):
            return step[0], [mine, *step[1]]
        state = with_attempt(state, denying="")
        if intent in {"next", "skip"} or said == "small_talk":
            state, turns = _control(state, "next", event.at, bank)
        elif again := contest_in_chat(state, event, bank):
            return again, [mine]
        else:
            state, turns = talked_of_closed(state, intent, event, bank)
        return state, [mine, *turns]
    if attempt.doubt is not None:
        if step := _in_doubt(state, event, intent, mine, bank):
            return step
        state = restated(state, event)
        attempt = state.attempts[-1]
    elif (
        event.unsure
        and intent == "answer"
        and not asks_at_its_end(event.text)
        and (asked := ask_whom(state, event, mine))
    ):
        return asked
    if step := objected(state, event, intent, mine, bank):
        return step
    if intent == "answer" or (intent == "next" and says_nothing(event.text)):
        if not attempt.aloud:
            checks = asks_at_its_end(event.text)
            state, turns = answered(state, event, mine, bank)
            # "..., right?" is answered too, though the verdict has to wait
            return state, [
                turns[0],
                turn("note", remark(state, checks), event.at, attempt),
                *turns[1:],
            ] if checks else turns
        told = before_done(event.text)
        state, turns = think_aloud(state, event.text if told is None else told, mine)
        return (state, turns) if told is None else (thought_out(state) or state, [mine])
    if intent == "aloud" or (intent == "note" and after_lead(event.text)):
        mine = replace(mine, kind="answer" if intent == "aloud" else "talk")
        return think_aloud(state, after_lead(event.text), mine) if intent == "aloud" else noted(state, mine)
    if intent == "change":
        return change_answer(state, event, mine, bank)
    if intent == "done" and (thought := thought_out(state)):
        return thought, [mine]
    if intent == "done" and attempt.grade is not None:
        return left_open(state, mine, bank)
    if event.answers and not attempt.aloud:
        return answered_and_left(state, event, replace(mine, kind="answer"))
    state, turns = _talk(replied(state, intent), intent, event, bank)
    return state, [mine, *turns]


def _in_doubt(state: InterviewState, event: Said, intent: Intent, mine: Turn, bank: Bank) -> Step | None:
    """The step after the candidate says what a message in doubt was; None if they ask for something else first."""
    doubt, meant = state.attempts[-1].doubt, settled(event.text)
    assert doubt is not None  # only asked for if there is one
    if meant == "answer":
        return thought_out(state) or state, [replace(mine, kind="talk")]
    if meant == "both":
        text = f"{notices.BOTH} {reply_to_both(state)}"
        told = turn("note", text, event.at, state.attempts[-1])
        return thought_out(state) or state, [replace(mine, kind="talk"), told]
    if meant == "talk":
        state, earlier = was_talk(state, event)
        state, turns = _talk(state, doubt.intent, earlier, bank)
        return state, [replace(mine, kind="talk"), *turns]
    if asked := ask_again(state, event, intent, mine):
        return asked
    if says_nothing(event.text) and intent != "empty":
        return thought_out(state) or state, [replace(mine, kind="talk")]
    if intent == "answer":  # the candidate is continuing the answer
        return answered(with_attempt(state, doubt=None, aloud=False), event, mine, bank)
    return None


def _talk(state: InterviewState, intent: Intent, event: Said, bank: Bank) -> Step:
    attempt = state.attempts[-1]
    match intent:
        case "hint" | "skip" | "repeat":
            return _control(state, intent, event.at, bank)
        case "clarify":
            pending = WordClarification(attempt.question_id, event.text)
            return replace(state, phase="working", pending=pending), []
        case "later":
            return set_aside(state, event.at, bank)
        case "empty" | "reveal" | "done" | "time" | "verdict" | "progress" | "control" | "end":
            text = remark(state, intent)
        case "why" | "explain" | "disagree":  # once the question is closed, they are answered
            text = remark(state, intent)
        case _:
            state, text = say(state, "wait" if intent == "wait" else "small_talk")
    return state, [turn("note", text, event.at, attempt)] if text else []


def _control(state: InterviewState, control: str, at: float, bank: Bank) -> Step:
    attempt = state.attempts[-1]
    if state.phase == "reviewing":
        if control in {"next", "skip"}:
            return ask_next(state, at, bank, lead="")
        if control == "unskip":
            return unskip(state, at, bank)
        return state, [turn("note", notices.CLOSED, at, attempt)]
    question = bank[attempt.question_id]
    match control:
        case "hint":
            return give_hint(state, question, at)
        case "repeat":
            return state, [turn("repeat", f"Sure. {current_wording(attempt, question)}", at, attempt)]
        case "unskip":
            return unskip(state, at, bank)
        case "skip":
            if thought := thought_out(state):  # it counts, even though the candidate never said they were done
                return thought, []
            skipped = attempt.grade is None
            left = with_attempt(state, skipped=skipped, probing="", left_at=attempt.probing)
            return close(left, at, bank, notices.SKIPPED)
    return state, [turn("note", notices.ANSWER_FIRST, at, attempt)]


def _tick(state: InterviewState, at: float) -> Step:
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
