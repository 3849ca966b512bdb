"""The intent of a message in context: the same words can mean something else after what was just asked."""

from __future__ import annotations

from interviewer.conversation.debrief.grade_so_far import asks_of_grade
from interviewer.conversation.machine.answering import takes_back_a_charge
from interviewer.conversation.machine.unskip import asks_back
from interviewer.conversation.probing.numbering import current_wording
from interviewer.conversation.state.intents import LEAVING, Intent
from interviewer.conversation.state.state import InterviewState, Said
from interviewer.conversation.talk.addressing import asks_in_earnest
from interviewer.conversation.talk.asking_stuck import asked_when_stuck
from interviewer.conversation.talk.clarifying import wants_other_words
from interviewer.conversation.talk.double import answer_before
from interviewer.conversation.talk.form_asked import form_asked
from interviewer.conversation.talk.leaving import answer_before_leaving, perhaps_ends
from interviewer.conversation.talk.referring import asks_which, word_asked_about
from interviewer.conversation.talk.scope_asked import asks_scope
from interviewer.conversation.talk.side_talk import intent_of
from interviewer.conversation.understanding.intent import read_intent
from knowledge.schema import Bank


def intent_in(state: InterviewState, event: Said, bank: Bank) -> Intent:
    """The intent of a message; "Which two?" after a follow-up on two things is a question, however it sounds."""
    intent, attempt = intent_of(state, event), state.attempts[-1]
    if intent == "repeat" and read_intent(event.text) != "repeat" and wants_other_words(event.text):
        intent = "clarify"  # "ask that differently" is near "ask that again", and wants other words
    if asks_back(state, event.text) and (attempt.closed or not attempt.aloud or attempt.doubt is not None):
        return "back"
    if asks_of_grade(state, event.text):
        return "verdict"
    if read_intent(event.text) == "answer" and takes_back_a_charge(attempt, event.text):
        return "answer"
    if intent == "answer" and event.unsure and attempt.doubt is None and asks_in_earnest(event.text):
        return "clarify"
    aloud = attempt.aloud and attempt.doubt is None
    if not aloud and asked_when_stuck(event.text):
        return "clarify"
    asks_of_it = form_asked(event.text) or asks_scope(event.text, surely=intent == "answer")
    if asks_of_it and not aloud and not attempt.closed and read_intent(event.text) == "answer":
        return "clarify"
    if intent in {"answer", "done"} and not aloud and read_intent(event.text) == "answer" and perhaps_ends(event.text):
        return "end"
    if (
        (answer_before(event.text) or (intent not in LEAVING and answer_before_leaving(event.text)))
        and state.phase == "answering"
        and not attempt.aloud
    ):
        return "answer"
    if not attempt.probing or attempt.aloud or read_intent(event.text) != "answer":
        return intent
    asked = current_wording(attempt, bank[attempt.question_id])
    asks = asks_which(event.text, asked) or (intent != "answer" and word_asked_about(event.text, asked))
    return "clarify" if asks else intent
