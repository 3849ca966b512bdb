"""What a message to an open question leads to: handlers with one subject each, asked in order."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.machine.answering import (
    answered,
    answered_and_left,
    change_answer,
    left_open,
    takes_back_a_charge,
    takes_back_a_part,
)
from interviewer.conversation.machine.doubts import reply_to_doubt
from interviewer.conversation.machine.open_talk import talked_of_open
from interviewer.conversation.machine.second_look import objected
from interviewer.conversation.machine.wishing import asks_what_is_wished
from interviewer.conversation.probing.numbering import current_wording
from interviewer.conversation.state.doubted import Doubt
from interviewer.conversation.state.heard_message import HeardMessage, MessageHandler, first_step
from interviewer.conversation.state.intents import LEAVING
from interviewer.conversation.state.steps import Step, turn
from interviewer.conversation.talk.addressing import asks_or_wishes
from interviewer.conversation.talk.double import answer_before, asks_at_its_end
from interviewer.conversation.talk.doubt import ask_whom, kept_in_doubt, replied, restated
from interviewer.conversation.talk.in_doubt import ask_if_answer
from interviewer.conversation.talk.leaving import answer_before_leaving, speaks_of_oneself, wishes_within
from interviewer.conversation.talk.side_talk import noted, place_told, remark, think_aloud, thought_out
from interviewer.conversation.understanding.intent import after_lead, before_done
from interviewer.conversation.understanding.objection import read_objection
from interviewer.grading.screening.silence import says_nothing


def to_an_open_question(message: HeardMessage) -> Step:
    """The step after a message to an open question. First it must be clear whether it is an answer at all."""
    if message.attempt.doubt is not None:
        if step := reply_to_doubt(message):
            return step
        message = replace(message, state=restated(message.state, message.event))
    elif step := first_step(WHETHER_AN_ANSWER, message):
        return step
    return first_step(TO_AN_OPEN_QUESTION, message) or talks(message)


def may_answer(message: HeardMessage) -> Step | None:
    """Talk that may contain an answer: the candidate is asked which it is."""
    return ask_if_answer(message.state, message.event, message.turn)


def may_be_talk(message: HeardMessage) -> Step | None:
    """An answer that sounds like talk: the candidate is asked, unless its words settle what it is."""
    text = message.text
    if not message.event.unsure or message.intent != "answer":
        return None
    if asks_at_its_end(text) or read_objection(text) is not None or takes_back_a_charge(message.attempt, text):
        return None
    if message.attempt.probing:
        asked = current_wording(message.attempt, message.bank[message.attempt.question_id])
        if not asks_or_wishes(text, asked):
            return None  # it follows a question, and asks for nothing
    return ask_whom(message.state, message.event, message.turn)


def objects(message: HeardMessage) -> Step | None:
    """An objection to a verdict given while the question is still open."""
    return objected(message.state, message.event, message.intent, message.turn, message.bank)


def answers(message: HeardMessage) -> Step | None:
    """An answer: it is graded. A question at its end is answered right away, without giving away a verdict."""
    if not _is_answer(message) or message.attempt.aloud:
        return None
    attempt, asked = message.attempt, asks_at_its_end(message.text)
    kept = replace(message.event, text=answer_before(message.text) or message.text)
    state, turns = answered(message.state, kept, message.turn, message.bank)
    checks = [place_told(state) if each == "progress" else remark(state, each) for each in asked]
    more = [turn("note", " ".join(checks), message.event.at, attempt)] if checks else []
    return state, [turns[0], *more, *turns[1:]]


def may_move_on(message: HeardMessage) -> Step | None:
    """An answer with a wish for the next question before its end: it is kept, and the candidate is asked."""
    attempt = message.attempt
    if attempt.aloud or attempt.replacing or message.intent not in {"answer", *LEAVING}:
        return None
    excuse = message.intent in LEAVING and not message.event.answers
    if excuse or answer_before_leaving(message.text) or not wishes_within(message.text):
        return None
    doubt = Doubt("skip", len(attempt.answer), attempt.confidence, leaves=True)
    return kept_in_doubt(message.state, message.event, message.turn, doubt)


def answers_and_moves_on(message: HeardMessage) -> Step | None:
    """An answer that ends with a wish for the next question: it is graded without the wish, then the question is left."""
    kept = "" if message.attempt.aloud else answer_before_leaving(message.text)
    if not kept or message.intent not in {"answer", *LEAVING}:
        return None
    if message.intent in LEAVING and not message.event.answers and speaks_of_oneself(kept):
        return None  # an excuse, and no answer
    return answered_and_left(message.state, replace(message.event, text=kept), message.as_answer)


def goes_on_aloud(message: HeardMessage) -> Step | None:
    """More of what is thought aloud. It is graded only once the candidate says that they are done, perhaps at its end."""
    if not _is_answer(message) or not message.attempt.aloud:
        return None
    told = before_done(message.text)
    if told is None:
        return think_aloud(message.state, message.text, message.turn)
    state, _ = think_aloud(message.state, told, message.turn)
    return thought_out(state) or state, [message.turn]


def begins_aloud(message: HeardMessage) -> Step | None:
    """The candidate wants to think aloud, perhaps with the first thought."""
    if message.intent != "aloud":
        return None
    return think_aloud(message.state, after_lead(message.text), message.as_answer)


def takes_note(message: HeardMessage) -> Step | None:
    """A remark that is introduced as not being part of the answer."""
    if message.intent != "note" or not after_lead(message.text):
        return None
    return noted(message.state, message.as_talk)


def takes_back_part(message: HeardMessage) -> Step | None:
    """Part of the answer is taken back: the answer is graded with these words."""
    if message.intent != "change" or not takes_back_a_part(message.attempt, message.text):
        return None
    return answered(message.state, message.event, message.as_answer, message.bank)


def takes_back_all(message: HeardMessage) -> Step | None:
    """The whole answer is taken back: the next one replaces it."""
    if message.intent != "change":
        return None
    return change_answer(message.state, message.event, message.turn, message.bank)


def is_done_aloud(message: HeardMessage) -> Step | None:
    """The candidate is done thinking aloud: what they said is graded."""
    thought = thought_out(message.state) if message.intent == "done" else None
    return (thought, [message.turn]) if thought else None


def is_done(message: HeardMessage) -> Step | None:
    """The candidate has no more to say to a question that was graded: it is closed."""
    if message.intent != "done" or message.attempt.grade is None:
        return None
    return left_open(message.state, message.turn, message.bank)


def answers_and_leaves(message: HeardMessage) -> Step | None:
    """A wish to leave the question with words that may answer it: they are graded, then it is left."""
    if not message.event.answers or message.attempt.aloud:
        return None
    return answered_and_left(message.state, message.event, message.as_answer)


def talks(message: HeardMessage) -> Step:
    """Everything else is talk."""
    state = replied(message.state, message.intent)
    state, turns = talked_of_open(state, message.intent, message.event, message.bank)
    return state, [message.turn, *turns]


WHETHER_AN_ANSWER: tuple[MessageHandler, ...] = (may_move_on, may_answer, may_be_talk)
"""What has to be asked before a message can be handled."""
TO_AN_OPEN_QUESTION: tuple[MessageHandler, ...] = (
    objects,
    answers_and_moves_on,
    answers,
    goes_on_aloud,
    begins_aloud,
    takes_note,
    takes_back_part,
    is_done_aloud,
    asks_what_is_wished,
    takes_back_all,
    is_done,
    answers_and_leaves,
)
"""The kinds of message, in order of precedence: if several fit, the first one wins."""


def _is_answer(message: HeardMessage) -> bool:
    """Whether a message answers; "I don't know, next" does, as far as it goes."""
    return message.intent == "answer" or (message.intent == "next" and says_nothing(message.text))
