"""Answers are read while they are written: the newest draft of each interview, after everything that was sent."""

from __future__ import annotations

import threading

import pytest

from interviewer.conversation.conducting.reading_ahead import MOST_INTERVIEWS, Draft, ReadingAhead
from interviewer.errors import UnavailableError
from interviewer.host.fair_queue import FairQueue
from tests.interviewer.grading.local.stand_in import question
from tests.waiting import until


class Reading:
    """Records what is read. It can be paused, and every draft has this many parts to read."""

    def __init__(self, parts: int = 1) -> None:
        self.read: list[str] = []
        self.go_on = threading.Event()
        self.go_on.set()
        self.began = threading.Event()
        self.parts = parts

    def __call__(self, draft: Draft) -> bool:
        self.began.set()
        assert self.go_on.wait(10)
        self.read.append(draft.answer)
        return self.read.count(draft.answer) < self.parts


def draft(text: str) -> Draft:
    return Draft(question(), text)


def held_up(parts: int) -> tuple[Reading, ReadingAhead]:
    """The first part of a draft is being read, and goes on once ``go_on`` is set."""
    reading = Reading(parts)
    ahead = ReadingAhead(reading, FairQueue())
    reading.go_on.clear()
    ahead.offer("a", draft("one"))
    assert reading.began.wait(10)
    return reading, ahead


def settled(ahead: ReadingAhead) -> None:
    until(lambda: not ahead._works)


def test_a_draft_is_read_once_until_it_changes() -> None:
    reading = Reading()
    ahead = ReadingAhead(reading, FairQueue())
    ahead.offer("a", draft("one"))
    settled(ahead)
    ahead.offer("a", draft("one"))
    ahead.offer("a", draft("one, two"))
    settled(ahead)
    assert reading.read == ["one", "one, two"]


def test_a_draft_is_read_in_parts_and_other_interviews_get_their_turn() -> None:
    reading, ahead = held_up(parts=3)
    ahead.offer("b", draft("other"))
    reading.go_on.set()
    settled(ahead)
    assert reading.read == ["one", "other", "one", "other", "one", "other"]


def test_a_newer_draft_replaces_what_is_left_of_an_older_one() -> None:
    reading, ahead = held_up(parts=3)
    ahead.offer("a", draft("one, two"))
    reading.go_on.set()
    settled(ahead)
    assert reading.read == ["one", *["one, two"] * 3]


def test_what_was_sent_is_read_no_further() -> None:
    reading, ahead = held_up(parts=100)
    ahead.drop("a")
    reading.go_on.set()
    settled(ahead)
    assert reading.read == ["one"]


@pytest.mark.slow
def test_an_answer_that_was_sent_goes_first_and_is_told_of_nobody_ahead() -> None:
    queue, reading = FairQueue(), Reading(parts=100)
    ahead = ReadingAhead(reading, queue)
    with queue.turn("sent"):
        ahead.offer("a", draft("one"))
        assert not reading.began.wait(0.2) and reading.read == [], "the sent one has its turn"
        reading.go_on.clear()
    assert reading.began.wait(10)
    places: list[int] = []

    def sends() -> None:
        with queue.ask("sent") as place:
            places.extend(place.waiting())
            places.append(-len(reading.read))

    thread = threading.Thread(target=sends)
    thread.start()
    until(lambda: queue.length == 1)
    reading.go_on.set()
    thread.join(10)
    assert places == [-1], "one part later it is its turn, and it was told of nobody ahead"
    ahead.drop("a")


def test_a_judge_that_cannot_be_loaded_is_not_reported_and_holds_nobody_up(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    crashed: list[object] = []
    monkeypatch.setattr(threading, "excepthook", crashed.append)

    def fails(what: Draft) -> bool:
        tried.append(what.answer)
        raise UnavailableError("the reader is not there")

    queue = FairQueue()
    ahead = ReadingAhead(fails, queue)
    for text in ("one", "one, two"):
        ahead.offer("a", draft(text))
        settled(ahead)
    assert tried == ["one", "one, two"], "each draft is tried once, and the next one gets its turn"
    assert not crashed and not caplog.records
    assert ahead._left == {} and queue.length == 0


def test_only_so_many_drafts_are_kept() -> None:
    ahead = ReadingAhead(Reading(), FairQueue())
    for number in range(MOST_INTERVIEWS + 10):
        ahead.offer(str(number), draft("one"))
    settled(ahead)
    assert len(ahead._drafts) == MOST_INTERVIEWS and "0" not in ahead._drafts
