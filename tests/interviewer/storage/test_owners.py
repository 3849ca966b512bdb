"""Each owner of one database sees, changes and deletes only what is theirs, no matter which id is requested."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from interviewer.conversation.machine.machine import advance
from interviewer.conversation.state.state import InterviewState, Said, Setup, Started
from interviewer.conversation.state.stored import AppealCase
from interviewer.errors import ConflictError, UsageError
from interviewer.storage import database
from interviewer.storage.store import Store
from interviewer.study.schedule import correct, interview_date, rate, set_interview_date
from knowledge.schema import Bank
from tests.interviewer.storage.kept import keep_appeal

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
CASE = AppealCase(1.0, "q", "c", "the answer", "the reason", "not_met", "met", "local")  # type: ignore[arg-type]


def begun(store: Store, bank: Bank) -> tuple[str, InterviewState]:
    state, turns = advance(InterviewState(Setup("coach", 10.0, tuple(bank), 1)), Started(100.0), bank)
    return store.interviews.create(state, "Mine", Started(100.0), turns), state


def test_an_interview_of_another_is_not_there(store: Store, bank: Bank) -> None:
    ada, bob = store.of("ada"), store.of("bob")
    mine, state = begun(ada, bank)
    for other in (bob, store):
        with pytest.raises(UsageError, match="no interview"):
            other.interviews.load(mine)
        assert not other.interviews.exists(mine) and other.interviews.transcript(mine) == []
        said = Said(120.0, "words of another")
        with pytest.raises(ConflictError):
            other.interviews.append(mine, 1, said, *advance(state, said, bank))
        other.interviews.touch(mine, 1, InterviewState(state.setup))
        other.interviews.remove(mine)
        lists = (other.interviews.unfinished(), other.interviews.finished(), other.interviews.all())
        assert lists == ([], [], []) and other.interviews.count() == 0
    assert (
        ada.interviews.exists(mine)
        and ada.interviews.load(mine).state == state
        and len(ada.interviews.transcript(mine)) > 0
    )
    ada.interviews.remove(mine)
    assert ada.interviews.count() == 0


def test_ratings_cards_dates_and_contests_are_of_their_owner(store: Store) -> None:
    ada, bob = store.of("ada"), store.of("bob")
    rate(ada, "training-01", "capacity", 1, NOON)
    rate(bob, "training-01", "capacity", 4, NOON)
    set_interview_date(ada, "2126-01-01")
    keep_appeal(ada, CASE)
    assert [r.rating for r in ada.reviews.log()] == [1] and [r.rating for r in bob.reviews.log()] == [4]
    assert ada.reviews.schedule() != bob.reviews.schedule() and store.reviews.schedule() == {}
    assert interview_date(bob) is None and interview_date(ada) is not None
    assert bob.interviews.appeals() == [] and len(ada.interviews.appeals()) == 1
    before = ada.reviews.schedule()
    correct(bob, "training-01", "capacity", 2)
    with pytest.raises(UsageError, match="not been rated yet"):
        correct(store, "training-01", "capacity", 2)
    assert ada.reviews.schedule() == before and [r.rating for r in ada.reviews.log()] == [1]


def test_what_was_there_before_is_of_nobody_and_a_step_back_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "viva.db"
    store = Store(f"sqlite:///{path}")
    rate(store, "q", "c", 3, NOON)
    rate(store.of("ada"), "q", "c", 3, NOON)
    store.preferences.set("name", "value")
    cards = store.reviews.schedule()
    store.close()
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0006")
        connection.commit()
    engine.dispose()
    with sqlite3.connect(path) as plain:
        assert plain.execute("select count(*) from cards").fetchone() == (1,)
        assert "owner" not in {row[1] for row in plain.execute("pragma table_info(cards)")}
    plain.close()
    again = Store(f"sqlite:///{path}")
    assert again.reviews.schedule() == cards and again.preferences.get("name") == "value"
    assert len(again.reviews.log()) == 1 and again.of("ada").reviews.log() == []
    again.close()


@pytest.mark.slow
def test_four_first_starts_at_once_all_succeed(tmp_path: Path) -> None:
    code = (
        "import sys; from interviewer.storage.store import Store; s = Store(sys.argv[1]); print(s.interviews.count())"
    )
    for attempt in range(3):
        url = f"sqlite:///{tmp_path / f'{attempt}.db'}"
        runs = [
            subprocess.Popen(
                [sys.executable, "-c", code, url], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
            for _ in range(4)
        ]
        ended = [run.communicate(timeout=120) for run in runs]
        assert [run.returncode for run in runs] == [0, 0, 0, 0], [err for _, err in ended]
        assert [out for out, _ in ended] == ["0\n"] * 4
