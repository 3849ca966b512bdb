"""Each reply to talk about a closed question by itself: by the words of the message, then by its intent."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from interviewer.conversation.debrief import closed_talk as replies
from interviewer.conversation.debrief.closed_talk import BY_ITS_INTENT, BY_ITS_WORDS, by_its_intent, talked_of_closed
from interviewer.conversation.debrief.full_marks import full_marks
from interviewer.conversation.debrief.grade_talk import overview
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.heard_message import HeardMessage
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import Said, WordClarification
from knowledge.schema import Bank
from tests.interviewer.conversation.debrief.test_closed_talk import closed
from tests.interviewer.conversation.player import texts

QUESTION = "training-06a"


def message(bank: Bank, text: str, intent: Intent = "answer") -> HeardMessage:
    """What is said about a question that is closed."""
    player = closed(bank)
    return HeardMessage(player.state, Said(player.now + 10, text), intent, bank)


def departed(heard: HeardMessage) -> HeardMessage:
    """The same once the bank no longer has the question."""
    return replace(heard, bank=Bank(q for q in heard.bank.values() if q.id != QUESTION))


@pytest.mark.parametrize(
    ("text", "taker"),
    [
        ("is everything I said right?", "if_all_is_right"),
        ("I take that back, it is the norm", "too_late"),
        ("is that a pass?", "something_further"),
        ("do hints cost points?", "something_further"),
        ("what was my score?", "of_the_grade"),
        ("what did I get right?", "of_the_grade"),
        ("the rate falls", ""),
    ],
)
def test_words_that_are_known_are_replied_to_by_the_handler_for_them(text: str, taker: str, bank: Bank) -> None:
    heard = message(bank, text)
    takers = [handler.__name__ for handler in BY_ITS_WORDS if handler(heard) is not None]
    assert takers[:1] == ([taker] if taker else [])
    state, turns = talked_of_closed(heard.state, "answer", heard.event, bank)
    assert state == heard.state and len(turns) == 1


@pytest.mark.parametrize("intent", get_args(Intent))
def test_every_intent_has_a_reply(intent: Intent, bank: Bank) -> None:
    state, turns = by_its_intent(message(bank, "hm, and this", intent))
    assert len(turns) == (0 if isinstance(state.pending, WordClarification) else 1)
    if intent not in BY_ITS_INTENT:
        assert texts(turns) == notices.CLOSED and turns[0].about == "no grade"


@pytest.mark.parametrize("intent", ["explain", "clarify", "reveal", "repeat", "answer", "hint"])
def test_without_its_question_the_reply_is_how_to_go_on(intent: Intent, bank: Bank) -> None:
    state, turns = by_its_intent(departed(message(bank, "hm, and this", intent)))
    assert state.pending is None and texts(turns) == notices.CLOSED


def test_without_its_question_nothing_is_read_from_the_words(bank: Bank) -> None:
    for text in (
        "is everything I said right?",
        "I take that back, it is the norm",
        "is that a pass?",
        "what was my score?",
    ):
        assert [handler(departed(message(bank, text))) for handler in BY_ITS_WORDS] == [None] * len(BY_ITS_WORDS)


def test_each_reply_says_its_own(bank: Bank) -> None:
    heard = message(bank, "hm, and this")
    grade, question = heard.attempt.grade, bank[QUESTION]
    said = {
        replies.reveals: full_marks(question, grade),
        replies.repeats: question.question,
        replies.names_the_controls: notices.CONTROLS,
        replies.asks_whether_to_end: notices.ASK_END,
        replies.is_still_here: notices.STILL_HERE,
        replies.going_on: notices.CLOSED,
        replies.tells_where_it_stands: overview(grade),
    }
    for reply, text in said.items():
        step = reply(heard)
        assert step is not None and texts(step[1]) == text, reply.__name__
    assert texts(replies.tells_where_it_stands(message(bank, "how many questions are left?"))[1]) != overview(grade)


def test_a_point_by_its_number_is_explained_by_its_claim(bank: Bank) -> None:
    step = replies.explains(message(bank, "explain the second point"))
    assert step is not None and isinstance(step[0].pending, WordClarification)
    assert step[0].pending.request == f"explain the second point {bank[QUESTION].criteria[1].claim}"


def test_why_about_the_subject_is_explained_and_why_about_the_grade_is_answered(bank: Bank) -> None:
    assert isinstance(
        by_its_intent(message(bank, "why is it clipped by its norm?", "why"))[0].pending, WordClarification
    )
    assert by_its_intent(message(bank, "why did I get this grade?", "why"))[0].pending is None
