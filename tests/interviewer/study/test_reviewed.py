"""What counts as reviewed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from interviewer.conversation.state.stored import Review
from interviewer.study.day import local_day
from interviewer.study.reviewed import CARD, first_asked, reviewed

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
TODAY = local_day(NOON)


def rated(point: str, days: int = 0, source: str = "grade") -> Review:
    return Review((NOON + timedelta(days=days)).timestamp(), "q", point, 3, source)


def test_a_first_answer_in_an_interview_is_no_review() -> None:
    assert reviewed([rated("a"), rated("b")], TODAY) == set()


def test_what_is_asked_again_or_on_a_card_is_reviewed_once() -> None:
    log = [rated("new"), rated("old"), rated("old", days=-3), rated("card", source=CARD), rated("card", source=CARD)]
    assert reviewed(log, TODAY) == {("q", "old"), ("q", "card")}
    assert reviewed([rated("old", days=-3), rated("old", days=-2)], TODAY) == set()


def test_a_question_is_new_on_the_day_of_its_first_point() -> None:
    other = Review((NOON + timedelta(hours=1)).timestamp(), "other", "a", 3, CARD)
    assert first_asked([rated("a"), rated("b"), other], TODAY) == {"q", "other"}
    assert first_asked([rated("a", days=-1), rated("b"), other], TODAY) == {"other"}
    assert first_asked([rated("a", days=-1)], TODAY) == set()
