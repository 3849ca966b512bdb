"""What an earlier version stored is read after its database has been migrated."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from fsrs import Card, Rating, Scheduler

from interviewer.conversation.machine.machine import advance
from interviewer.conversation.state.state import InterviewState, Setup, Started
from interviewer.storage.store import Store
from interviewer.study.schedule import rate, set_interview_date
from knowledge.schema import Bank
from tests.interviewer.storage.kept import put_card


def test_a_database_of_the_version_before_gets_the_new_table(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    Store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        for table in ("appeals", "reviews", "preferences"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    store = Store(f"sqlite:///{path}")
    assert (
        store.interviews.appeals() == [] and store.reviews.log() == [] and store.preferences.get("interview_date") == ""
    )
    store.close()


def test_interviews_of_an_older_version_are_read(tmp_path: Path, bank: Bank) -> None:
    path = tmp_path / "old.db"
    store = Store(f"sqlite:///{path}")
    setup = Setup("coach", 10.0, tuple(bank), 1, ("training",), 2)
    interview_id = store.interviews.create(advance(InterviewState(setup), Started(100.0), bank)[0], "Training")
    store.close()
    with sqlite3.connect(path) as connection:
        new = str(connection.execute("SELECT state FROM interviews").fetchone()[0])
        old = new.replace('"hints": []', '"hints": 2').replace('"attempts": ', '"runs": ')
        assert old != new
        connection.execute("UPDATE interviews SET state = ?", (old,))
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
    connection.close()
    again = Store(f"sqlite:///{path}")
    assert again.interviews.load(interview_id).state.attempts[-1].hints == (0, 1)
    again.close()


def test_cards_of_an_older_version_are_made_anew_from_their_log(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    store = Store(f"sqlite:///{path}")
    set_interview_date(store, "2126-01-01")
    for n, rating in enumerate((3, 1, 3)):
        rate(store, "training-01", "a", rating, datetime(2026, 11, 1 + 3 * n, 12, tzinfo=UTC))
    wanted = store.reviews.schedule()
    old = Scheduler(enable_fuzzing=False).review_card(Card(card_id=1), Rating.Good)[0]
    put_card(store, "training-01", "a", old)
    assert store.reviews.schedule() != wanted
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0004'")
    connection.close()
    again = Store(f"sqlite:///{path}")
    assert again.reviews.schedule() == wanted
    again.close()
