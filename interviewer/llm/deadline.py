"""A bound on the whole of a call. A client's own timeout starts anew with every byte, so a reply that drips has none."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

Value = TypeVar("Value")


def within(seconds: float, call: Callable[[], Value]) -> Value:
    """What a call returns, if it returns in time. One that does not is left to end by itself, in a thread.

    Raises:
        TimeoutError: It took longer than ``seconds``.
    """
    return next(each_within(seconds, lambda: iter((call(),))))


def each_within(seconds: float, start: Callable[[], Iterator[Value]]) -> Iterator[Value]:
    """What an iterator gives, as long as all of it comes in time.

    Args:
        start: Makes the iterator; it runs in the same thread as the iterator and counts towards the time.

    Raises:
        TimeoutError: The end was not reached in ``seconds``.
    """
    given: queue.SimpleQueue[tuple[bool, Value | None, BaseException | None]] = queue.SimpleQueue()
    unwanted = threading.Event()
    deadline = time.monotonic() + seconds

    def work() -> None:
        try:
            for value in start():
                if unwanted.is_set():
                    return
                given.put((True, value, None))
            given.put((False, None, None))
        except BaseException as error:  # noqa: BLE001  # it belongs to whoever waits, and is raised there
            given.put((False, None, error))

    threading.Thread(target=work, name="viva-model-call", daemon=True).start()
    try:
        while True:
            more, value, error = given.get(timeout=max(0.0, deadline - time.monotonic()))
            if error is not None:
                raise error
            if not more:
                return
            yield value  # type: ignore[misc]  # where more is true it is a Value
    except queue.Empty:
        raise TimeoutError(f"no end in {seconds:g} s") from None
    finally:
        unwanted.set()
