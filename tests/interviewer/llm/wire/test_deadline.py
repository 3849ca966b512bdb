from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from interviewer.llm.wire.deadline import each_within, within


def test_what_comes_in_time_is_given() -> None:
    assert within(5, lambda: 7) == 7
    assert list(each_within(5, lambda: iter("abc"))) == ["a", "b", "c"]
    with pytest.raises(KeyError, match="gone"):
        within(5, lambda: {}["gone"])


@pytest.mark.slow
@pytest.mark.parametrize("jump", [86_400.0, -86_400.0], ids=["forward", "back"])
def test_a_clock_that_is_set_changes_no_deadline(monkeypatch: pytest.MonkeyPatch, jump: float) -> None:
    real = time.time

    def slow() -> int:
        monkeypatch.setattr("time.time", lambda: real() + jump)
        time.sleep(0.05)
        return 7

    assert within(5, slow) == 7
    assert list(each_within(5, lambda: (slow() for _ in range(2)))) == [7, 7]
    with pytest.raises(TimeoutError):
        within(0.2, lambda: time.sleep(slow()))


def test_what_comes_late_is_not_waited_for() -> None:
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        within(0.1, lambda: time.sleep(2))
    assert time.monotonic() - start < 1


@pytest.mark.slow
def test_the_bound_is_on_the_whole_and_not_on_each_part() -> None:
    def drip() -> Iterator[int]:
        for number in range(40):
            time.sleep(0.05)
            yield number

    got: list[int] = []
    with pytest.raises(TimeoutError):
        for number in each_within(0.3, drip):
            got.append(number)  # noqa: PERF402  # what came before is looked at
    assert got[:2] == [0, 1] and len(got) < 10


def test_an_iterator_that_nobody_wants_any_more_ends() -> None:
    ended = threading.Event()

    def endless() -> Iterator[int]:
        try:
            while True:
                time.sleep(0.01)
                yield 1
        finally:
            ended.set()

    values = each_within(5, endless)
    next(values)
    values.close()  # type: ignore[attr-defined]
    assert ended.wait(2)


@pytest.mark.slow
def test_the_first_value_may_be_due_before_the_rest() -> None:
    def late(first: float, then: float) -> Iterator[int]:
        time.sleep(first)
        yield 1
        time.sleep(then)
        yield 2

    assert list(each_within(5, lambda: late(0.0, 0.3), first=0.2)) == [1, 2]
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        next(each_within(5, lambda: late(2.0, 0.0), first=0.1))
    assert time.monotonic() - start < 1
    with pytest.raises(TimeoutError):  # the whole bounds the first as well
        next(each_within(0.1, lambda: late(2.0, 0.0), first=5))


@pytest.mark.slow
def test_what_came_in_time_is_given_to_whoever_takes_it_late() -> None:
    values = each_within(0.3, lambda: iter("ab"))
    assert next(values) == "a"
    time.sleep(0.4)
    assert list(values) == ["b"]
