"""The interview as a pure state machine: ``advance(state, event, bank) -> (state, turns)``.

Outside work (grading, wording) is put in ``state.pending``; its result comes back as an event. Nothing here reads a clock, a
file or a model, so a stored interview resumes at exactly the turn where it stopped.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.grades.changes import appealed
from interviewer.conversation.grades.closed_talk import talked_of_closed
from interviewer.conversation.grades.denial import on_a_point_made
from interviewer.conversation.grades.grade_so_far import asks_of_grade, told_so_far
from interviewer.conversation.grades.left import regraded
from interviewer.conversation.machine.answering import (
    answered,
    answered_and_left,
    change_answer,
    close,
    graded,
    left_open,
    takes_back_a_charge,
    takes_back_a_part,
    worded,
)
from interviewer.conversation.machine.asking import ask_next, end, ends_next, set_aside, start
from interviewer.conversation.machine.departed import past_departed, without_departed
from interviewer.conversation.machine.second_look import contest_in_chat, looked, objected
from interviewer.conversation.machine.timekeeping import tick, with_time
from interviewer.conversation.machine.unskip import asks_back, unskip
from interviewer.conversation.phrases import notices
from interviewer.conversation.phrases.saying import say
from interviewer.conversation.probing.hints import give_hint
from interviewer.conversation.probing.numbering import current_wording
from interviewer.conversation.state.intents import Intent
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
    Turn,
    WordClarification,
    Worded,
    WordProbe,
)
from interviewer.conversation.state.steps import Step, turn, with_attempt
from interviewer.conversation.talk.double import answer_before, asks_at_its_end
from interviewer.conversation.talk.doubt import ask_again, ask_whom, kept_part, replied, restated, was_talk
from interviewer.conversation.talk.in_doubt import ask_if_answer, read_doubt, taken_as_answer
from interviewer.conversation.talk.referring import asks_which, word_asked_about
from interviewer.conversation.talk.settling import Settled, does_not_know
from interviewer.conversation.talk.several import TALK, questions_in
from interviewer.conversation.talk.side_talk import intent_of, noted, place_told, remark, think_aloud, thought_out
from interviewer.conversation.understanding.intent import after_lead, agrees, before_done, read_intent, wants_next
from interviewer.conversation.understanding.objection import read_objection
from interviewer.grading.silence import says_nothing
from knowledge.schema import Bank

_ASKS_NOTHING: frozenset[Intent] = frozenset({"empty", "small_talk", "wait", "next", "done"})
"""Intents of what may follow "That was for you" without being the question."""


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


def _said(state: InterviewState, event: Said, bank: Bank) -> Step:
    said, intent = read_intent(event.text), _intent(state, event, bank)
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
        if intent == "back":
            state, turns = unskip(state, event.at, bank)
        elif intent in {"next", "skip"} or (agrees(event.text) and not ends_next(state, bank)):
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
    elif (asked := ask_if_answer(state, event, mine)) or (
        event.unsure
        and intent == "answer"
        and not asks_at_its_end(event.text)
        and read_objection(event.text) is None
        and not takes_back_a_charge(attempt, event.text)
        and (asked := ask_whom(state, event, mine))
    ):
        return asked
    if step := objected(state, event, intent, mine, bank):
        return step
    if intent == "answer" or (intent == "next" and says_nothing(event.text)):
        if not attempt.aloud:
            return _graded_next(state, event, mine, bank)
        told = before_done(event.text)
        state, turns = think_aloud(state, event.text if told is None else told, mine)
        return (state, turns) if told is None else (thought_out(state) or state, [mine])
    if intent == "aloud" or (intent == "note" and after_lead(event.text)):
        mine = replace(mine, kind="answer" if intent == "aloud" else "talk")
        return think_aloud(state, after_lead(event.text), mine) if intent == "aloud" else noted(state, mine)
    if intent == "change" and takes_back_a_part(attempt, event.text):
        return answered(state, event, replace(mine, kind="answer"), bank)
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


def _graded_next(state: InterviewState, event: Said, mine: Turn, bank: Bank) -> Step:
    """Have an answer graded; what it asks at its end is answered at once, but no verdict is given away."""
    attempt = state.attempts[-1]
    kept = replace(event, text=answer_before(event.text) or event.text)
    state, turns = answered(state, kept, mine, bank)
    checks = [
        place_told(state) if asked == "progress" else remark(state, asked) for asked in asks_at_its_end(event.text)
    ]
    more = [turn("note", " ".join(checks), event.at, attempt)] if checks else []
    return state, [turns[0], *more, *turns[1:]]


def _intent(state: InterviewState, event: Said, bank: Bank) -> Intent:
    """The intent of a message; "Which two?" after a follow-up on two things is a question, however it sounds."""
    intent, attempt = intent_of(state, event), state.attempts[-1]
    if asks_back(state, event.text) and (attempt.closed or not attempt.aloud or attempt.doubt is not None):
        return "back"
    if asks_of_grade(state, event.text):
        return "verdict"
    if read_intent(event.text) == "answer" and takes_back_a_charge(attempt, event.text):
        return "answer"
    if answer_before(event.text) and state.phase == "answering" and not attempt.aloud:
        return "answer"
    if not attempt.probing or attempt.aloud or read_intent(event.text) != "answer":
        return intent
    asked = current_wording(attempt, bank[attempt.question_id])
    asks = asks_which(event.text, asked) or (intent != "answer" and word_asked_about(event.text, asked))
    return "clarify" if asks else intent


def _in_doubt(state: InterviewState, event: Said, intent: Intent, mine: Turn, bank: Bank) -> Step | None:
    """The step after the candidate says what a message in doubt was; None if they ask for something else first."""
    doubt = state.attempts[-1].doubt
    assert doubt is not None  # only asked for if there is one
    if reply := read_doubt(state.attempts[-1], event, intent):
        return _settled(state, event, reply, replace(mine, kind="talk"), bank)
    if intent == "next":
        left = with_attempt(state, left_at=state.attempts[-1].probing)
        return thought_out(left) or left, [replace(mine, kind="talk")]
    if asked := ask_again(state, event, intent, mine):
        return asked
    if intent != "empty" and (says_nothing(event.text) or does_not_know(event.text)):
        return thought_out(state) or state, [replace(mine, kind="talk")]
    if intent == "answer":  # the candidate is continuing the answer
        return answered(with_attempt(state, doubt=None, aloud=False), event, mine, bank)
    return None


def _settled(state: InterviewState, event: Said, reply: Settled, mine: Turn, bank: Bank) -> Step:
    """The step once it is known what a message in doubt was; what else the reply says counts as the same."""
    if reply.meant == "nothing":
        state, _ = was_talk(state, event)
        state, turns = _talk(state, "wait", event, bank)
        return state, [mine, *turns]
    kept = None if reply.all_of_it or reply.meant != "talk" else kept_part(state)
    if reply.meant == "talk" and kept is None:
        state, asked = was_talk(state, event)
        again = read_intent(reply.rest) if reply.rest else "empty"
        if again not in _ASKS_NOTHING:  # it is put once more, perhaps in words that are understood
            heard = asked.heard if again == "answer" else again
            asked = replace(asked, text=reply.rest, heard=heard)
        state, turns = _talk(state, asked.heard or "clarify", asked, bank)
        return state, [mine, *turns]
    return taken_as_answer(state, kept, event, reply, mine)


def _talk(state: InterviewState, intent: Intent, event: Said, bank: Bank) -> Step:
    attempt = state.attempts[-1]
    if intent in TALK and len({read_intent(part) for part in questions_in(event.text)}) > 1:
        intent = "clarify"  # the reply takes up one question after the other
    match intent:
        case "hint" | "skip" | "repeat":
            return _control(state, intent, event.at, bank)
        case "next" if wants_next(event.text):
            return _control(state, "skip", event.at, bank)
        case "next":
            text = notices.STILL_OPEN
        case "back":
            return unskip(state, event.at, bank)
        case "clarify":
            pending = WordClarification(attempt.question_id, event.text)
            return replace(state, phase="working", pending=pending), []
        case "later":
            return set_aside(state, event.at, bank)
        case "empty" | "reveal" | "done" | "time" | "verdict" | "progress" | "control" | "end":
            told = told_so_far(state, event.text, bank) if intent == "verdict" else ""
            text = told or remark(state, intent)
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
        return state, [turn("note", notices.CLOSED, at, attempt, about="no grade")]
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
