"""Ratings and the cards made from them, where several are given at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interviewer.conversation.state.stored import Rated, Review
from interviewer.errors import VivaError
from interviewer.json_data import JsonObject
from interviewer.storage.store import Store
from interviewer.study import schedule
from interviewer.study.schedule import correct, rate, replayed, scheduled_from, set_interview_date
from tests.interviewer.storage.kept import put_card

if TYPE_CHECKING:
    from fsrs import Card

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)

Work = Callable[[Store], object]
"""What is done with a store of its own; what comes of it is not looked at."""


def at_once(path: Path, monkeypatch: pytest.MonkeyPatch, *work: Work) -> None:
    """Run each piece of work in a thread with a store of its own; making a card takes long enough for all to meet."""
    real = schedule.replayed

    def slow(history: Sequence[Review], interview: date | None = None) -> Card:
        time.sleep(0.1)
        return real(history, interview)

    monkeypatch.setattr(schedule, "replayed", slow)
    barrier = threading.Barrier(len(work))
    faults: list[VivaError] = []

    def run(piece: Work) -> None:
        store = Store(f"sqlite:///{path}")
        barrier.wait()
        try:
            piece(store)
        except VivaError as error:
            faults.append(error)
        store.close()

    threads = [threading.Thread(target=run, args=(piece,)) for piece in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    monkeypatch.undo()
    assert faults == []


def expected(store: Store, day: date | None = None) -> JsonObject:
    return dict(replayed(store.reviews.log("q", "a"), day).to_dict())


@pytest.mark.slow
def test_of_ratings_at_once_none_is_left_out_of_the_card(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rated(day: int) -> Work:
        return lambda other: rate(other, "q", "a", 1 + day % 4, NOON + timedelta(days=day))

    at_once(tmp_path / "viva.db", monkeypatch, *(rated(day) for day in range(6)))
    assert len(store.reviews.log("q", "a")) == 6
    assert store.reviews.schedule()["q", "a"] == expected(store)


@pytest.mark.slow
def test_a_correction_and_a_date_see_the_rating_that_is_given_beside_them(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate(store, "q", "a", 3, NOON)
    day = datetime.now(UTC).date() + timedelta(days=9)
    at_once(
        tmp_path / "viva.db",
        monkeypatch,
        lambda other: correct(other, "q", "a", 1),
        lambda other: set_interview_date(other, day.isoformat()),
        lambda other: rate(other, "q", "a", 4, NOON - timedelta(days=3)),
    )
    assert len(store.reviews.log("q", "a")) == 2
    assert store.reviews.schedule()["q", "a"] == expected(store, day)


DAY = timedelta(days=1)


def test_a_rating_given_after_the_clock_was_set_back_is_still_the_last(store: Store) -> None:
    rate(store, "q", "a", 4, NOON)
    rate(store, "q", "a", 1, NOON - DAY)
    assert [review.rating for review in store.reviews.log("q", "a")] == [4, 1]
    assert store.reviews.schedule()["q", "a"] == expected(store)
    correct(store, "q", "a", 2)
    assert [review.rating for review in store.reviews.log("q", "a")] == [4, 2], "the last one is what is corrected"


def test_ratings_go_on_in_order_once_the_clock_is_right_again(store: Store) -> None:
    moments = [NOON, NOON + DAY, NOON + timedelta(hours=1), NOON + timedelta(hours=2), NOON + 2 * DAY]
    for rating, moment in zip((1, 2, 3, 4, 3), moments, strict=True):
        rate(store, "q", "a", rating, moment)
    log = store.reviews.log("q", "a")
    assert [review.rating for review in log] == [1, 2, 3, 4, 3]
    assert log[-1].at == moments[-1].timestamp()


def test_a_clock_that_lost_its_battery_leaves_the_log_of_earlier_days_as_it_was(store: Store) -> None:
    rate(store, "q", "a", 3, NOON)
    due = rate(store, "q", "a", 3, datetime(1970, 1, 1, 1, tzinfo=UTC))
    assert store.reviews.log("q", "a")[0].at == NOON.timestamp() and due > NOON


def test_another_point_and_what_is_imported_keep_their_moments(store: Store) -> None:
    rate(store, "q", "a", 3, NOON)
    rate(store, "q", "b", 3, NOON - DAY)
    rate(store, "q", "a", 1, NOON - 3 * DAY, "import")
    assert [r.at for r in store.reviews.log("q", "b")] == [(NOON - DAY).timestamp()]
    assert [r.rating for r in store.reviews.log("q", "a")] == [1, 3]


def test_a_date_leaves_cards_from_before_the_log_as_they_are(store: Store) -> None:
    made = replayed([Review(NOON.timestamp(), "q", "old", 3, "grade")])
    put_card(store, "q", "old", made)
    kept = store.reviews.schedule()
    set_interview_date(store, (datetime.now(UTC).date() + timedelta(days=3)).isoformat())
    assert store.reviews.schedule() == kept


def replace_with(store: Store, rating: int, moment: datetime) -> None:
    """What an upheld appeal does: another rating for the one of the moment at which its question was closed."""
    store.reviews.add([Rated(Review(moment.timestamp(), "q", "a", rating, "grade"), scheduled_from, replaces=True)])


def test_an_appeal_changes_the_rating_that_was_moved_since_the_clock_was_set_back(store: Store) -> None:
    rate(store, "q", "a", 3, NOON)
    rate(store, "q", "a", 1, NOON - DAY, "grade")
    replace_with(store, 3, NOON - DAY)
    assert [(r.rating, r.source) for r in store.reviews.log("q", "a")] == [(3, "self"), (3, "grade")]
    assert store.reviews.schedule()["q", "a"] == expected(store)


def test_an_appeal_changes_the_rating_of_a_clock_that_was_a_year_ahead(store: Store) -> None:
    rate(store, "q", "a", 1, NOON + 365 * DAY, "grade")
    rate(store, "q", "a", 2, NOON)
    replace_with(store, 3, NOON + 365 * DAY)
    log = store.reviews.log("q", "a")
    assert [(r.rating, r.source) for r in log] == [(3, "grade"), (2, "self")]
    assert log[-1].at == NOON.timestamp()


def test_an_appeal_that_finds_its_rating_where_it_was_leaves_moved_ones_alone(store: Store) -> None:
    rate(store, "q", "a", 1, NOON - 5 * DAY, "grade")
    rate(store, "q", "a", 4, NOON)
    rate(store, "q", "a", 1, NOON - DAY, "grade")
    replace_with(store, 3, NOON - 5 * DAY)
    assert [r.rating for r in store.reviews.log("q", "a")] == [3, 4, 1]


def test_one_rating_by_a_clock_a_year_ahead_does_not_put_the_point_off_for_good(store: Store) -> None:
    rate(store, "q", "a", 3, NOON + 365 * DAY)
    due = [rate(store, "q", "a", 3, NOON + day * DAY) for day in (0, 3, 10)]
    log = store.reviews.log("q", "a")
    assert [r.at for r in log[1:]] == [(NOON + day * DAY).timestamp() for day in (0, 3, 10)]
    assert log[0].at < log[1].at and due[0] < NOON + 60 * DAY
    assert store.reviews.schedule()["q", "a"] == expected(store)
