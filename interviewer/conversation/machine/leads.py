"""What is said between a reply and what comes next: another thing before a follow-up on the question than before a new one."""

from __future__ import annotations

from interviewer.conversation.phrases import notices
from interviewer.conversation.phrases.saying import say
from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.understanding.evading import evades, orders
from interviewer.conversation.understanding.unknowing import admits_not_knowing
from knowledge.schema import Bank, Question, folded
from knowledge.text.sentences import sentences

MAX_EVADED = 2
"""How many evasive replies in a row close a question; a judgement: once one insists, and then one moves on."""

LONG = 40
"""Words of a reply that is a speech if it says again what was said before (a judgement)."""
FEWEST_WORDS = 6
"""Fewest words of a sentence that nobody says twice by chance (a judgement)."""
FEWEST_REPEATED = 2
"""How many such sentences make a speech; a judgement: one may be said again on purpose."""


def rambles(state: InterviewState) -> bool:
    """Whether the last reply is a speech with sentences that the candidate has said before, word for word."""
    here = state.attempts[-1]
    before, _, last = here.answer.rpartition("\n\n")
    if len(last.split()) < LONG:
        return False
    earlier = _long_sentences("\n\n".join([*(one.answer for one in state.attempts[:-1]), before]))
    return len(_long_sentences(last) & earlier) >= FEWEST_REPEATED


def _long_sentences(text: str) -> frozenset[str]:
    return frozenset(folded(each) for each in sentences(text) if len(each.split()) >= FEWEST_WORDS)


def evaded_lately(answer: str, question: Question) -> bool:
    """Whether the last replies of an answer put it off again and again, so that it makes no sense to insist."""
    last = answer.split("\n\n")[-MAX_EVADED:]
    return len(last) == MAX_EVADED and all(evades(each, question) or orders(each, question) for each in last)


def before_another_question(state: InterviewState, question: Question) -> tuple[InterviewState, str]:
    """The state, and what is said to a reply before the question is left."""
    said = _last(state)
    if state.attempts[-1].silent or admits_not_knowing(said):
        return say(state, "left")
    return say(state, "dropped" if evades(said, question) or orders(said, question) else "acknowledge")


def before_a_follow_up(state: InterviewState, question: Question, heard: bool) -> tuple[InterviewState, str]:
    """The state, and what is said to a reply before more is asked about the question.

    Args:
        heard: Whether the follow-up shows by itself that the reply was heard, or an earlier one was acknowledged: once per question
            is plenty, and a quote of the candidate needs nothing before it.
    """
    said = _last(state)
    if state.attempts[-1].silent:
        return say(state, "passed")
    if orders(said, question):
        return say(state, "ordered")
    if evades(said, question):
        return say(state, "declined")
    if rambles(state):
        return say(state, "stopped")
    if heard:
        return state, ""
    return say(state, "passed" if admits_not_knowing(said) else "heard")


def before_a_bonus(state: InterviewState, bank: Bank) -> str:
    """What comes before the follow-up on a bonus that was just chosen: never the same words twice in a row, nothing on a second try."""
    here = state.attempts[-1]
    if here.probed.count(here.probing) > 1:
        return ""
    asked = [(bank.get(each.question_id), probed) for each in state.attempts for probed in dict.fromkeys(each.probed)]
    before = (
        sum(any(c.id == probed and c.bonus for c in question.criteria) for question, probed in asked if question) - 1
    )
    first, *others = notices.BONUS
    return others[(before - 1) % len(others)] if before > 0 else first


def _last(state: InterviewState) -> str:
    """The last reply in the answer under way."""
    return state.attempts[-1].answer.rpartition("\n\n")[2]
