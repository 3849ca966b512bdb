"""What is left of a day, no matter what it started with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from interviewer.errors import NothingLeftError
from interviewer.storage.store import Store
from interviewer.study.drill import choose_drill
from interviewer.study.quick_cards import quick_deck
from interviewer.study.schedule import AGAIN, GOOD, rate, set_interview_date
from interviewer.study.today import DailyPlan, daily_plan, done_line
from knowledge.schema import Bank

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def ask_all(store: Store, bank: Bank, ids: tuple[str, ...], now: datetime) -> int:
    """Rate every point of some questions as missed; returns how many points that is."""
    points = [(i, c.id) for i in ids for c in bank[i].criteria]
    for question_id, criterion_id in points:
        rate(store, question_id, criterion_id, AGAIN, now)
    return len(points)


def drill_today(store: Store, bank: Bank, now: datetime) -> tuple[str, ...]:
    return choose_drill(store, bank, lambda *_: (), 5, due=True, now=now).pool


def test_a_second_drill_of_today_brings_no_more_new_questions(store: Store, bank: Bank) -> None:
    first = drill_today(store, bank, NOON)
    assert len(first) == 4
    points = ask_all(store, bank, first, NOON)
    said = f"Done for today. {points} points come back tomorrow, and there will be new questions."
    later = NOON + timedelta(hours=2)
    for begin in (lambda: drill_today(store, bank, later), lambda: quick_deck(store, bank, later)):
        with pytest.raises(NothingLeftError) as done:
            begin()
        assert str(done.value) == said
    assert len(drill_today(store, bank, NOON + timedelta(days=1))) == 5  # what was missed comes first


def test_cards_of_today_open_no_more_questions_than_a_day_has(store: Store, bank: Bank) -> None:
    deck = quick_deck(store, bank, NOON, count=10)
    assert len(deck) == 10 and len({card.question_id for card in deck}) == 4
    for card in deck:
        rate(store, card.question_id, card.criterion_id, GOOD, NOON)
    assert daily_plan(store, bank, NOON).new == ()
    assert {card.question_id for card in quick_deck(store, bank, NOON)} <= {card.question_id for card in deck}
    assert quick_deck(store, bank, NOON, section="rl", count=40)[-1].due is False, "a section has no such limit"


def test_with_a_far_date_one_question_is_all_that_a_day_has(store: Store, bank: Bank) -> None:
    set_interview_date(store, "2099-01-01", today=NOON.date())
    (only,) = daily_plan(store, bank, NOON).new
    ask_all(store, bank, (only,), NOON)
    plan = daily_plan(store, bank, NOON)
    assert plan.nothing_left and plan.begun == 1 and done_line(plan).startswith("Done for today. ")


@pytest.mark.parametrize(
    ("begun", "ahead", "unseen", "said"),
    [
        (1, (7, 1), 0, "Done for today. 7 points come back tomorrow."),
        (1, (1, 1), 0, "Done for today. 1 point comes back tomorrow."),
        (1, (7, 1), 9, "Done for today. 7 points come back tomorrow, and there will be new questions."),
        (4, (2, 3), 9, "Done for today. There will be new questions tomorrow."),
        (0, (2, 3), 0, "Nothing is due today. 2 points come back in 3 days."),
        (0, (0, 0), 0, "Nothing is due today."),
    ],
)
def test_one_line_says_what_comes_next(begun: int, ahead: tuple[int, int], unseen: int, said: str) -> None:
    plan = DailyPlan((), (), None, 0, 0, begun, ahead, unseen)
    assert plan.nothing_left and done_line(plan) == said
    assert not replace(plan, new=("rl-01",)).nothing_left
