"""Turns at the judge: round robin, nobody starves, and whoever is gone is in nobody's way."""

from __future__ import annotations

import threading
import time

from interviewer.turns import GONE, Turn, Turns


def served(turns: Turns, waiting: list[Turn]) -> list[Turn]:
    """The order in which turns come when each is given back at once."""
    order: list[Turn] = []
    left = list(waiting)
    while left:
        (now,) = [turn for turn in left if turns.before(turn) == 0]
        order.append(now)
        left.remove(now)
        turns.leave(now)
    return order


def test_lines_are_served_in_turn_and_each_in_its_order() -> None:
    turns = Turns()
    busy = turns.ask("x")
    a = [turns.ask("a") for _ in range(3)]
    b, c = turns.ask("b"), [turns.ask("c") for _ in range(2)]
    assert turns.length == 6
    turns.leave(busy)
    assert served(turns, [*a, b, *c]) == [a[0], b, c[0], a[1], c[1], a[2]]
    assert turns.length == 0


def test_the_place_that_is_told_is_the_number_that_comes_before() -> None:
    turns = Turns()
    busy = turns.ask("x")
    waiting = [turns.ask(who) for who in "aabacbbx"]
    told = {id(turn): turns.before(turn) for turn in waiting}
    turns.leave(busy)
    order = served(turns, waiting)
    # the one that was served when the places were told is before all of them
    assert [told[id(turn)] for turn in order] == list(range(1, len(order) + 1))


def test_nobody_starves_however_often_another_asks() -> None:
    turns = Turns()
    now = turns.ask("greedy")
    patient = turns.ask("patient")
    times = 0
    while turns.before(patient):
        times += 1
        again = turns.ask("greedy")
        turns.leave(now)
        now = again
    assert times <= 1, "after one more of the other's at the most"


def test_who_gives_up_leaves_the_queue_and_the_others_move_up() -> None:
    turns = Turns()
    busy, first, second = turns.ask("x"), turns.ask("a"), turns.ask("b")
    assert turns.before(second) == 2
    turns.leave(first)
    turns.leave(first)
    assert turns.before(second) == 1 and turns.length == 1
    turns.leave(busy)
    assert turns.before(second) == 0


def test_a_generator_that_is_closed_leaves_the_queue() -> None:
    turns = Turns()
    busy = turns.ask("x")

    def work() -> object:
        with turns.ask("a") as mine:
            yield from mine.waiting()

    waiting = work()
    assert next(waiting) == 1 and turns.length == 1  # type: ignore[call-overload]
    waiting.close()  # type: ignore[attr-defined]
    assert turns.length == 0
    turns.leave(busy)


def test_a_waiter_that_no_longer_asks_is_taken_out_and_may_come_back() -> None:
    now = 0.0
    turns = Turns(clock=lambda: now)
    busy = turns.ask("x")
    assert turns.claim(busy)
    dead, alive = turns.ask("dead"), turns.ask("alive")
    turns.leave(busy)
    assert turns.before(dead) == 0, "it is served, but nobody takes it"
    now = GONE + 1
    alive.seen = now
    assert turns.wait(alive, 1, 0.01) == 0 and turns.claim(alive)
    assert not turns.claim(dead) and turns.before(dead) == 1, "it stands at the end"
    turns.leave(alive)
    assert turns.claim(dead)


def test_a_turn_that_was_taken_is_not_lost_however_long_it_lasts() -> None:
    now = 0.0
    turns = Turns(clock=lambda: now)
    busy = turns.ask("x")
    assert turns.claim(busy)
    now = 100 * GONE
    later = turns.ask("a")
    assert turns.before(later) == 1 and not turns.claim(later)


def test_threads_are_served_one_at_a_time_and_told_where_they_stand() -> None:
    turns = Turns()
    inside, most, places = 0, 0, []
    done = threading.Lock()

    def work(who: str) -> None:
        nonlocal inside, most
        for _ in range(3):
            with turns.ask(who) as mine:
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
    assert most == 1 and inside == 0 and turns.length == 0
    assert places and max(places) <= 8, "one is served and each of the others has one turn at a time"


def test_a_fault_gives_the_turn_back() -> None:
    turns = Turns()
    try:
        with turns.turn("a"):
            raise ValueError
    except ValueError:
        pass
    with turns.turn("b"):
        assert turns.length == 0


def test_where_nothing_is_waited_for_it_is_everybodys_turn() -> None:
    turns = Turns(one_at_a_time=False)
    with turns.ask("a") as one, turns.ask("b") as other:
        assert list(one.waiting()) == list(other.waiting()) == [] and turns.length == 0
        with turns.turn("a"):
            pass
