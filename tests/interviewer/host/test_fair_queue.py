"""Turns at the judge: round robin, nobody starves, and a caller that has gone blocks nobody."""

from __future__ import annotations

import contextlib
import threading
import time

from interviewer.host.fair_queue import GONE, FairQueue, QueuePlace


def served(queue: FairQueue, waiting: list[QueuePlace]) -> list[QueuePlace]:
    """The order in which turns come when each is given back at once."""
    order: list[QueuePlace] = []
    left = list(waiting)
    while left:
        (now,) = [place for place in left if queue.before(place) == 0]
        order.append(now)
        left.remove(now)
        queue.leave(now)
    return order


def test_lines_are_served_in_turn_and_each_in_its_order() -> None:
    queue = FairQueue()
    busy = queue.ask("x")
    a = [queue.ask("a") for _ in range(3)]
    b, c = queue.ask("b"), [queue.ask("c") for _ in range(2)]
    assert queue.length == 6
    queue.leave(busy)
    assert served(queue, [*a, b, *c]) == [a[0], b, c[0], a[1], c[1], a[2]]
    assert queue.length == 0


def test_the_place_that_is_told_is_the_number_that_comes_before() -> None:
    queue = FairQueue()
    busy = queue.ask("x")
    waiting = [queue.ask(who) for who in "aabacbbx"]
    told = {id(place): queue.before(place) for place in waiting}
    queue.leave(busy)
    order = served(queue, waiting)
    # the one that was served when the places were told is before all of them
    assert [told[id(place)] for place in order] == list(range(1, len(order) + 1))


def test_nobody_starves_however_often_another_asks() -> None:
    queue = FairQueue()
    now = queue.ask("greedy")
    patient = queue.ask("patient")
    times = 0
    while queue.before(patient):
        times += 1
        again = queue.ask("greedy")
        queue.leave(now)
        now = again
    assert times <= 1, "after one more of the other's at the most"


def test_who_gives_up_leaves_the_queue_and_the_others_move_up() -> None:
    queue = FairQueue()
    busy, first, second = queue.ask("x"), queue.ask("a"), queue.ask("b")
    assert queue.before(second) == 2
    queue.leave(first)
    queue.leave(first)
    assert queue.before(second) == 1 and queue.length == 1
    queue.leave(busy)
    assert queue.before(second) == 0


def test_a_generator_that_is_closed_leaves_the_queue() -> None:
    queue = FairQueue()
    busy = queue.ask("x")

    def work() -> object:
        with queue.ask("a") as mine:
            yield from mine.waiting()

    waiting = work()
    assert next(waiting) == 1 and queue.length == 1  # type: ignore[call-overload]
    waiting.close()  # type: ignore[attr-defined]
    assert queue.length == 0
    queue.leave(busy)


def test_a_waiter_that_no_longer_asks_is_taken_out_and_may_come_back() -> None:
    now = 0.0
    queue = FairQueue(clock=lambda: now)
    busy = queue.ask("x")
    assert queue.claim(busy)
    dead, alive = queue.ask("dead"), queue.ask("alive")
    queue.leave(busy)
    assert queue.before(dead) == 0, "it is served, but nobody takes it"
    now = GONE + 1
    alive.seen = now
    assert queue.wait(alive, 1, 0.01) == 0 and queue.claim(alive)
    assert not queue.claim(dead) and queue.before(dead) == 1, "it is at the end"
    queue.leave(alive)
    assert queue.claim(dead)


def test_a_turn_that_was_taken_is_not_lost_however_long_it_lasts() -> None:
    now = 0.0
    queue = FairQueue(clock=lambda: now)
    busy = queue.ask("x")
    assert queue.claim(busy)
    now = 100 * GONE
    later = queue.ask("a")
    assert queue.before(later) == 1 and not queue.claim(later)


def test_threads_are_served_one_at_a_time_and_told_where_they_stand() -> None:
    queue = FairQueue()
    inside, most, places = 0, 0, []
    done = threading.Lock()

    def work(who: str) -> None:
        nonlocal inside, most
        for _ in range(3):
            with queue.ask(who) as mine:
                places.extend(mine.waiting())
                inside += 1
                most = max(most, inside)
                time.sleep(0.002)
                with done:
                    inside -= 1

    threads = [threading.Thread(target=work, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == 1 and inside == 0 and queue.length == 0
    assert places and max(places) <= 8, "one is served and each of the others has one turn at a time"


def test_a_fault_gives_the_turn_back() -> None:
    queue = FairQueue()
    try:
        with queue.turn("a"):
            raise ValueError
    except ValueError:
        pass
    with queue.turn("b"):
        assert queue.length == 0


def test_where_nothing_is_waited_for_it_is_everybodys_turn() -> None:
    queue = FairQueue(one_at_a_time=False)
    with queue.ask("a") as one, queue.ask("b") as other:
        assert list(one.waiting()) == list(other.waiting()) == [] and queue.length == 0
        with queue.turn("a"):
            pass


def test_a_spare_turn_comes_when_nobody_waits_and_counts_for_nobody() -> None:
    queue, began, ended = FairQueue(), threading.Event(), threading.Event()

    def spare() -> None:
        with queue.spare_turn():
            began.set()
            assert ended.wait(10)

    first = queue.ask("a")
    second = queue.ask("b")
    thread = threading.Thread(target=spare)
    thread.start()
    queue.leave(first)
    assert not began.wait(0.1), "another one was waiting"
    queue.leave(second)
    assert began.wait(10)
    third = queue.ask("c")
    assert queue.before(third) == 0 and not queue.claim(third), "nobody is ahead of it, but it has to wait a moment"
    ended.set()
    thread.join(10)
    assert list(third.waiting()) == [] and queue.claim(third)


def test_a_spare_turn_is_given_back_where_its_work_fails() -> None:
    queue = FairQueue()
    with contextlib.suppress(ValueError), queue.spare_turn():
        raise ValueError("the reader is not there")
    assert queue.claim(queue.ask("a"))


def test_where_nobody_has_to_wait_a_spare_turn_comes_at_once() -> None:
    queue = FairQueue(one_at_a_time=False)
    with queue.turn("a"), queue.spare_turn():
        assert queue.claim(queue.ask("b"))
