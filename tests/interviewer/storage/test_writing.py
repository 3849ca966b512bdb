"""Many threads that write at once: each in turn, and no turn is lost."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from interviewer.conversation.state.state import InterviewState, Setup
from interviewer.errors import ConflictError
from interviewer.storage import writing
from interviewer.storage.store import Store
from interviewer.storage.writing import WriteTurn, pool_of

STATE = InterviewState(Setup("coach", 30.0, ("training-01",), 1))


def test_one_has_the_turn_until_it_leaves_and_leaving_twice_is_nothing() -> None:
    line = WriteTurn()
    first, second = line.turn(), line.turn()
    first.take()
    first.take()
    took = threading.Event()
    waiting = threading.Thread(target=lambda: (second.take(), took.set()))
    waiting.start()
    assert not took.wait(0.1)
    first.leave()
    first.leave()
    assert took.wait(5)
    second.leave()
    waiting.join()
    line.turn().leave()


def test_a_turn_that_never_comes_is_left_to_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "WAIT", 0.05)
    line = WriteTurn()
    stuck, other = line.turn(), line.turn()
    stuck.take()
    other.take()
    other.leave()
    stuck.leave()
    monkeypatch.setattr(writing, "WAIT", 60.0)
    start = time.monotonic()
    line.turn().take()
    assert time.monotonic() - start < 30, "the turn was given back"


def test_a_transaction_that_fails_gives_its_turn_back(store: Store) -> None:
    interview_id = store.interviews.create(STATE, "one")
    for _ in range(3):
        with pytest.raises(ConflictError):
            store.interviews.append(interview_id, 7, None, STATE, ())  # type: ignore[arg-type]
    done: list[str] = []
    thread = threading.Thread(target=lambda: done.append(store.of("other").interviews.create(STATE, "two")))
    thread.start()
    thread.join(5)
    assert done


def test_threads_that_write_do_not_wait_for_nothing(store: Store) -> None:
    slowest: list[float] = []

    def write(number: int) -> None:
        mine = store.of(f"c{number}").interviews
        for _ in range(5):
            start = time.monotonic()
            mine.create(STATE, "x")
            slowest.append(time.monotonic() - start)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(slowest) == 100 and sum(store.of(f"c{n}").interviews.count() for n in range(20)) == 100


@pytest.mark.parametrize(
    ("url", "kept"), [("sqlite:////a/b.db", {"pool_size": 10}), ("sqlite://", {}), ("postgresql+psycopg://h/d", {})]
)
def test_connections_are_kept_for_a_file(url: str, kept: dict[str, int], tmp_path: Path) -> None:
    assert pool_of(url) == kept
