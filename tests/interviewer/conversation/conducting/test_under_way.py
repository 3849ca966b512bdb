"""Which work in progress is abandoned: this process's own if it was left, and another process's if it takes too long."""

from __future__ import annotations

from datetime import UTC, datetime

from interviewer.conversation.conducting.under_way import TAKE_OVER_SECONDS, UnderWay
from interviewer.conversation.state.state import InterviewState, Setup
from interviewer.conversation.state.stored import Record

STORED = 1_000_000.0


def record(version: int) -> Record:
    moment = datetime.fromtimestamp(STORED, UTC)
    return Record(
        "one", "", "coach", "working", version, moment, moment, InterviewState(Setup("coach", 10.0, ("a",), 1))
    )


def test_own_work_is_known_to_be_left_at_once() -> None:
    own = UnderWay(lambda: STORED)
    own.note("one", 4, waits=True)
    assert own.is_left(record(4))
    assert not own.is_left(record(5))  # another process has stored something since
    own.note("one", 6, waits=False)
    assert not own.is_left(record(4)) and not own.is_left(record(6))


def test_anothers_work_is_left_to_it_for_a_while() -> None:
    now = [STORED - 3600.0]  # a process that began before the work did, or whose clock is behind
    other = UnderWay(lambda: now[0])
    assert not other.is_left(record(4))
    now[0] = STORED + TAKE_OVER_SECONDS - 1
    assert not other.is_left(record(4))
    now[0] = STORED + TAKE_OVER_SECONDS + 1
    assert other.is_left(record(4))


def test_work_older_than_the_process_is_left() -> None:
    assert UnderWay(lambda: STORED + 1).is_left(record(4))
