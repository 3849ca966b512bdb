"""What is shown while an answer is read, or waits for others to be read."""

from __future__ import annotations

import pytest

from interviewer.conversation.conducting.update import Update, Waiting, told, under_way
from interviewer.conversation.state.state import GradeAnswer, InterviewState, Setup

STATE = InterviewState(Setup("coach", 30.0, ("training-01",), 1), pending=GradeAnswer("training-01"))


@pytest.mark.parametrize(("before", "words"), [(1, "1 answer before yours"), (12, "12 answers before yours")])
def test_a_place_in_the_queue_is_a_number_of_answers(before: int, words: str) -> None:
    assert told(STATE, Waiting(before)) == Update(STATE, doing=words, waiting=True)


def test_a_turn_that_has_come_is_the_work_itself() -> None:
    assert told(STATE, Waiting(0)) == under_way(STATE) == Update(STATE, doing="Reading your answer")


def test_words_are_shown_as_far_as_they_have_come() -> None:
    assert told(STATE, "What if") == Update(STATE, partial="What if")
