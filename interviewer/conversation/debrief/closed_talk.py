"""What the interviewer says once a question is closed: why it got its grade, what was asked, how to contest it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from interviewer.conversation.debrief.all_correct import asks_if_all_is_right, told_if_all_is_right
from interviewer.conversation.debrief.asked_after import asks_further, told_further
from interviewer.conversation.debrief.closed_phrasings import AGAIN, ASKS, IF_WRONG, OF_PLACE, WANTS_MORE
from interviewer.conversation.debrief.contest import asks_which_point, way_to_contest
from interviewer.conversation.debrief.denial import gives_back
from interviewer.conversation.debrief.full_marks import asks_full_marks, full_marks
from interviewer.conversation.debrief.further_phrasings import Further
from interviewer.conversation.debrief.grade_phrasings import About
from interviewer.conversation.debrief.grade_talk import asked_about, overview, told_of_grade
from interviewer.conversation.debrief.mistaken import told_too_late
from interviewer.conversation.debrief.moved import moves
from interviewer.conversation.debrief.reasons import asks_why, explained, is_of_the_grade, numbered_point
from interviewer.conversation.debrief.why_wrong import thing_called_wrong
from interviewer.conversation.phrases import notices
from interviewer.conversation.phrases.saying import say
from interviewer.conversation.state.heard_message import HeardMessage, MessageHandler, first_step
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import InterviewState, NoteAbout, Said, WordClarification
from interviewer.conversation.state.steps import Step, turn
from interviewer.conversation.talk.side_talk import remark
from interviewer.conversation.understanding.intent import read_intent, wants_break
from interviewer.conversation.understanding.objection import read_objection
from interviewer.grading.screening.taken_back import corrects_itself
from knowledge.schema import Bank, Question

_OF_AN_OPEN_QUESTION: frozenset[Intent] = frozenset(
    {"hint", "repeat", "change", "later", "done", "aloud", "note", "empty", "control", "wait"}
)
"""Intents that mean nothing once a question is closed. If the classifier suggests one, the words decide instead."""
_MAY_ASK_OF_GRADE: frozenset[Intent] = frozenset({"answer", "explain", "clarify", "verdict", "progress"})
"""Intents that the classifier may give to a question about the grade. Any other intent is taken as it is."""


def _goes_before(further: Further, about: About | None, listed: Intent) -> bool:
    """Whether a message that fits one of the ``FURTHER`` tables is answered by it, although it may mean something else too."""
    if listed != "answer" and not (further in {"again", "slip"} and listed in _OF_AN_OPEN_QUESTION):
        return False
    return about is None or further in {"hints", "replies"}


def objects(text: str) -> bool:
    """Whether a message objects to a verdict, by its words."""
    return bool(read_objection(text) or gives_back(text) or AGAIN.search(text))


def meant(intent: Intent, text: str) -> Intent:
    """The intent of a message that no handler has taken. Nothing is graded now, so whatever asks something is a question."""
    if asks_full_marks(text):
        return "reveal"
    objecting = objects(text)
    if intent == "disagree" and not objecting and IF_WRONG.search(text):
        return "explain"
    if intent not in {"answer", *_OF_AN_OPEN_QUESTION} or read_intent(text) != "answer":
        return intent
    if asks_why(text):
        return "why"
    if objecting:
        return "disagree"
    return "explain" if ASKS.match(text) else intent


def talked_of_closed(state: InterviewState, intent: Intent, event: Said, bank: Bank) -> Step:
    """The reply to a message about a closed question. If the message asks for nothing, the reply says what can be done now."""
    message = HeardMessage(state, event, intent, bank)
    return first_step(BY_ITS_WORDS, message) or by_its_intent(message)


def if_all_is_right(message: HeardMessage) -> Step | None:
    """Asks whether everything in the answer is right."""
    if not _known(message) or not asks_if_all_is_right(message.text):
        return None
    return _told(message, told_if_all_is_right(_question(message), message.attempt.grade))


def too_late(message: HeardMessage) -> Step | None:
    """A correction that comes too late to count."""
    if not _known(message) or read_objection(message.text) is not None:
        return None
    if not corrects_itself(message.text, challenged=True):
        return None
    grade = message.attempt.grade
    return _told(message, told_too_late(_question(message), grade, message.text), "" if grade else "no grade")


def something_further(message: HeardMessage) -> Step | None:
    """Asks about the grade or the question but not about a point: hints, another try, a slip."""
    further = asks_further(message.text) if _known(message) and not objects(message.text) else None
    if not further or not _goes_before(further, _about(message), read_intent(message.text)):
        return None
    return _told(message, told_further(further, message.attempt))


def of_the_grade(message: HeardMessage) -> Step | None:
    """Asks about the grade: what was good, missing or wrong."""
    about = _about(message)
    if not about or not _known(message):
        return None
    return _told(message, told_of_grade(about, _question(message), message.attempt.grade, message.text))


def asks_why_it_is_wrong(message: HeardMessage) -> Step | None:
    """Asks why something it names is wrong: the reply is about that thing."""
    if not thing_called_wrong(message.text) or _numbers_a_point(message):
        return None
    return explains(message)


BY_ITS_WORDS: tuple[MessageHandler, ...] = (
    if_all_is_right,
    asks_why_it_is_wrong,
    too_late,
    something_further,
    of_the_grade,
)
"""Handlers that go by the words of a message, in order of precedence."""


def by_its_intent(message: HeardMessage) -> Step:
    """The reply by the intent of a message, if none of the handlers above has taken it."""
    asked = replace(message, intent=_meaning(message))
    reply = BY_ITS_INTENT.get(asked.intent)
    state, turns = (reply(asked) if reply else None) or going_on(asked)
    return state, [each for each in turns if each.text]


def explains(message: HeardMessage) -> Step | None:
    """Has the matching part of the reference answer put into words."""
    if not _known(message):
        return None
    grade = message.attempt.grade
    point = numbered_point(grade, message.text) if grade else None
    request = f"{message.text} {point.claim}" if point else message.text  # "the second point" names no subject
    pending = WordClarification(message.attempt.question_id, request)
    return replace(message.state, phase="working", pending=pending), []


def reveals(message: HeardMessage) -> Step | None:
    """What an answer with full marks sounds like."""
    return _told(message, full_marks(_question(message), message.attempt.grade)) if _known(message) else None


def says_why(message: HeardMessage) -> Step:
    """Why the answer got its grade."""
    return _told(message, explained(message.attempt.grade, message.text, moves(message.attempt)))


def shows_the_way_to_contest(message: HeardMessage) -> Step:
    """How a verdict can be contested."""
    asks = asks_which_point(message.attempt, message.text)
    state = replace(message.state, asked="which point") if asks else message.state
    return _told(replace(message, state=state), way_to_contest(message.attempt, message.text))


def tells_where_it_stands(message: HeardMessage) -> Step:
    """How the answer did, or how far the interview is."""
    heard = read_intent(message.text) != "progress"
    if _known(message) and heard and not OF_PLACE.search(message.text):
        return _told(message, overview(message.attempt.grade))
    return _told(message, remark(message.state, "progress"))


def tells_time(message: HeardMessage) -> Step:
    """How much time is left."""
    return _told(message, remark(message.state, "time"))


def repeats(message: HeardMessage) -> Step | None:
    """The question once more."""
    return _told(message, _question(message).question) if _known(message) else None


def waits(message: HeardMessage) -> Step:
    """The interviewer waits; the clock stands still while a question is closed."""
    if wants_break(message.text):
        return _told(message, notices.BREAK_NO_CLOCK)
    state, text = say(message.state, "wait")
    return _told(replace(message, state=state), text)


def names_the_controls(message: HeardMessage) -> Step:
    """What the candidate can do now."""
    return _told(message, notices.CONTROLS, "going on")


def asks_whether_to_end(message: HeardMessage) -> Step:
    """Whether they want to end the interview."""
    asking = replace(message, state=replace(message.state, asked="end"))
    return _told(asking, notices.ASK_END, "going on")


def is_still_here(message: HeardMessage) -> Step:
    """A reply to small talk."""
    return _told(message, notices.STILL_HERE, "going on")


def going_on(message: HeardMessage) -> Step:
    """What can be done once a question is closed."""
    return _told(message, notices.CLOSED, "no grade")


BY_ITS_INTENT: Mapping[Intent, MessageHandler] = MappingProxyType(
    {
        "explain": explains,
        "clarify": explains,
        "reveal": reveals,
        "why": says_why,
        "verdict": says_why,
        "disagree": shows_the_way_to_contest,
        "progress": tells_where_it_stands,
        "time": tells_time,
        "repeat": repeats,
        "wait": waits,
        "control": names_the_controls,
        "end": asks_whether_to_end,
        "small_talk": is_still_here,
    }
)
"""The handler for each intent. ``going_on`` is for all others, and for questions that are no longer in the bank."""


def _meaning(message: HeardMessage) -> Intent:
    """The intent that gets the reply: a "why" about the subject, not about the grade, asks for an explanation."""
    asked = meant(message.intent, message.text)
    if asked != "why" or not _known(message):
        return asked
    wants_more = bool(WANTS_MORE.search(message.text)) and not asks_why(message.text)
    return "explain" if wants_more or not is_of_the_grade(message.attempt.grade, message.text) else asked


def _about(message: HeardMessage) -> About | None:
    """What a message asks about the grade. Its words count for more than the intent that the classifier read."""
    intent, text = message.intent, message.text
    may_be = intent in _MAY_ASK_OF_GRADE or (intent != "disagree" and read_intent(text) == "answer")
    return asked_about(text) if may_be and not asks_why(text) and read_objection(text) is None else None


def _numbers_a_point(message: HeardMessage) -> bool:
    grade = message.attempt.grade
    return grade is not None and numbered_point(grade, message.text) is not None


def _known(message: HeardMessage) -> bool:
    """Whether the bank still has the question."""
    return message.attempt.question_id in message.bank


def _question(message: HeardMessage) -> Question:
    return message.bank[message.attempt.question_id]


def _told(message: HeardMessage, text: str, about: NoteAbout = "") -> Step:
    return message.state, [turn("note", text, message.event.at, message.attempt, about=about)]
