"""The same store in Postgres, which one setting chooses: a server of its own, started and stopped by the test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from interviewer.conversation.machine.machine import advance
from interviewer.conversation.state.state import InterviewState, Said, Setup, Started
from interviewer.errors import ConflictError, StorageError
from interviewer.storage.store import Store
from interviewer.study.schedule import GOOD, correct, rate
from knowledge.schema import Bank
from tests.servers import NEEDS_POSTGRES, postgres

pytestmark = NEEDS_POSTGRES


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres() as made:
        yield made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    made = Store(url)
    yield made
    made.close()


def test_an_interview_is_kept_with_every_kind_of_text(store: Store, bank: Bank) -> None:
    state, turns = advance(InterviewState(Setup("coach", 10.0, tuple(bank), 1)), Started(100.0), bank)
    interview_id = store.interviews.create(InterviewState(state.setup), "Alles – 全部")
    assert store.interviews.append(interview_id, 0, Started(100.0), state, turns) == 1
    said = Said(120.0, "a\x00b 🙂 שלום")
    after, told = advance(state, said, bank)
    assert store.interviews.append(interview_id, 1, said, after, told) == 2
    record = store.interviews.load(interview_id)
    assert record.state == after and record.title == "Alles – 全部" and record.created_at.tzinfo is not None
    kept = store.interviews.transcript(interview_id)
    assert [turn.role for turn in kept] == [turn.role for turn in (*turns, *told)]
    assert kept[-1].role == "candidate" and kept[-1].text == "a b 🙂 שלום", (
        "all but the zero byte, which Postgres refuses"
    )
    with pytest.raises(ConflictError):
        store.interviews.append(interview_id, 1, said, after, told)
    store.interviews.remove(interview_id)
    assert store.interviews.count() == 0


def test_ratings_cards_and_preferences_are_kept(store: Store) -> None:
    due = rate(store, "training-01", "capacity", GOOD, datetime(2026, 11, 1, 12, tzinfo=UTC))
    assert [r.rating for r in store.reviews.log("training-01")] == [GOOD]
    assert datetime.fromisoformat(store.reviews.schedule()["training-01", "capacity"]["due"]) == due
    assert correct(store, "training-01", "capacity", 1) < due
    assert [(r.rating, r.source) for r in store.reviews.log("training-01")] == [(1, "corrected")]
    store.preferences.set("name", "value")
    assert store.preferences.get("name") == "value"


def test_a_server_that_is_gone_is_one_clear_line() -> None:
    with pytest.raises(StorageError, match="check VIVA_HOME or VIVA_DATABASE_URL"):
        Store("postgresql+psycopg://viva@127.0.0.1:1/postgres")
